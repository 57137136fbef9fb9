import { FONT_PARTS, type FontPart } from '#i18n/fonts';
import { ALL_LANGUAGES } from '#i18n/languages';
import type { LanguageRecord } from '#i18n/languages/record';

/** The typefaces by the name of their packages, and as CSS calls them. */
const FAMILIES = { 'noto-serif': 'Noto Serif Variable', 'noto-sans': 'Noto Sans Variable' } as const;

export const FACES = Object.keys(FAMILIES);

/** The weights that pages use; with all that Noto has, a face is twice as large. */
export const WEIGHTS = { min: 400, max: 700, default: 400 } as const;

/**
 * The part of the style sheet that follows from the records of languages: the faces, whose files lie at `folder`, and
 * what the letters of a language need.
 */
export function languageStyles(folder: string): string {
  const faces = Object.entries(FAMILIES).flatMap(([face, family]) =>
    Object.entries<FontPart>(FONT_PARTS).map(([name, part]) =>
      rule('@font-face', {
        'font-family': `"${family}"`,
        src: `url("${folder}/${face}-${name}.woff2") format("woff2")`,
        'font-weight': `${WEIGHTS.min} ${WEIGHTS.max}`,
        'font-display': 'optional',
        'unicode-range': part.range,
      }),
    ),
  );
  const languages = ALL_LANGUAGES.map((record) => rule(`:lang(${record.code})`, needsOf(record)));
  return [...faces, ...languages].join('');
}

/** Custom properties; the style sheets that use them say what holds without them. */
function needsOf({ textLineHeight = 1.6, isWide, hasNoItalics }: LanguageRecord): Record<string, string> {
  return {
    '--leading': String(textLineHeight),
    ...(isWide && {
      '--capitals-spacing': '0',
      '--lead-size': 'clamp(1.625rem, 1.2rem + 1.9vw, 2.25rem)',
      '--lead-leading': '1.2',
    }),
    ...(hasNoItalics && { '--stress-style': 'normal', '--stress-weight': '550' }),
  };
}

function rule(selector: string, properties: Record<string, string>): string {
  const lines = Object.entries(properties).map(([name, value]) => `  ${name}: ${value};\n`);
  return `${selector} {\n${lines.join('')}}\n`;
}
