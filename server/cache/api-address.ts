import { isLanguage } from '#i18n/languages';
import { readCursor, writeCursor } from '#newsroom/articles/cursor';
import { isSlug } from '#newsroom/articles/slug';
import { QUERY_LENGTH_LIMIT } from '#newsroom/search/query-terms';

/** Anybody can make up what they are asked for. */
export const SUGGESTIONS = '/api/search/suggest';

export const isApi = (address: string) => address.startsWith('/api/');

/** What a parameter is written as in the address that an answer is kept under; undefined where the value is invalid. */
type Write = (value: string) => string | undefined;

const language: Write = (value) => (isLanguage(value) ? value : undefined);

/** As app/api/schemas.ts has them. Those with a value of their own need not be given. */
const PARAMETERS: Record<string, Record<string, { write: Write; byDefault?: string }>> = {
  '/api/articles': {
    cursor: {
      byDefault: '',
      write(value) {
        const cursor = readCursor(value);
        return cursor && writeCursor(cursor);
      },
    },
    language: { write: language },
    limit: { byDefault: '20', write: (value) => (/^([1-9]\d?|100)$/.test(value) ? value : undefined) },
    section: { byDefault: '', write: (value) => (isSlug(value) && value.length <= 80 ? value : undefined) },
  },
  [SUGGESTIONS]: {
    language: { write: language },
    // PostgreSQL has no U+0000; nobody means it.
    q: { write: (value) => (value.length <= QUERY_LENGTH_LIMIT ? value.replaceAll('\0', '') : undefined) },
  },
};

/**
 * The one address that an answer of the API is kept under: its parameters in order, those that say nothing left out.
 * Undefined for what is not kept, and for values that the API has to refuse.
 */
export function apiAddress(path: string, query: URLSearchParams): string | undefined {
  if (path === '/api/openapi.json') return path;
  const [, code = '', slug = ''] = /^\/api\/articles\/([a-z]+)\/([^/]+)$/.exec(path) ?? [];
  if (isLanguage(code) && isSlug(slug)) return path;
  const known = PARAMETERS[path];
  if (!known) return undefined;
  const given = Object.fromEntries(query);
  if (Object.keys(given).some((name) => !Object.hasOwn(known, name))) return undefined;
  const written = new URLSearchParams();
  for (const [name, { write, byDefault }] of Object.entries(known)) {
    const value = given[name] === undefined ? byDefault : write(given[name]);
    if (value === undefined) return undefined;
    if (value !== byDefault) written.set(name, value);
  }
  return `${path}?${written}`;
}
