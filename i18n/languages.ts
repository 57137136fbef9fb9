import type { FontPartName } from '#i18n/fonts';
import { azerbaijani } from '#i18n/languages/az';
import { english } from '#i18n/languages/en';
import { armenian } from '#i18n/languages/hy';
import { georgian } from '#i18n/languages/ka';
import type { LanguageRecord } from '#i18n/languages/record';
import { russian } from '#i18n/languages/ru';

/** Every language that there is a record of, in the order in which readers see them, whether it is on or not. */
const RECORDS = [russian, armenian, english, azerbaijani, georgian] as const;

/** A language's ISO 639-1 code. */
export type Language = (typeof RECORDS)[number]['code'];

type KnownLanguage = LanguageRecord & { code: Language };

export const ALL_LANGUAGES: readonly KnownLanguage[] = RECORDS;

/** Codes that the environment variable LANGUAGES names (`ru,hy,en,ka`). Where there are none, the settings decide. */
const FIXED = codesIn(process.env.LANGUAGES);

/** Whether the environment decides which languages are on, and the settings cannot. */
export const areLanguagesFixed = FIXED.length > 0;

/**
 * The languages of this site, in the order in which readers see them: those of LANGUAGES, else those that the settings
 * named when this process was started (CHOSEN_LANGUAGES, server/watch-languages.ts). Others need another process.
 */
export const LANGUAGES: readonly KnownLanguage[] = areLanguagesFixed
  ? FIXED.map(recordNamed)
  : chosenLanguages(codesIn(process.env.CHOSEN_LANGUAGES));

export const LANGUAGE_CODES: Language[] = LANGUAGES.map(({ code }) => code);

/** The first of these that is on is what a reader gets who asks for none of ours. */
export const DEFAULT_LANGUAGE: Language = (LANGUAGES.find(({ code }) => code === 'en') ?? LANGUAGES[0] ?? english).code;

/** Languages that the newsroom itself can be shown in, whether anything is published in them or not. */
export const NEWSROOM_LANGUAGES = ALL_LANGUAGES.filter(({ hasNewsroomMessages }) => hasNewsroomMessages);

/** The language that the newsroom is shown in to whom would like it in this one: English where it is not translated. */
export function newsroomLanguage(code: Language): Language {
  return languageOf(code).hasNewsroomMessages ? code : english.code;
}

function codesIn(list = ''): string[] {
  const codes = list.split(',').map((code) => code.trim());
  return [...new Set(codes.filter(Boolean))];
}

function recordNamed(code: string): KnownLanguage {
  const record = ALL_LANGUAGES.find((one) => one.code === code);
  if (record) return record;
  const known = ALL_LANGUAGES.map((one) => one.code).join(', ');
  throw new Error(`LANGUAGES names ${code}, which there is no record of. Known are ${known}.`);
}

/**
 * The languages of a site whose settings name these codes, in their order: those that there is a record of. Where none
 * is named, or known, those that are on by themselves.
 */
export function chosenLanguages(codes: readonly string[]): readonly KnownLanguage[] {
  const chosen = codes.flatMap((code) => ALL_LANGUAGES.find((record) => record.code === code) ?? []);
  return chosen.length > 0 ? chosen : ALL_LANGUAGES.filter(({ isOnByDefault }) => isOnByDefault);
}

const byCode = new Map(ALL_LANGUAGES.map((record) => [record.code, record]));
const byPath = new Map(LANGUAGES.map((record) => [record.path, record]));

export function languageOf(code: Language): KnownLanguage {
  const record = byCode.get(code);
  if (!record) throw new RangeError(`no such language: ${code}`);
  return record;
}

/** The language whose addresses begin with this word, or undefined. */
export function languageAtPath(path: string): KnownLanguage | undefined {
  return byPath.get(path);
}

/** Whether it is the code of a language of this site. */
export function isLanguage(code: unknown): code is Language {
  return LANGUAGES.some((record) => record.code === code);
}

/** Whether there is a record of a language of this code, which may be off. */
export function isKnownLanguage(code: unknown): code is Language {
  return ALL_LANGUAGES.some((record) => record.code === code);
}

/** A code as a row has it, which may be that of a language that is off; throws where there is no record of it. */
export function languageCodeOf(code: string): Language {
  return languageOf(code as Language).code;
}

/** The parts of a typeface that a language is written with (i18n/fonts.ts); the first two are on every page. */
export function fontParts(language: Language): FontPartName[] {
  return ['common', ...languageOf(language).fonts];
}

/** Those that are in a language of this site: rows may be in one that has been switched off. */
export function inOwnLanguages<Row extends { language: string }>(
  rows: readonly Row[],
): (Omit<Row, 'language'> & { language: Language })[] {
  return rows.flatMap((row) => (isLanguage(row.language) ? [{ ...row, language: row.language }] : []));
}

/** The first language of this site that is written in a text's letters; the default one where none is. */
export function languageByScript(text: string): Language {
  // Latin letters stand in texts of every language, so other scripts are looked for first.
  const others = LANGUAGES.filter(({ script }) => script !== 'Latin');
  return others.find(({ script }) => isInScript(text, script))?.code ?? DEFAULT_LANGUAGE;
}

/** Whether a text has a letter of a script. */
export function isInScript(text: string, script: LanguageRecord['script']): boolean {
  return new RegExp(`\\p{Script=${script}}`, 'u').test(text);
}
