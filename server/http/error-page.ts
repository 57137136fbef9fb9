import { frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language, languageAtPath } from '#i18n/languages';
import type messages from '#messages/en.json';

const MESSAGES = new Map(
  await Promise.all(LANGUAGES.map(async ({ code }) => [code, await readMessages(code)] as const)),
);

const TEXTS = { 429: 'tooMany', 500: 'failed', 503: 'unavailable' } as const;

async function readMessages(code: Language): Promise<typeof messages> {
  return (await import(`#messages/${code}.json`, { with: { type: 'json' } })).default;
}

/**
 * The page for 503 (the database is unreachable or the server overloaded), 429 and 500, in the language of the address.
 * It depends on nothing that could fail.
 */
export function errorPage(path: string, status: 429 | 500 | 503, incident: string): string {
  const language = languageAtPath(path.split('/')[1] ?? '')?.code ?? DEFAULT_LANGUAGE;
  const known = MESSAGES.get(language);
  if (!known) throw new RangeError(`no messages in ${language}`);
  const { statusPage, site } = known;
  const { title, text } = statusPage[TEXTS[status]];
  return (
    '<!DOCTYPE html>\n' +
    `<html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<meta name="robots" content="noindex"><title>${title}</title></head>\n` +
    `<body><main><h1>${title}</h1><p>${text}</p><p><a href="${frontAddress(language)}">${site.home}</a></p>` +
    `${incident && `<p><small>${statusPage.incident.replace('{id}', incident)}</small></p>`}</main></body></html>\n`
  );
}
