import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { parseFeedDate } from '#newsroom/transfer/feed/feed-date';
import { findEncoding } from '#newsroom/transfer/source/decode-text';

/** A sitemap, or an index of sitemaps. */
export type Sitemap = {
  isIndex: boolean;
  places: { address: string; publishedAt?: string }[];
  /** Whether it ends early, or has more than is read. */
  isCut: boolean;
};

/** Sitemaps are allowed 50 MB and 50,000 addresses; some have more. */
export const SITEMAP_LIMIT = 64 * 1024 ** 2;
const PLACES = 100_000;
/** Longer than any address. */
const LETTERS = 20_000;

/** What the bytes of a sitemap hold, packed or not; undefined where they are none, or come to more than a sitemap may. */
export function readSitemap(bytes: Uint8Array): Sitemap | undefined {
  const unpacked = unpack(bytes);
  if (!unpacked) return undefined;
  const text = new TextDecoder(findEncoding(unpacked.subarray(0, 4_096))).decode(unpacked);
  return /^\s*https?:\/\//.test(text) ? textSitemap(text) : xmlSitemap(text);
}

/** What gzip has packed, whatever its name and headers say. */
function unpack(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: SITEMAP_LIMIT });
  } catch {
    return undefined;
  }
}

/** An address in each line. */
function textSitemap(text: string): Sitemap {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const places = lines.filter((line) => /^https?:\/\//.test(line)).map((address) => ({ address }));
  return { isIndex: false, places: places.slice(0, PLACES), isCut: places.length > PLACES };
}

function xmlSitemap(text: string): Sitemap | undefined {
  let root = '';
  let isClosed = false;
  let isCut = false;
  let written = '';
  let place: { address: string; publishedAt?: string } | undefined;
  const places: Sitemap['places'] = [];
  const parser = new Parser(
    {
      onopentagname(name) {
        const own = name.replace(/^sm:/, '');
        root ||= own;
        if (own === 'url' || own === 'sitemap') place = { address: '' };
        written = '';
      },
      ontext(letters) {
        if (written.length < LETTERS) written += letters;
      },
      onclosetag(name, isImplied) {
        const own = name.replace(/^sm:/, '');
        const date = own === 'news:publication_date' ? parseFeedDate(written) : undefined;
        if (place && own === 'loc' && !place.address) place.address = written.trim();
        if (place && date) place.publishedAt = date.toISOString();
        if ((own === 'url' || own === 'sitemap') && place && !isImplied) {
          if (places.length === PLACES) isCut = true;
          else if (place.address) places.push(place);
          place = undefined;
        }
        if (own === root && !isImplied) isClosed = true;
      },
    },
    // Entities that a file defines itself are nobody's: this knows only those of XML.
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  if (root !== 'urlset' && root !== 'sitemapindex') return undefined;
  return { isIndex: root === 'sitemapindex', places, isCut: isCut || !isClosed };
}
