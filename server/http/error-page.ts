import { frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language, languageAtPath } from '#i18n/languages';
import type messages from '#messages/en.json';
import type { RenderFailure } from '#server/rendering/page';

const MESSAGES = new Map(
  await Promise.all(LANGUAGES.map(async ({ code }) => [code, await readMessages(code)] as const)),
);

const TEXTS = {
  'too-many': 'tooMany',
  failed: 'failed',
  unreachable: 'unreachable',
  slow: 'slow',
  busy: 'busy',
} as const satisfies Record<RenderFailure['why'], string>;

async function readMessages(code: Language): Promise<typeof messages> {
  return (await import(`#messages/${code}.json`, { with: { type: 'json' } })).default;
}

/** The page that says why there is none (503, 429, 500), in the language of the address. It depends on nothing. */
export function errorPage(path: string, why: RenderFailure['why'], incident: string): string {
  const language = languageAtPath(path.split('/')[1] ?? '')?.code ?? DEFAULT_LANGUAGE;
  const known = MESSAGES.get(language);
  if (!known) throw new RangeError(`no messages in ${language}`);
  const { statusPage, site } = known;
  const { title, text } = statusPage[TEXTS[why]];
  return (
    '<!DOCTYPE html>\n' +
    `<html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<meta name="robots" content="noindex"><title>${title}</title></head>\n` +
    `<body><main><h1>${title}</h1><p>${text}</p><p><a href="${frontAddress(language)}">${site.home}</a></p>` +
    `${incident && `<p><small>${statusPage.incident.replace('{id}', incident)}</small></p>`}</main></body></html>\n`
  );
}
