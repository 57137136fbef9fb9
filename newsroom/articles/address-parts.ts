import { FEED_FILES, LETTER_STEPS, PODCAST_FILE } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, isLanguage, type Language, languageAtPath } from '#i18n/languages';
import { isDay } from '#newsroom/articles/day';
import type { AddressPart } from '#newsroom/articles/find-known-addresses';
import { readLivePart } from '#newsroom/articles/live-place';
import { openCursor } from '#newsroom/articles/sealed-cursor';
import { isSlug } from '#newsroom/articles/slug';
import { entryKey, monthKeysNear, nameKey, postKey, SITE, storyKey } from '#newsroom/surrogate-keys';

/** Pages that are there whatever the database has. */
const FIXED = new Set([
  'archive',
  'corrections',
  'search',
  'letters',
  'offline',
  'notifications',
  PODCAST_FILE,
  'manifest.webmanifest',
]);
/** The same, below others. */
const FIXED_BELOW: Record<string, readonly string[]> = { letters: LETTER_STEPS };
const FEEDS = new Set<string>(Object.values(FEED_FILES));

/**
 * What the database is to be asked about an address before it is rendered; `absent`: there can be no such page. Of the
 * API, `isApi`, what is not there is told in its own way. `others` are where a list goes on and what else narrows it;
 * `isMadeUp`: there are as many such addresses as anybody likes.
 */
export type Question =
  | { absent: true }
  | { absent: false; part?: AddressPart; others?: AddressPart[]; isApi?: boolean; isMadeUp?: boolean };

/** Takes the canonical address of a page, or of an answer of the API, apart. */
export function questionOf(address: string): Question {
  if (address.startsWith('/api/v1/')) return { absent: false, isApi: true, ...questionOfApiV1(address) };
  if (address.startsWith('/api/')) return { ...questionOfApi(address), isApi: true };
  const [path = '', query] = address.split('?before=');
  const [, prefix = '', ...rest] = path.replace(/\/$/, '').split('/');
  const language = languageAtPath(prefix)?.code;
  const keyFile = /^\/([a-zA-Z0-9-]{8,128})\.txt$/.exec(path)?.[1];
  if (keyFile) return { absent: false, part: { of: 'key file', language: DEFAULT_LANGUAGE, key: keyFile } };
  if (!language) return { absent: false };
  const isFeed = FEEDS.has(rest.at(-1) ?? '');
  const [first, second, ...more] = isFeed ? rest.slice(0, -1) : rest;
  if (first === 'live') return questionOfChanges(language, [second, ...more], isFeed);
  if (first === 'post' && isSlug(second ?? '') && (isFeed || more.length > 0))
    return questionOfLiveBlog(language, second ?? '', more, isFeed);
  if (more.length > 0) return { absent: true };
  const cursor = query === undefined ? {} : { others: [{ of: 'cursor', language, key: query } as const] };
  if (first === undefined || first === '-') return { absent: false };
  if (second === undefined)
    return FIXED.has(first)
      ? { absent: isFeed, ...cursor }
      : { absent: false, part: { of: 'list', language, key: first }, ...cursor };
  if (FIXED_BELOW[first]) return { absent: isFeed || !FIXED_BELOW[first].includes(second) };
  const of = first === 'archive' ? 'day' : first;
  if (of !== 'post' && of !== 'tag' && of !== 'author' && of !== 'day') return { absent: true };
  if (isFeed && of === 'day') return { absent: true };
  if (of === 'post' ? !isSlug(second) : of === 'day' && !isDay(second)) return { absent: true };
  return { absent: false, part: { of, language, key: second }, ...cursor };
}

/** Pages of live blogs behind the first, their entries, and their feeds. */
function questionOfLiveBlog(language: Language, slug: string, [last, ...more]: string[], isFeed: boolean): Question {
  if (last === undefined || (last === 'oldest' && more.length === 0 && !isFeed))
    return { absent: false, part: { of: 'live blog', language, key: slug } };
  const part = more.length === 0 && !isFeed ? readLivePart(last) : undefined;
  const entry = part?.kind === 'entry' ? part.id : part?.place.after;
  return entry === undefined
    ? { absent: true }
    : { absent: false, part: { of: 'live entry', language, key: `${slug}/${entry}` } };
}

/** What open pages of live blogs ask for. */
function questionOfChanges(
  language: Language,
  [story, change, ...more]: (string | undefined)[],
  isFeed: boolean,
): Question {
  const isNumber = (text = '') => /^(?:0|[1-9]\d{0,8})$/.test(text);
  if (isFeed || more.length > 0 || !isNumber(story) || !isNumber(change)) return { absent: true };
  return { absent: false, part: { of: 'live change', language, key: `${story}/${change}` } };
}

function questionOfApi(address: string): { absent: false; part?: AddressPart; others?: AddressPart[] } {
  const [path = '', search] = address.split('?');
  const [, , , code = '', slug = ''] = path.split('/');
  if (isLanguage(code) && slug) return { absent: false, part: { of: 'post', language: code, key: slug } };
  const { language = '', section, cursor } = Object.fromEntries(new URLSearchParams(search));
  if (!isLanguage(language)) return { absent: false };
  return {
    absent: false,
    ...(section && { part: { of: 'list', language, key: section } }),
    ...(cursor && { others: [{ of: 'cursor', language, key: cursor }] }),
  };
}

function questionOfApiV1(address: string): { part?: AddressPart; others?: AddressPart[]; isMadeUp?: boolean } {
  const [path = '', search] = address.split('?');
  const [, , , resource, code = '', slug] = path.split('/');
  if (isLanguage(code) && slug) return { part: { of: 'post', language: code, key: slug } };
  if (code) return { part: { of: 'id', language: DEFAULT_LANGUAGE, key: code } };
  const { language, section, tag, author, since, until, cursor } = Object.fromEntries(new URLSearchParams(search));
  if (!isLanguage(language)) return {};
  const place = cursor === undefined ? undefined : openCursor(cursor);
  const others = [
    section && ({ of: 'list', language, key: section } as const),
    tag && ({ of: 'tag', language, key: tag } as const),
    author && ({ of: 'author', language, key: author } as const),
    place && ({ of: CURSORS[resource ?? ''] ?? 'cursor', language, key: place } as const),
  ].filter((part) => part !== undefined && part !== '');
  return { others, isMadeUp: since !== undefined || until !== undefined };
}

/** What the cursor of a list names, where that is no article. */
const CURSORS: Record<string, 'tag' | 'author'> = { tags: 'tag', authors: 'author' };

/** The surrogate keys that are touched when there is something at an address after all. */
export function keysOfAbsent(address: string): string[] {
  const question = questionOf(address);
  const part = question.absent ? undefined : question.part;
  if (part?.of === 'post' || part?.of === 'live blog') return [postKey(part.key)];
  const [first = '', second] = part?.key.split('/') ?? [];
  if (part?.of === 'live entry') return [postKey(first), entryKey(Number(second))];
  if (part?.of === 'live change') return [storyKey(Number(first))];
  if (part?.of === 'tag' || part?.of === 'author') return [nameKey(part.of, part.key)];
  if (part?.of === 'day') {
    const day = new Date(part.key);
    return monthKeysNear(part.language, day, day);
  }
  return [SITE];
}
