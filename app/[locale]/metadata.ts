import type { Metadata } from 'next';
import type { LanguageChoice } from '#components/site/language-switch';
import { authorAddress, frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language, languageOf } from '#i18n/languages';
import type { Article } from '#newsroom/articles/article';
import type { SharePicture } from '#newsroom/syndication/share-picture';
import { publicUrl } from '#platform/env';
import { readShareCard, readSite } from './reads.ts';

/** Most of a picture, as large as a screen (Google's robots meta tag). */
const ROBOTS = 'index, follow, max-image-preview:large';

/**
 * What a page is called and where it is. `addresses` are those of its language versions that exist, this one among
 * them; only they are told to search engines. A page without a picture of its own is shared with the site's card.
 */
export async function pageMetadata(
  title: string,
  language: Language,
  addresses: Partial<Record<Language, string>>,
  { description, picture, article }: { description?: string; picture?: SharePicture; article?: Article } = {},
): Promise<Metadata> {
  const { name: siteName } = (await readSite(language)).settings;
  const { path, ...image } = picture ?? (await readShareCard(language));
  const versions = Object.keys(addresses) as Language[];
  const rest = addresses[DEFAULT_LANGUAGE] ?? Object.values(addresses)[0];
  const languages = versions.length > 1 && rest ? { ...addresses, 'x-default': rest } : undefined;
  const canonical = addresses[language] ?? null;
  return {
    title: title === siteName ? title : `${title} – ${siteName}`,
    ...(description && { description }),
    robots: ROBOTS,
    alternates: { canonical, ...(languages && { languages }) },
    openGraph: {
      title,
      siteName,
      ...(description && { description }),
      ...(canonical && { url: canonical }),
      locale: languageOf(language).openGraph,
      alternateLocale: versions.filter((code) => code !== language).map((code) => languageOf(code).openGraph),
      images: [{ url: path, ...image }],
      ...(article ? articleGraph(article) : { type: 'website' }),
    },
    twitter: { card: 'summary_large_image' },
    ...(article && {
      authors: article.authors.map(({ key, name }) => ({ name, url: authorAddress(language, key) })),
    }),
  };
}

function articleGraph({ publishedAt, revisedAt, authors, section, tags, language }: Article) {
  return {
    type: 'article' as const,
    publishedTime: publishedAt.toISOString(),
    modifiedTime: (revisedAt && revisedAt > publishedAt ? revisedAt : publishedAt).toISOString(),
    authors: authors.map(({ key }) => publicUrl() + authorAddress(language, key)),
    section: section.name,
    tags: tags.map(({ name }) => name),
  };
}

/**
 * A page that is not what was asked for. Next can only answer 200 or 404, the latter with a page that needs its client
 * script; so the status travels in the page, and server/rendering/strip-next-runtime.ts takes it out and sets it.
 */
export function statusMetadata(title: string, status: 404 | 410): Metadata {
  return { title, robots: { index: false }, other: { 'portal-status': String(status) } };
}

/** The language switch of a page that exists in every language under addresses made alike. */
export function everyLanguage(address: (language: Language) => string): LanguageChoice[] {
  return LANGUAGES.map(({ code }) => ({ language: code, href: address(code), missing: false }));
}

/** The language switch of a page that exists in some languages; in the others it leads to their front pages. */
export function someLanguages(
  languages: readonly Language[],
  address: (language: Language) => string,
): LanguageChoice[] {
  return everyLanguage((code) => (languages.includes(code) ? address(code) : frontAddress(code)));
}

/** The addresses of a page that exists in every language. */
export function everyAddress(address: (language: Language) => string): Record<Language, string> {
  return Object.fromEntries(LANGUAGES.map(({ code }) => [code, address(code)])) as Record<Language, string>;
}

/** The addresses of a page that exists in some languages. */
export function someAddresses(
  languages: readonly Language[],
  address: (language: Language) => string,
): Partial<Record<Language, string>> {
  return Object.fromEntries(languages.map((code) => [code, address(code)]));
}
