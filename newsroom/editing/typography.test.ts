import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTypography, typed } from '#newsroom/editing/typography';

const language = fc.constantFrom('en', 'ru', 'hy');
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'"\'-–—.: \u00a0abԱբЯж1([«»„“”‘’…։\n/@'), maxLength: 60 }),
  fc.string({ unit: 'grapheme' }),
);

describe('type', () => {
  it.each([
    ['en', '"So," he said, "it\'s done."', '“So,” he said, “it’s done.”'],
    ['en', '"He said "no" twice"', '“He said ‘no’ twice”'],
    ['en', '"The dogs\' "bark" isn\'t"', "“The dogs' ‘bark’ isn’t”"],
    ['en', 'the lake - 12 metres - rose...', 'the lake – 12 metres – rose…'],
    ['en', '- 5 degrees, 5" and 10-12, a 1990-1991 co-op', '- 5 degrees, 5" and 10-12, a 1990-1991 co-op'],
    ['ru', '"Газета "Труд" вышла", - сказал он', '«Газета „Труд“ вышла», — сказал он'],
    ['ru', '"Газета "Труд""', '«Газета „Труд“»'],
    ['ru', '- Что? - спросил он. -- Когда?..', '— Что? — спросил он. — Когда?..'],
    ['ru', 'Кто-то из-за 5-6 ("а")', 'Кто-то из-за 5-6 («а»)'],
    ['hy', 'Նա ասաց. "Այո": Հետո 10:30 գնաց:', 'Նա ասաց. «Այո»։ Հետո 10:30 գնաց։'],
    ['hy', "մի' ասա - ոչ...", "մի' ասա — ոչ…"],
    ['hy', 'հղումը https://a.am/բ: այո', 'հղումը https://a.am/բ: այո'],
  ] as const)('in %s: %s', (language, plain, set) => {
    expect(applyTypography(plain, language)).toBe(set);
  });

  it('set twice is as set once', () => {
    fc.assert(
      fc.property(text, language, (text, language) => {
        const once = applyTypography(text, language);
        expect(applyTypography(once, language)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps digits, letters and addresses', () => {
    fc.assert(
      fc.property(
        text,
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        text,
        language,
        (before, url, after, language) => {
          const set = applyTypography(`${before} ${url} ${after}`, language);
          const read = (value: string) => value.replace(/[^\p{L}\p{N}]/gu, '');
          expect(read(set)).toBe(read(before + url + after));
          expect(set).toContain(` ${url} `);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('asks only what was typed last', () => {
    expect(typed('"', 'ru')).toEqual({ replace: 1, by: '«' });
    expect(typed('"a', 'ru')).toBeUndefined();
    expect(typed('... ', 'ru')).toBeUndefined();
  });
});
