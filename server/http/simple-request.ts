import { LRUCache } from 'lru-cache';

/** A GET as a browser or proxy writes it, of which nothing but these headers makes a difference. */
export type SimpleRequest = {
  target: string;
  /** By names in lower case; only those of OF_INTEREST that were sent. */
  headers: Readonly<Record<string, string>>;
};

/** Longer than any browser's; what is longer is read by Node's own parser. */
const MAX_BYTES = 8_192;

/** The whole of a request and nothing else: request line, fields without folding (RFC 9112), the empty line. */
const LINE = /^GET (\/[!-~]*) HTTP\/1\.1\r\n/;
const FIELDS = /^(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e]*\r\n)+\r\n$/;
const FIELD = /([^:\r\n]+):[\t ]*([^\r\n]*?)[\t ]*\r\n/g;

const OF_INTEREST = new Set([
  ...['accept-encoding', 'available-dictionary', 'if-none-match', 'if-modified-since', 'cache-control'],
]);

/** What has a body, asks for another kind of answer or says something about the connection. */
const NOT_SIMPLE = new Set([
  ...['content-length', 'transfer-encoding', 'trailer', 'te', 'expect', 'upgrade', 'http2-settings', 'keep-alive'],
  ...['range', 'if-range', 'if-match', 'if-unmodified-since', 'proxy-connection'],
]);

/** Fields as they were written last: on one connection they are mostly the same from request to request. */
const parsed = new LRUCache<string, SimpleRequest['headers'] | 'not simple'>({ max: 1_000 });
const REMEMBERED_LENGTH = 2_000;

/** The request that some bytes are, if they are exactly one simple request; undefined for everything else. */
export function readSimpleRequest(bytes: Buffer): SimpleRequest | undefined {
  if (bytes.length > MAX_BYTES || bytes.length < 18 || bytes[bytes.length - 1] !== 10) return undefined;
  const text = bytes.toString('latin1');
  const line = LINE.exec(text);
  const target = line?.[1];
  if (!line || target === undefined) return undefined;
  const fields = text.slice(line[0].length);
  let headers = parsed.get(fields);
  if (headers === undefined) {
    headers = readFields(fields) ?? 'not simple';
    if (fields.length <= REMEMBERED_LENGTH) parsed.set(fields, headers);
  }
  return headers === 'not simple' ? undefined : { target, headers };
}

function readFields(text: string): SimpleRequest['headers'] | undefined {
  if (!FIELDS.test(text)) return undefined;
  const headers: Record<string, string> = {};
  let hosts = 0;
  for (const [, field = '', value = ''] of text.matchAll(FIELD)) {
    const name = field.toLowerCase();
    if (NOT_SIMPLE.has(name)) return undefined;
    if (name === 'connection' && value.toLowerCase() !== 'keep-alive') return undefined;
    if (name === 'host') hosts++;
    if (!OF_INTEREST.has(name)) continue;
    // Two of a kind are put together by Node's own parser.
    if (name in headers) return undefined;
    headers[name] = value;
  }
  return hosts === 1 ? headers : undefined;
}
