import { createHash, hash } from 'node:crypto';
import type { Reads } from '#platform/reads';
import { deflatePiece, type Piece } from '#server/rendering/gzip';
import { type Slot, splitSlots } from '#server/rendering/slots';

/** A rendered response, the same for everybody who requests its address. */
export type PageResponse = {
  status: number;
  /** Only the response's own headers, such as content-type and location; names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
};

export type RenderFailure = {
  ok: false;
  /**
   * The database is unreachable or takes too long, rendering failed, the queue of pages to render is full, or this client
   * has too much in that queue.
   */
  why: 'unreachable' | 'slow' | 'failed' | 'busy' | 'too-many';
  /** Shown to the reader and logged with the error. */
  incident: string;
};

/** `cacheable` is false for a page that has to be rendered again for the next request. */
export type RenderResult = { ok: true; response: PageResponse; reads: Reads; cacheable: boolean } | RenderFailure;

/** A rendered response with its slots still open, compressed. */
export type Page = {
  status: number;
  headers: Record<string, string>;
  /** SHA-256 of status, headers and body, base64url, shortened: equal for equal pages in every process. */
  digest: string;
  /** Milliseconds since 1970. */
  renderedAt: number;
  /** Surrogate keys of what it was made from, as the header has them. */
  keys: string;
  /** It is right until then if none of them is touched, milliseconds since 1970. */
  validUntil: number;
  /** What stands before, between and after the slots: one more than there are of these. */
  pieces: Piece[];
  slots: Slot[];
};

const DIGEST_LENGTH = 27;

/** Compresses a response into a page; `renderedAt` is in milliseconds since 1970. */
export function createPage(
  { status, headers, body }: PageResponse,
  renderedAt: number,
  { keys, validUntil }: Reads = { keys: new Set(), validUntil: Infinity },
): Page {
  const digest = createHash('sha256')
    .update(JSON.stringify([status, headers]))
    .update(body)
    .digest('base64url')
    .slice(0, DIGEST_LENGTH);
  const { literals, slots } = headers['content-type']?.startsWith('text/html')
    ? splitSlots(body)
    : { literals: [body], slots: [] };
  const pieces = literals.map(deflatePiece);
  return { status, headers, digest, renderedAt, keys: [...keys].join(' '), validUntil, pieces, slots };
}

/** Of what a page is filled in with: likewise. */
export function digestOf(parts: readonly string[]): string {
  return hash('sha256', parts.join(' '), 'base64url').slice(0, DIGEST_LENGTH);
}
