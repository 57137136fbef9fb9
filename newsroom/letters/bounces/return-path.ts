import { isSignatureOf, signatureOf } from '#platform/signature';

const PURPOSE = 'return path of a letter';
const BYTES = 6;

/**
 * Where one recipient's letter comes back to (VERP): `bounces@paper.example` becomes
 * `bounces+1k9.6b1f…@paper.example`. Signed, for else anybody could report others' addresses.
 */
export function returnPathOf(address: string, recipientId: bigint): string {
  const id = recipientId.toString(36);
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${id}.${signatureOf(id, PURPOSE, BYTES)}${address.slice(at)}`;
}

/** Which recipient's letter has come back to an address; undefined for one that is not ours. */
export function recipientOfPath(address: string): bigint | undefined {
  const [, id = '', signature = ''] = /\+([0-9a-z]{1,13})\.([0-9a-f]{12})@/.exec(address.toLowerCase()) ?? [];
  if (!isSignatureOf(signature, id, PURPOSE, BYTES)) return undefined;
  return [...id].reduce((number, digit) => number * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
}
