import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Codes of the languages that the site was last published in; pages are served in these while nobody can be asked. */
const LANGUAGES_FILE = 'languages';

/** Whether a data folder has pages that were served before (server/cache/disk-cache.ts). */
export function hasKeptPages(dataFolder: string): boolean {
  const folder = join(dataFolder, 'pages', 'main');
  return existsSync(folder) && readdirSync(folder).length > 0;
}

/** The languages that were kept last, as CHOSEN_LANGUAGES has them; '' where none were. */
export function readKeptLanguages(dataFolder: string): string {
  const file = join(dataFolder, LANGUAGES_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

/** Keeps the languages of the site. Where the disk is full those before stay: that is no reason not to start. */
export function keepLanguages(dataFolder: string, languages: string): void {
  if (languages === readKeptLanguages(dataFolder)) return;
  const file = join(dataFolder, LANGUAGES_FILE);
  try {
    writeFileSync(`${file}.new`, languages);
    renameSync(`${file}.new`, file);
  } catch (error) {
    rmSync(`${file}.new`, { force: true });
    console.error(`! The languages of the site could not be written to ${dataFolder}: ${(error as Error).message}`);
  }
}
