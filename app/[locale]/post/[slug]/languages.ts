import type { LanguageChoice } from '#components/site/language-switch';
import { postAddress, sectionAddress } from '#i18n/addresses';
import { LANGUAGES, type Language } from '#i18n/languages';
import type { Article } from '#newsroom/articles/article';

/** Addresses of the language versions that exist, this one among them. */
export function postAddresses(article: Article): Partial<Record<Language, string>> {
  const versions = [article, ...article.translations];
  return Object.fromEntries(versions.map(({ language, slug }) => [language, postAddress(language, slug)]));
}

/** The switch tells the truth: to the same story where it can be read, else to its section, with a notice there. */
export function languageChoices(article: Article): LanguageChoice[] {
  const addresses = postAddresses(article);
  return LANGUAGES.map(({ code }) => ({
    language: code,
    href: addresses[code] ?? `${sectionAddress(code, article.section.key)}#not-translated`,
    missing: !addresses[code],
  }));
}
