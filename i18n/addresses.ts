import { type Language, languageOf } from '#i18n/languages';

// Every address of the reader's pages is made here, so that `arm` is written nowhere else.

export function frontAddress(language: Language): string {
  return `/${languageOf(language).path}`;
}

export function postAddress(language: Language, slug: string): string {
  return `${frontAddress(language)}/post/${slug}`;
}

export function sectionAddress(language: Language, key: string, before?: string): string {
  return `${frontAddress(language)}/${key}${before ? `?before=${before}` : ''}`;
}

export function tagAddress(language: Language, key: string, before?: string): string {
  return `${frontAddress(language)}/tag/${key}${before ? `?before=${before}` : ''}`;
}

export function authorAddress(language: Language, key: string, before?: string): string {
  return `${frontAddress(language)}/author/${key}${before ? `?before=${before}` : ''}`;
}

/** What a search is for, by the names that the address has for it; what is not given is not in the address. */
export type SearchParameters = { q?: string; section?: string; from?: string; to?: string; order?: string; page?: number };

export function searchAddress(language: Language, parameters: SearchParameters = {}): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  const query = new URLSearchParams(given).toString();
  return `${frontAddress(language)}/search${query && `?${query}`}`;
}
