import { createTranslator } from 'next-intl';
import type { Language } from '#i18n/languages';
import type messages from '../messages/en.json';

type Messages = typeof messages;

/** What letters say beside their own words, in a language. */
export type LetterWords = Awaited<ReturnType<typeof letterWords>>;

export async function letterWords(language: Language) {
  const file = await import(`../messages/${language}.json`, { with: { type: 'json' } });
  const { letters, letterMail } = file.default as Messages;
  return createTranslator({ locale: language, messages: { letters, letterMail } });
}
