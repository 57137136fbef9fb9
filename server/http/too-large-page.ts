import { NEWSROOM_LANGUAGES, newsroomLanguage } from '#i18n/languages';
import { preferredLanguage } from '#i18n/preferred-language';
import { FORM_FILES_BYTES } from '#newsroom/form-limits';

const MESSAGES = new Map(
  await Promise.all(NEWSROOM_LANGUAGES.map(async ({ code }) => [code, await readTexts(code)] as const)),
);

async function readTexts(code: string): Promise<{ title: string; text: string }> {
  const { default: messages } = await import(`#messages/newsroom/${code}.json`, { with: { type: 'json' } });
  return messages.tooLargePage;
}

/**
 * The page for 413: the body of a form that was sent without a script. It says that the browser has kept the form, one
 * page back. `accepted` is the header Accept-Language: who is signed in has not been looked at.
 */
export function tooLargePage(accepted: string): string {
  const language = newsroomLanguage(preferredLanguage(accepted, NEWSROOM_LANGUAGES) ?? 'en');
  const texts = MESSAGES.get(language);
  if (!texts) throw new RangeError(`no messages in ${language}`);
  const text = texts.text.replace('{megabytes}', String(FORM_FILES_BYTES / 1_000_000));
  return (
    '<!DOCTYPE html>\n' +
    `<html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<meta name="robots" content="noindex"><title>${texts.title}</title></head>\n` +
    `<body><main><h1>${texts.title}</h1><p>${text}</p></main></body></html>\n`
  );
}
