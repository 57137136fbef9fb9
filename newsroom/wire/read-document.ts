import { type FeedPace, parseFeedText } from '#newsroom/transfer/feed/parse-feed';
import { findEncoding } from '#newsroom/transfer/source/decode-text';
import { readFeedEntries } from '#newsroom/wire/formats/read-feed-entries';
import { isNewsml, readNewsml } from '#newsroom/wire/formats/read-newsml';
import { isNinjs, readNinjs } from '#newsroom/wire/formats/read-ninjs';
import { localName, parseXml, type XmlElement } from '#newsroom/wire/formats/xml-nodes';
import type { WireEntry } from '#newsroom/wire/wire-entry';

/** What an agency's document holds. `skipped` counts what is no text: pictures, packages, empty entries. */
export type WireDocument = { format: string; entries: WireEntry[]; skipped: number; pace: FeedPace };

type DocumentTrouble = 'unknown-format' | 'unreadable' | 'cut-off' | 'too-deep';

/**
 * Reads what was at `address`, whatever it says that it is: RSS, Atom, RDF, JSON Feed, NewsML-G2 2.x or ninjs.
 * `declared` is the encoding that a server named. Why it cannot be read is a value.
 */
export function readDocument(
  bytes: Uint8Array,
  { declared, address = '' }: { declared?: string | undefined; address?: string } = {},
): ({ ok: true } & WireDocument) | { ok: false; why: DocumentTrouble } {
  const text = textOf(bytes, declared);
  try {
    const document = /^\s*[[{]/.test(text) ? jsonDocument(text, address) : xmlDocument(text, address);
    if (typeof document === 'string') return { ok: false, why: document };
    const entries = document.entries.filter(saysAnything);
    return { ok: true, ...document, entries, skipped: document.skipped + document.entries.length - entries.length };
  } catch (error) {
    return { ok: false, why: error instanceof RangeError ? 'too-deep' : 'unreadable' };
  }
}

function textOf(bytes: Uint8Array, declared: string | undefined): string {
  return new TextDecoder(findEncoding(bytes, declared)).decode(bytes);
}

type Read = WireDocument | DocumentTrouble;

function jsonDocument(text: string, address: string): Read {
  const value: unknown = JSON.parse(text);
  if (isNinjs(value)) return { format: 'ninjs', ...readNinjs(value), pace: {} };
  const version = (value as { version?: unknown } | null)?.version;
  return typeof version === 'string' && version.includes('jsonfeed') ? feedDocument(text, address) : 'unknown-format';
}

function xmlDocument(text: string, address: string): Read {
  const [, root = ''] = /<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]/.exec(withoutProlog(text)) ?? [];
  if (/^(rss|feed|RDF)$/.test(root)) return feedDocument(text, address);
  if (!/^(newsMessage|\w+Item)$/.test(root)) return 'unknown-format';
  // A parser would close what the end of a file cuts off, and half a text would look like a whole one.
  if (!new RegExp(`</(?:[\\w.-]+:)?${root}\\s*>\\s*(<!--[\\s\\S]*)?$`).test(text)) return 'cut-off';
  const element = parseXml(text).find((one): one is XmlElement => localName(one) === root);
  return element && isNewsml(element) ? { format: 'NewsML-G2', ...readNewsml(element), pace: {} } : 'unknown-format';
}

/** Declarations, remarks and entities that a file defines stand before its root. */
function withoutProlog(text: string): string {
  return text.replace(/^(\s*(<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(\[[\s\S]*?\])?\s*>))+/i, '');
}

function feedDocument(text: string, address: string): Read {
  const { feed, trouble } = parseFeedText(text);
  if (!feed) return trouble === 'not-well-formed' || !trouble ? 'unreadable' : trouble;
  return { format: feed.system, entries: readFeedEntries(feed, address), skipped: 0, pace: feed.pace };
}

/** A kill may have nothing but the name of what it takes back. */
function saysAnything({ headline, html, status, id }: WireEntry): boolean {
  return headline !== '' || html.trim() !== '' || (status !== 'usable' && id !== '');
}
