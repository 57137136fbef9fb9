import type { IncomingMessage } from 'node:http';
import { DEFAULT_LANGUAGE, isLanguage, type Language, NEWSROOM_LANGUAGES, newsroomLanguage } from '#i18n/languages';
import { preferredLanguage } from '#i18n/preferred-language';
import type messages from '#messages/newsroom/en.json';
import type { DatabaseTrouble } from '#platform/database-trouble';

const MESSAGES = new Map(
  await Promise.all(NEWSROOM_LANGUAGES.map(async ({ code }) => [code, await readMessages(code)] as const)),
);

async function readMessages(language: Language): Promise<typeof messages> {
  return (await import(`#messages/newsroom/${language}.json`, { with: { type: 'json' } })).default;
}

/**
 * The page of the newsroom while its database cannot be used: what is wrong, and what becomes of what is being written.
 * In the language of the browser, for who is there cannot be asked. It depends on nothing.
 */
export function newsroomTroublePage({ headers }: IncomingMessage, trouble: DatabaseTrouble): string {
  const chosen = /(?:^|; )language=([a-z]+)/.exec(headers.cookie ?? '')?.[1];
  const language = newsroomLanguage(
    isLanguage(chosen)
      ? chosen
      : (preferredLanguage(headers['accept-language'] ?? '', NEWSROOM_LANGUAGES) ?? DEFAULT_LANGUAGE),
  );
  const known = MESSAGES.get(language);
  if (!known) throw new RangeError(`no messages in ${language}`);
  const { title, kept, again, notified, ...reasons } = known.databaseTrouble;
  return (
    '<!DOCTYPE html>\n' +
    `<html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<meta name="robots" content="noindex"><title>${title}</title></head>\n` +
    `<body><main><h1>${title}</h1><p>${reasons[trouble]} ${kept}</p><p>${notified}</p>` +
    `<p><a href="">${again}</a></p></main></body></html>\n`
  );
}
