/**
 * The three languages of the paper. `code` is what machines read (ISO 639-1); `path` is the first part of addresses.
 */
export type Language = 'en' | 'ru' | 'hy';

export type LanguageRecord = {
  code: Language;
  /** First part of every address in this language. Armenian is `arm` here and nowhere else. */
  path: string;
  /** What the language switch says. */
  label: string;
  /** The language's own name for itself. */
  name: string;
  /** BCP 47 tag for dates and numbers. */
  format: string;
  openGraph: string;
};

export const LANGUAGES: readonly LanguageRecord[] = [
  { code: 'ru', path: 'ru', label: 'ru', name: 'Русский', format: 'ru-RU', openGraph: 'ru_RU' },
  { code: 'hy', path: 'arm', label: 'arm', name: 'Հայերեն', format: 'hy-AM', openGraph: 'hy_AM' },
  { code: 'en', path: 'en', label: 'en', name: 'English', format: 'en-GB', openGraph: 'en_GB' },
];

export const DEFAULT_LANGUAGE: Language = 'en';

const byCode = new Map(LANGUAGES.map((record) => [record.code, record]));
const byPath = new Map(LANGUAGES.map((record) => [record.path, record]));

export function languageOf(code: Language): LanguageRecord {
  const record = byCode.get(code);
  if (!record) throw new RangeError(`no such language: ${code}`);
  return record;
}

/** The language whose addresses begin with this word, or undefined. */
export function languageAtPath(path: string): LanguageRecord | undefined {
  return byPath.get(path);
}

export function isLanguage(code: unknown): code is Language {
  return typeof code === 'string' && byCode.has(code as Language);
}
