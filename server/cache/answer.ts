import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { joinGzip, storedPiece } from '#server/rendering/gzip';
import { digestOf, type Page } from '#server/rendering/page';

/** The smallest first. */
export const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What fills the slots of a page, in their order: the page of a fragment, or a number as it reads. */
export type Filling = Page | string;

/** A page with its slots filled in, ready to be sent. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  /** Equal for equal answers in every process. */
  digest: string;
  /** Surrogate keys of the page and its fragments, as the header has them. */
  keys: string;
  gzip: Buffer;
};

/**
 * Fills in the slots of a page. Takes some microseconds. The page that comes with the answer is the same one, but lies
 * in the answer's bytes, so that both take the memory of one.
 */
export function assemble(page: Page, fillings: readonly Filling[]): { page: Page; answer: Answer } {
  const between = fillings.map((filling) => (typeof filling === 'string' ? [storedPiece(filling)] : filling.pieces));
  const all = page.pieces.flatMap((piece, index) => [piece, ...(between[index] ?? [])]);
  const { gzip, pieces: placed } = joinGzip(all);
  const own: Page['pieces'] = [];
  let position = 0;
  for (const index of page.pieces.keys()) {
    const piece = placed[position];
    if (piece) own.push(piece);
    position += 1 + (between[index]?.length ?? 0);
  }
  const fragments = fillings.filter((filling) => typeof filling !== 'string');
  const { status, headers } = page;
  const digest =
    fillings.length === 0
      ? page.digest
      : digestOf([page.digest, ...fillings.map((filling) => (typeof filling === 'string' ? filling : filling.digest))]);
  const keys = fragments.length === 0 ? page.keys : eachOnce([page, ...fragments]);
  return { page: { ...page, pieces: own }, answer: { status, headers, digest, keys, gzip } };
}

function eachOnce(pages: readonly Page[]): string {
  return [...new Set(pages.flatMap(({ keys }) => (keys ? keys.split(' ') : [])))].join(' ');
}

/** The body in an encoding. Identity takes some tenths of a millisecond, brotli about one. */
export function bodyOf(answer: Answer, encoding: Encoding): Buffer {
  if (encoding === 'gzip') return answer.gzip;
  const body = gunzipSync(answer.gzip);
  return encoding === 'br' ? brotliOf(body) : body;
}

/** The next level takes twice the time for half a per cent less. */
const BROTLI_QUALITY = 5;

function brotliOf(body: Buffer): Buffer {
  return brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}

/** A strong validator (RFC 9110, 8.8.3): each encoding is a representation of its own with its own tag. */
export function entityTag(answer: Answer, encoding: Encoding): string {
  return `"${encoding === 'identity' ? answer.digest : digestOf([answer.digest, encoding])}"`;
}
