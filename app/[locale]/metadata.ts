import type { Metadata } from 'next';
import type { LanguageChoice } from '#components/site/language-switch';
import { LANGUAGES, type Language } from '#i18n/languages';

/**
 * What a page is called and where it is. `addresses` are those of its language versions that exist, this one among them; only they
 * are told to search engines.
 */
export function pageMetadata(
  title: string,
  siteName: string,
  language: Language,
  addresses: Partial<Record<Language, string>>,
  description?: string,
): Metadata {
  const languages = Object.keys(addresses).length > 1 ? addresses : undefined;
  return {
    title: title === siteName ? title : `${title} – ${siteName}`,
    ...(description && { description }),
    alternates: { canonical: addresses[language] ?? null, ...(languages && { languages }) },
  };
}

/**
 * A page that is not what was asked for. Next can only answer 200 or 404, the latter with a page that needs its client script; so the
 * status travels in the page, and the server in front (processes/finish-page.ts) takes it out and sets it.
 */
export function statusMetadata(title: string, status: 404 | 410): Metadata {
  return { title, robots: { index: false }, other: { 'portal-status': String(status) } };
}

/** The language switch of a page that exists in every language under addresses made alike. */
export function everyLanguage(address: (language: Language) => string): LanguageChoice[] {
  return LANGUAGES.map(({ code }) => ({ language: code, href: address(code), missing: false }));
}

/** The addresses of a page that exists in every language. */
export function everyAddress(address: (language: Language) => string): Record<Language, string> {
  return Object.fromEntries(LANGUAGES.map(({ code }) => [code, address(code)])) as Record<Language, string>;
}
