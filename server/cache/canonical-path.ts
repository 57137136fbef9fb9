import { LANGUAGES, languageAtPath } from '#i18n/languages';

/** Parts of lower-case letters, digits, dots, hyphens and underscores that begin and end in a letter or digit. */
const PARTS = /^(?:\/[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)*/;
/** Where the next part is a key: words of letters and digits with single hyphens between. */
const KEYED = /^(?<key>\/(?:post|tag|author|archive)\/[a-z0-9]+(?:-[a-z0-9]+)*)(?:[._]|--).*$/;
/** What may stand behind an address: signs, and words behind signs; not further parts of it. */
const SIGNS = /^\/?[^/\p{L}\p{N}]*$/u;
const TAIL = /^[^/]/;

/**
 * The address that a path is most likely meant to be: in small letters, under the path of its language (`/arm` for
 * `/hy`), without the slash, full stop, quote, `&utm_source` or words that stood behind it in a text. The path itself
 * where nothing is to be changed. Undefined for what is no address of a reader's page. Nobody is asked whether there is
 * such a page.
 */
export function canonicalPath(path: string): string | undefined {
  const [, prefix = '', rest = ''] = path.toLowerCase().match(/^\/([a-z]+)(.*)$/s) ?? [];
  const language = languageAtPath(prefix) ?? LANGUAGES.find(({ code }) => code === prefix);
  if (!language) return undefined;
  const [parts = ''] = rest.match(PARTS) ?? [];
  const tail = rest.slice(parts.length);
  if (!SIGNS.test(tail) && (parts === '' || !TAIL.test(tail))) return undefined;
  return `/${language.path}${parts.match(KEYED)?.groups?.key ?? parts}`;
}
