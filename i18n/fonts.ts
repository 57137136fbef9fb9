/**
 * The parts that our typefaces, Noto Serif and Noto Sans, come in. A page loads `latin`, which has digits and
 * punctuation too, and those that the record of its language names.
 */
export type FontPart = {
  /** What the names of its fontsource packages have after `noto-serif` and `noto-sans`. */
  family: '' | `-${string}`;
  /** The package's own name of the part. */
  subset: string;
  /** The letters that are cut out of it, where a page would else load many more than it needs. */
  letters?: string;
  /** Which letters a browser takes from it, as CSS has it; those of `letters` where nothing is said. */
  range?: string;
  /** The parts that share cards are drawn with; nobody loads these. */
  inShareCards: readonly string[];
};

export const FONT_PARTS = {
  latin: {
    family: '',
    subset: 'latin',
    range: [
      ...['U+0000-00FF', 'U+0131', 'U+0152-0153', 'U+02BB-02BC', 'U+02C6', 'U+02DA', 'U+02DC', 'U+2000-206F'],
      ...['U+20AC', 'U+2116', 'U+2122', 'U+2190-2193', 'U+2212', 'U+2215'],
    ].join(', '),
    inShareCards: ['latin', 'greek', 'greek-ext', 'vietnamese', 'math'],
  },
  // Letters of Turkish, Azerbaijani and Slavic names, which texts in every language carry: 5 kB instead of 168.
  neighbours: { family: '', subset: 'latin-ext', letters: 'ČčĞğİŞşŠšŽžƏə', inShareCards: ['latin-ext'] },
  cyrillic: {
    family: '',
    subset: 'cyrillic',
    range: 'U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1',
    inShareCards: ['cyrillic', 'cyrillic-ext'],
  },
  armenian: {
    family: '-armenian',
    subset: 'armenian',
    range: 'U+0530-058F, U+2024, U+FB13-FB17',
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
