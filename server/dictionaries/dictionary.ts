import { createHash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import { frontAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';

/** Pages of a language that its other pages are compressed with (RFC 9842). */
export type Dictionary = {
  build: string;
  language: Language;
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  /** Ids of the articles that it quotes. */
  articles: ReadonlySet<number>;
  /** Where browsers get it: named by its bytes. */
  address: string;
  /** Available-Dictionary of a request from a browser that has it. */
  availability: string;
  /** Value of Use-As-Dictionary: which pages it is for. */
  use: string;
  bytes: Buffer;
};

/** Of all addresses that dictionaries have. */
export const DICTIONARY_ADDRESS = /^\/assets\/dictionary-[a-z]{2,3}-[0-9a-f]{16}$/;

export function createDictionary(
  bytes: Buffer,
  of: { build: string; language: Language; articles: Iterable<number> },
): Dictionary {
  const digest = createHash('sha256').update(bytes).digest();
  const hash = digest.toString('hex');
  return {
    build: of.build,
    language: of.language,
    hash,
    articles: new Set(of.articles),
    address: `/assets/dictionary-${of.language}-${hash.slice(0, 16)}`,
    availability: `:${digest.toString('base64')}:`,
    use: `match="${frontAddress(of.language)}{/*}?"`,
    bytes,
  };
}

/** What the body of a `dcz` answer begins with (RFC 9842, 5): a frame that decoders of Zstandard skip. */
const DCZ = Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0]);
/** The highest level that takes less than a millisecond for a page; the next takes seven for 1 % less. */
const LEVEL = 10;

/** A body as `dcz`: the dictionary's hash, and what the dictionary does not say already. */
export function compressWith(dictionary: Dictionary, body: Buffer): Buffer {
  const frame = zstdCompressSync(body, {
    dictionary: dictionary.bytes,
    pledgedSrcSize: body.length,
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL },
  });
  return Buffer.concat([DCZ, Buffer.from(dictionary.hash, 'hex'), frame]);
}
