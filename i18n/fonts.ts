/**
 * The parts that our typefaces, Noto Serif and Noto Sans, come in. A browser loads those that have a letter of the page:
 * on most pages digits and punctuation, and the letters of its language.
 */
export type FontPart = {
  /** What the names of its fontsource packages have after `noto-serif` and `noto-sans`. */
  family: '' | `-${string}`;
  /** The package's own name of the part that it is cut out of. */
  subset: string;
  /** Its letters, as unicode-range of CSS has them. */
  range: string;
  /** The parts that share cards are drawn with; nobody loads these. */
  inShareCards: readonly string[];
};

export const FONT_PARTS = {
  // Spaces, digits and punctuation, in all languages.
  common: {
    family: '',
    subset: 'latin',
    range: [
      ...['U+0020-0040', 'U+005B-0060', 'U+007B-007E', 'U+00A0', 'U+00A9', 'U+00AB', 'U+00AD', 'U+00B0', 'U+00B7'],
      ...['U+00BB', 'U+00D7', 'U+2009-200D', 'U+2010-2014', 'U+2018-201A', 'U+201C-201E', 'U+2022', 'U+2024'],
      ...['U+2026', 'U+202F', 'U+2060', 'U+20AC', 'U+2116', 'U+2212'],
    ].join(', '),
    inShareCards: [],
  },
  latin: {
    family: '',
    subset: 'latin',
    range: 'U+0041-005A, U+0061-007A',
    inShareCards: ['latin', 'greek', 'greek-ext', 'vietnamese', 'math'],
  },
  // Letters with accents of names from Turkey, France, Germany and Spain, which are in most newspapers.
  accents: {
    family: '',
    subset: 'latin',
    range: [
      ...['U+00C4', 'U+00C7', 'U+00C9', 'U+00D6', 'U+00DC', 'U+00DF-00E1', 'U+00E4', 'U+00E7-00E9', 'U+00ED', 'U+00F1'],
      ...['U+00F3', 'U+00F6', 'U+00FA', 'U+00FC', 'U+0131'],
    ].join(', '),
    inShareCards: [],
  },
  // The other letters of Western Europe, and rarer signs.
  rare: {
    family: '',
    subset: 'latin',
    range: [
      ...['U+00A1-00A8', 'U+00AA', 'U+00AC', 'U+00AE-00AF', 'U+00B1-00B6', 'U+00B8-00BA', 'U+00BC-00C3', 'U+00C5-00C6'],
      ...['U+00C8', 'U+00CA-00D5', 'U+00D8-00DB', 'U+00DD-00DE', 'U+00E2-00E3', 'U+00E5-00E6', 'U+00EA-00EC'],
      ...['U+00EE-00F0', 'U+00F2', 'U+00F4-00F5', 'U+00F7-00F9', 'U+00FB', 'U+00FD-00FF', 'U+0152-0153'],
      ...['U+02BB-02BC', 'U+02C6', 'U+02DA', 'U+02DC', 'U+2000-2008', 'U+200E-200F', 'U+2015-2017', 'U+201B', 'U+201F'],
      ...['U+2020-2021', 'U+2023', 'U+2025', 'U+2027-202E', 'U+2030-205F', 'U+2061-206F', 'U+2122', 'U+2190-2193'],
      'U+2215',
    ].join(', '),
    inShareCards: [],
  },
  // Letters of Turkish, Azerbaijani and Slavic names, which texts in every language carry: 3 kB instead of 168.
  neighbours: {
    family: '',
    subset: 'latin-ext',
    range: 'U+010C-010D, U+011E-011F, U+0130, U+015E-0161, U+017D-017E, U+018F, U+0259',
    inShareCards: ['latin-ext'],
  },
  // Russian, with its stress; as `cyrillic` has it, without what other languages write besides.
  cyrillic: {
    family: '',
    subset: 'cyrillic',
    range: 'U+0301, U+0401, U+0410-044F, U+0451',
    inShareCards: ['cyrillic', 'cyrillic-ext'],
  },
  'cyrillic-others': {
    family: '',
    subset: 'cyrillic',
    range: 'U+0400, U+0402-040F, U+0450, U+0452-045F, U+0490-0491, U+04B0-04B1',
    inShareCards: [],
  },
  armenian: {
    family: '-armenian',
    subset: 'armenian',
    range: 'U+0531-0556, U+0559-055F, U+0561-0587, U+0589-058A, U+058F',
    inShareCards: ['armenian'],
  },
  georgian: {
    family: '-georgian',
    subset: 'georgian',
    range: 'U+10A0-10FF, U+1C90-1CBF, U+2D00-2D2F',
    inShareCards: ['georgian'],
  },
} as const satisfies Record<string, FontPart>;

export type FontPartName = keyof typeof FONT_PARTS;

/** The letters that a part may have, as text. */
export function lettersIn(range: string): string {
  return range
    .split(', ')
    .flatMap((span) => {
      const [from = 0, to = from] = span
        .replace('U+', '')
        .split('-')
        .map((point) => Number.parseInt(point, 16));
      return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
    })
    .join('');
}
