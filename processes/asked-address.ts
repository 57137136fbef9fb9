import { frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, languageAtPath } from '#i18n/languages';

/**
 * What to ask Next for when somebody asks for an address (path and query). Mostly the same; addresses that Next would stumble over, or
 * take for a language that is written otherwise (`/EN`), become one where nothing is, in the language they seem to mean.
 */
export function askedAddress(address: string): string {
  const [path = ''] = address.split('?');
  const first = path.split('/')[1] ?? '';
  const nowhere = `${frontAddress(languageAtPath(first)?.code ?? DEFAULT_LANGUAGE)}/-/-`;
  if (!languageAtPath(first) && languageAtPath(first.toLowerCase())) return nowhere;
  try {
    decodeURIComponent(path);
    return address;
  } catch {
    return nowhere;
  }
}
