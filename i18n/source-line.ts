import { createTranslator } from 'next-intl';
import { type Language, newsroomLanguage } from '#i18n/languages';
import type messages from '../messages/newsroom/en.json';

/** `Source: Agency` in the language of the text that it stands under. */
export async function sourceLine(language: Language, credit: string): Promise<string> {
  const locale = newsroomLanguage(language);
  const file = await import(`../messages/newsroom/${locale}.json`, { with: { type: 'json' } });
  const translate = createTranslator({ locale, namespace: 'wire', messages: file.default as typeof messages });
  return translate('source', { credit });
}
