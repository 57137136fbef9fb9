import { isLanguage, type Language } from '#i18n/languages';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';

/**
 * The language of this site that a source's code stands for: as whoever imports says, else by the code itself (`ru`,
 * `ru-RU`, `ru_RU`); undefined where it is not on.
 */
export function importedLanguage(code: string, { languages }: ImportOptions): Language | undefined {
  const chosen = Object.hasOwn(languages, code) ? languages[code] : undefined;
  if (chosen === null) return undefined;
  const own = chosen ?? code.toLowerCase().split(/[-_]/, 1)[0];
  return isLanguage(own) ? own : undefined;
}
