import { isLanguage, LANGUAGES, type Language } from '#i18n/languages';

/** What a section, tag or author is called; `nameIn` is the language of that name, null where it is the key. */
export type TopicName = { key: string; name: string; nameIn: Language | null };

/** The name in a language, else the first in the order of the site's languages; the key where there is none. */
export function topicName(
  { key, texts }: { key: string; texts: readonly { language: string; name: string }[] },
  language: Language,
): TopicName {
  const order: string[] = [language, ...LANGUAGES.map(({ code }) => code)];
  const named = order.map((code) => texts.find((text) => text.language === code && text.name !== ''));
  const { name, language: nameIn = '' } = named.find((text) => text !== undefined) ?? { name: key };
  return { key, name, nameIn: isLanguage(nameIn) ? nameIn : null };
}
