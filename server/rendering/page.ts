import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A rendered response, the same for everybody who requests its address. */
export type PageResponse = {
  status: number;
  /** Only the response's own headers, such as content-type and location; names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
};

export type RenderFailure = {
  ok: false;
  /** The database is unreachable, rendering failed, or the database or the queue of pages to render is overloaded. */
  why: 'unreachable' | 'failed' | 'busy';
  /** Shown to the reader and logged with the error. */
  incident: string;
};

/** `cacheable` is false for a page that has to be rendered again for the next request. */
export type RenderResult = { ok: true; response: PageResponse; cacheable: boolean } | RenderFailure;

export const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A response ready to be sent: compressed once, with an entity tag for each encoding. */
export type Page = {
  status: number;
  headers: Record<string, string>;
  /** SHA-256 of status, headers and body, base64url, shortened: equal for equal pages in every process. */
  digest: string;
  /** Milliseconds since 1970. */
  renderedAt: number;
  bodies: Record<Encoding, Buffer>;
};

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/**
 * Compresses a response into a page; `renderedAt` is in milliseconds since 1970. If `previous` is the same page, its
 * bodies are reused.
 */
export async function createPage(
  { status, headers, body }: PageResponse,
  renderedAt: number,
  previous?: Page,
): Promise<Page> {
  const digest = createHash('sha256')
    .update(JSON.stringify([status, headers]))
    .update(body)
    .digest('base64url')
    .slice(0, 27);
  if (previous?.digest === digest) return { ...previous, renderedAt };
  const [br, gz] = await Promise.all([
    compressBrotli(body, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: 6,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
    compressGzip(body, { level: 6 }),
  ]);
  const bodies = { br: copyOf(br), gzip: copyOf(gz), identity: copyOf(body) };
  return { status, headers, digest, renderedAt, bodies };
}

/** A copy outside Node's pool: a small slice would keep its whole 64 kB buffer in memory. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

/** Bytes that a page takes in memory. */
export function sizeOf(page: Page): number {
  return page.bodies.br.length + page.bodies.gzip.length + page.bodies.identity.length + 1_024;
}

/** A strong validator (RFC 9110, 8.8.3): each encoding is a representation of its own with its own tag. */
export function entityTag(page: Page, encoding: Encoding): string {
  return encoding === 'identity' ? `"${page.digest}"` : `"${page.digest}-${encoding}"`;
}
