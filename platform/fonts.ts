import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

// The bold serif of headlines, in files for each part of Unicode that our texts are written in.
const FILES = [
  'noto-serif/files/noto-serif-latin-700-normal.woff',
  'noto-serif/files/noto-serif-latin-ext-700-normal.woff',
  'noto-serif/files/noto-serif-cyrillic-700-normal.woff',
  'noto-serif/files/noto-serif-cyrillic-ext-700-normal.woff',
  'noto-serif-armenian/files/noto-serif-armenian-armenian-700-normal.woff',
];

let fonts: Promise<Buffer[]> | undefined;

/** The fonts in which words are drawn into pictures, as WOFF, the most common letters first. Read once. */
export function headlineFonts(): Promise<Buffer[]> {
  fonts ??= Promise.all(FILES.map((file) => readFile(join(process.cwd(), 'node_modules/@fontsource', file))));
  return fonts;
}
