import { expect, it } from 'vitest';
import { FONT_PARTS, lettersIn } from '#i18n/fonts';

const LETTERS = Object.entries(FONT_PARTS).map(([name, { range }]) => [name, lettersIn(range)] as const);
const partOf = (letter: string) => LETTERS.flatMap(([name, letters]) => (letters.includes(letter) ? [name] : []));

it('reads ranges', () => {
  expect(lettersIn('U+0041-0043, U+0301')).toBe('ABC\u0301');
});

it('has no letter in two parts', () => {
  const all = LETTERS.flatMap(([, letters]) => [...letters]);
  expect(all.filter((letter) => partOf(letter).length > 1)).toEqual([]);
});

it.each([
  ['what every text has', ' 0123456789.,:;!?-()[]/&%+"\'@#*«»„“”‘’–—…·№€©×−\u00a0\u00ad\u2011\u202f\u2024', ['common']],
  ['Russian', 'АЯаяЁё\u0301', ['cyrillic']],
  ['Ukrainian and Serbian', 'ЇЄҐіїєґЈЂљњћџ', ['cyrillic-others']],
  ['Armenian', 'ԱՖաֆև՛՜՝՞։֊', ['armenian']],
  ['French, German, Spanish and Turkish', 'éèçüöäßñóıÇÖÜ', ['accents']],
  ['Turkish and Azerbaijani', 'ğşİəƏĞŞ', ['neighbours']],
  ['rarer letters and signs', 'œøåÅ½±§¶£™→', ['rare']],
])('has %s', (_, text, parts) => {
  expect([...new Set([...text].flatMap((letter) => (partOf(letter).length === 0 ? letter : partOf(letter))))]).toEqual(
    parts,
  );
});
