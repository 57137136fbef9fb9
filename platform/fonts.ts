import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The font files of these names in fontsource's packages; rejects if one is not installed. */
export function readFonts(files: readonly string[]): Promise<Buffer[]> {
  return Promise.all(files.map((file) => readFile(join(process.cwd(), 'node_modules/@fontsource', file))));
}
