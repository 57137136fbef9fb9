import { findEncoding } from '#newsroom/transfer/source/decode-text';

/** As much of a page is looked at for its own word about its encoding, bytes: browsers look at less. */
const HEAD = 4_096;

/** The text of a page, by what its server says of its encoding, then what the page says, then a guess. */
export function decodePage(bytes: Uint8Array, charset?: string): string {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1');
  const declared = charset ?? /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(head)?.[1];
  return new TextDecoder(findEncoding(bytes, declared)).decode(bytes);
}
