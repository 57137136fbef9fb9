import { z } from 'zod';
import { isLanguage } from '#i18n/languages';
import { readCursor, writeCursor } from '#newsroom/articles/cursor';
import { isStoryKind } from '#newsroom/articles/kinds';
import { openCursor } from '#newsroom/articles/sealed-cursor';
import { isSlug } from '#newsroom/articles/slug';
import { QUERY_LENGTH_LIMIT } from '#newsroom/search/query-terms';

/** Anybody can make up what they are asked for. */
export const SUGGESTIONS = '/api/search/suggest';

/** Not kept: results are right at the moment. */
export const API_SEARCH = '/api/v1/search';

/** Where programs send pictures. */
export const API_PICTURES = '/api/v1/pictures';

/** Whether what is at an address needs a token. */
export const isForPrograms = (address: string) => /^\/api\/v1\/(drafts|pictures|webhooks)([/?]|$)/.test(address);

/** Whether pages of other sites may read what is answered at an address. */
export const isOpenApi = (address: string) => address.startsWith('/api/v1/') && !isForPrograms(address);

export const isApi = (address: string) => address.startsWith('/api/');

/** What a parameter is written as in the address that an answer is kept under; undefined where the value is invalid. */
type Write = (value: string) => string | undefined;

const language: Write = (value) => (isLanguage(value) ? value : undefined);

const key: Write = (value) => (isSlug(value) && value.length <= 80 ? value : undefined);

const limit = { byDefault: '20', write: (value: string) => (/^([1-9]\d?|100)$/.test(value) ? value : undefined) };

/** As app/api/v1/schemas.ts has it: with a zone, of years that there are dates of. */
const instant: Write = (value) => {
  const parsed = z.iso.datetime({ offset: true }).safeParse(value);
  if (!parsed.success || new Date(value).getUTCFullYear() < 1) return undefined;
  return new Date(value).toISOString();
};

/** A sealed cursor as it is, if what it holds is a place that this version can have given out. */
function sealed(isPlace: (place: string) => boolean): { byDefault: string; write: Write } {
  return {
    byDefault: '',
    write(value) {
      const place = value.length <= 200 ? openCursor(value) : undefined;
      return place !== undefined && isPlace(place) ? value : undefined;
    },
  };
}

const topicPage = {
  cursor: sealed((place) => isSlug(place) && place.length <= 80),
  language: { write: language },
  limit,
};

/** As app/api/schemas.ts and app/api/v1/schemas.ts have them. Those with a value of their own need not be given. */
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
    limit,
    section: { byDefault: '', write: key },
  },
  '/api/v1/authors': topicPage,
  '/api/v1/breaking': { language: { write: language } },
  '/api/v1/languages': {},
  '/api/v1/sections': { language: { write: language } },
  '/api/v1/stories': {
    author: { byDefault: '', write: key },
    cursor: sealed((place) => {
      const cursor = readCursor(place);
      return cursor !== undefined && writeCursor(cursor) === place;
    }),
    kind: { byDefault: '', write: (value) => (isStoryKind(value) ? value : undefined) },
    language: { write: language },
    limit,
    section: { byDefault: '', write: key },
    since: { byDefault: '', write: instant },
    tag: { byDefault: '', write: key },
    until: { byDefault: '', write: instant },
  },
  '/api/v1/tags': topicPage,
  [SUGGESTIONS]: {
    language: { write: language },
    // PostgreSQL has no U+0000; nobody means it.
    q: { write: (value) => (value.length <= QUERY_LENGTH_LIMIT ? value.replaceAll('\0', '') : undefined) },
  },
};

/** Of an article; no larger one fits PostgreSQL's integer. */
const ID = /^[1-9]\d{0,8}$/;

function isFixed(path: string): boolean {
  if (path === '/api/openapi.json' || path === '/api/v1/openapi.json') return true;
  const [, code = '', slug = ''] = /^\/api\/(?:articles|v1\/stories)\/([a-z]+)\/([^/]+)$/.exec(path) ?? [];
  return (isLanguage(code) && isSlug(slug)) || ID.test(/^\/api\/v1\/stories\/([^/]+)$/.exec(path)?.[1] ?? '');
}

/**
 * The one address that an answer of the API is kept under: its parameters in order, those that say nothing left out.
 * Undefined for what is not kept, and for parameters that the API has to refuse.
 */
export function apiAddress(path: string, query: URLSearchParams): string | undefined {
  const isV1 = path.startsWith('/api/v1/');
  const names = [...query.keys()];
  // Of a parameter that is given twice nobody knows which is meant. The first version of the API took the last.
  if (isV1 && new Set(names).size < names.length) return undefined;
  if (isFixed(path)) return isV1 && names.length > 0 ? undefined : path;
  const known = PARAMETERS[path];
  if (!known || names.some((name) => !Object.hasOwn(known, name))) return undefined;
  const given = Object.fromEntries(query);
  const written = new URLSearchParams();
  for (const [name, { write, byDefault }] of Object.entries(known)) {
    const value = given[name] === undefined ? byDefault : write(given[name]);
    if (value === undefined) return undefined;
    if (value !== byDefault) written.set(name, value);
  }
  return written.size > 0 ? `${path}?${written}` : path;
}
