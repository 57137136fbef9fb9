import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** An answer that can be given to everybody who asks for an address. */
export type Answer = {
  status: number;
  /** Those that belong to this answer alone, such as content-type and location; lower case. */
  headers: Record<string, string>;
  body: Buffer;
};

export const CODINGS = ['br', 'gzip', 'identity'] as const;
export type Coding = (typeof CODINGS)[number];

/** An answer made ready to be sent as it is: compressed once, each form with an entity tag of its own. */
export type Page = {
  status: number;
  headers: Record<string, string>;
  /** SHA-256 of status, headers and body, base64url, shortened: the same for the same page whoever makes it. */
  digest: string;
  /** When it was made, milliseconds since 1970. */
  madeAt: number;
  bodies: Record<Coding, Buffer>;
};

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/**
 * Compresses an answer into a page. Where `former` turns out to be the same page, its bodies are taken over instead.
 */
export async function makePage({ status, headers, body }: Answer, madeAt: number, former?: Page): Promise<Page> {
  const digest = createHash('sha256')
    .update(JSON.stringify([status, headers]))
    .update(body)
    .digest('base64url')
    .slice(0, 27);
  if (former?.digest === digest) return { ...former, madeAt };
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
  return { status, headers, digest, madeAt, bodies: { br: alone(br), gzip: alone(gz), identity: alone(body) } };
}

/**
 * The same bytes in memory of their own: Node hands out slices of buffers of 64 kB, and who keeps one keeps all of it.
 */
function alone(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

/** Bytes that a page takes. */
export function sizeOf(page: Page): number {
  return page.bodies.br.length + page.bodies.gzip.length + page.bodies.identity.length + 1_024;
}

/** A strong validator (RFC 9110, 8.8.3): codings are different representations and have different tags. */
export function entityTag(page: Page, coding: Coding): string {
  return coding === 'identity' ? `"${page.digest}"` : `"${page.digest}-${coding}"`;
}
