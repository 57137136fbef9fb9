import { parseFeedDate } from '#newsroom/transfer/feed/feed-date';
import type { FeedItem } from '#newsroom/transfer/feed/feed-item';
import type { ParsedFeed } from '#newsroom/transfer/feed/parse-feed';
import { parseWebAddress } from '#newsroom/transfer/source/former-site';
import { plainText } from '#newsroom/transfer/source/plain-text';
import type { WireEntry } from '#newsroom/wire/wire-entry';

/** Some write whole stories into the summary. So much stays one, in letters. */
const SUMMARY_LENGTH = 600;
/** Of an item without a title so many letters of its text are its headline. */
const FIRST_WORDS = 100;

/** The entries of a feed that was at `address`. */
export function readFeedEntries({ home, language = '', items }: ParsedFeed, address: string): WireEntry[] {
  const base = parseWebAddress(home, address || undefined)?.href ?? address;
  return items.map((item) => entryOf(item, base, language));
}

function entryOf(item: FeedItem, base: string, language: string): WireEntry {
  const link = parseWebAddress(item.link, base || undefined) ?? parseWebAddress(item.permalink);
  const picture = parseWebAddress(item.picture, base || undefined);
  const published = parseFeedDate(item.published || item.changed);
  const summary = plainText(item.summary);
  return {
    id: item.id.trim(),
    link: link?.href ?? '',
    wireVersion: null,
    status: 'usable',
    headline: plainText(item.title) || firstWords(plainText(item.summary || item.text)),
    standfirst: item.text && summary.length <= SUMMARY_LENGTH ? summary : '',
    html: item.text || item.summary,
    language: item.language || language,
    note: '',
    credit: '',
    ...(published && { published }),
    pictures: picture ? [{ address: picture.href, caption: '', credit: '' }] : [],
  };
}

function firstWords(text: string): string {
  if (text.length <= FIRST_WORDS) return text;
  return `${text.slice(0, FIRST_WORDS).replace(/\s+\S*$/, '')}…`;
}
