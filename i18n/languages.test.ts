import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FONT_PARTS, type FontPart, lettersIn } from '#i18n/fonts';
import { ALL_LANGUAGES, fontParts } from '#i18n/languages';
import { english } from '#i18n/languages/en';
import type { LanguageRecord } from '#i18n/languages/record';
import { foldWords } from '#i18n/words';
import { database } from '#platform/database';

const RECORDS: readonly (LanguageRecord & { code: (typeof ALL_LANGUAGES)[number]['code'] })[] = ALL_LANGUAGES;

it('every file of a language is in the list', () => {
  const files = readdirSync('i18n/languages').filter((name) => name !== 'record.ts');
  expect(files.sort()).toEqual(RECORDS.map(({ code }) => `${code}.ts`).sort());
});

it.each(['code', 'path', 'name'] as const)('no two languages have the same %s', (field) => {
  expect(new Set(RECORDS.map((record) => record[field])).size).toBe(RECORDS.length);
});

describe.each(RECORDS)('the record of $code', (record) => {
  it('has a code, formats and an address that machines know', () => {
    expect(Intl.getCanonicalLocales(record.format)).toEqual([record.format]);
    expect(new Intl.Locale(record.format).language).toBe(record.code);
    expect(record.openGraph).toBe(record.format.replace('-', '_'));
    expect(record.path).toMatch(/^[a-z]{2,3}$/);
    // Node knows its names of days and months, so that no date falls back to another language.
    expect(Intl.DateTimeFormat.supportedLocalesOf(record.format)).toEqual([record.format]);
    expect(Intl.PluralRules.supportedLocalesOf(record.format)).toEqual([record.format]);
  });

  it('is in its own script', () => {
    const foreign = new RegExp(`(?!\\p{Script=${record.script}})\\p{L}`, 'u');
    const { keyboards, search, transliteration } = record;
    const letters = [record.name, record.readHere, ...keyboards, ...search.wordEndings];
    const spelled = transliteration.flatMap(([from]) => (typeof from === 'string' ? from : []));
    for (const text of [...letters, ...spelled]) expect([text, foreign.exec(text)?.[0]]).toEqual([text, undefined]);
  });

  it('has messages', () => {
    expect(existsSync(`messages/${record.code}.json`)).toBe(true);
    expect(existsSync(`messages/newsroom/${record.code}.json`)).toBe(record.hasNewsroomMessages);
  });

  it('has a key for each of the Latin layout, and every letter of its messages on some', () => {
    const keys = [...english.keyboards[0]].length;
    expect(keys).toBe(47);
    for (const keyboard of record.keyboards) expect([keys, 2 * keys]).toContain([...keyboard].length);
    const typed = new Set(record.keyboards.join('').toLowerCase());
    const own = new RegExp(`\\p{Script=${record.script}}`, 'gu');
    const written = lettersOf(record).toLocaleLowerCase(record.format).match(own) ?? [];
    // The Armenian letter for ev is typed as two; a w is in names of networks.
    expect(written.filter((letter) => !typed.has(letter) && letter !== 'և' && letter !== 'w')).toEqual([]);
  });

  it('has marks that open and close, and differ inside', () => {
    const { outerQuotes, innerQuotes, dash } = record.punctuation;
    const signs = [...outerQuotes, ...innerQuotes, dash];
    expect(signs.map((sign) => [...sign].length)).toEqual([1, 1, 1, 1, 1]);
    expect(outerQuotes[0]).not.toBe(outerQuotes[1]);
    expect(innerQuotes[0]).not.toBe(innerQuotes[1]);
    expect(innerQuotes).not.toEqual(outerQuotes);
    expect(['–', '—']).toContain(dash);
  });

  it('has fonts with all letters that it writes', () => {
    const parts = fontParts(record.code).map((name): FontPart => FONT_PARTS[name]);
    for (const { family, subset, inShareCards } of parts) {
      for (const face of ['noto-serif', 'noto-sans']) {
        const name = `${face}${family}`;
        expect(hasFile(`@fontsource-variable/${name}/files/${name}-${subset}-wght-normal.woff2`)).toBe(true);
      }
      const name = `noto-serif${family}`;
      for (const part of inShareCards) {
        expect(hasFile(`@fontsource/${name}/files/${name}-${part}-700-normal.woff`)).toBe(true);
      }
    }
    const { outerQuotes, innerQuotes, dash } = record.punctuation;
    const written = [...outerQuotes, ...innerQuotes, dash, ...lettersOf(record)].join('');
    const missing = [...written].filter((letter) => !parts.some(({ range }) => lettersIn(range).includes(letter)));
    expect(missing).toEqual([]);
  });

  it('names a text search configuration that PostgreSQL has', async () => {
    const found = await database().$queryRaw`
      SELECT cfgname::text AS name FROM pg_ts_config WHERE cfgname = ${record.search.configuration}`;
    expect(found).toEqual([{ name: record.search.configuration }]);
  });

  it('has a row that is equal to it', async () => {
    const row = await database().language.findUnique({ where: { code: record.code } });
    expect(row).toMatchObject({
      textSearch: record.search.configuration,
      wordEndings: [...new Set(record.search.wordEndings.map(foldWords))],
    });
  });
});

function hasFile(file: string): boolean {
  return existsSync(join('node_modules', file));
}

/** The letters of a language: those of its messages and its name, small and capital. */
function lettersOf({ code, format, name, readHere }: LanguageRecord): string {
  const text = readFileSync(`messages/${code}.json`, 'utf8').replace(/"\w+":/g, '') + name + readHere;
  const letters = text.match(/\p{L}/gu)?.join('') ?? '';
  return [...new Set(letters.toLocaleLowerCase(format) + letters.toLocaleUpperCase(format))].join('');
}
