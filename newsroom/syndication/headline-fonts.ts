import { FONT_PARTS } from '#i18n/fonts';
import { readFonts } from '#platform/fonts';

let fonts: Promise<Buffer[]> | undefined;

/** The bold serif of headlines for words drawn into pictures, as WOFF, the most common letters first. Read once. */
export function headlineFonts(): Promise<Buffer[]> {
  const files = Object.values(FONT_PARTS).flatMap(({ family, inShareCards }) =>
    inShareCards.map((subset) => `noto-serif${family}/files/noto-serif${family}-${subset}-700-normal.woff`),
  );
  fonts ??= readFonts(files);
  return fonts;
}
