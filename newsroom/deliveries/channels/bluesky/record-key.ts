import { createHash } from 'node:crypto';
import type { Message } from '#newsroom/deliveries/channels/channel';

const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';

/**
 * The key of a message's record, the same for every try: a timestamp identifier (atproto.com/specs/tid) of when it was
 * made, its last bits from the message's id.
 */
export function recordKey({ messageId, createdAt }: Message): string {
  const hash = createHash('sha256').update(messageId).digest().readUInt32BE(0);
  const microseconds = BigInt(createdAt.getTime()) * 1_000n + BigInt(hash % 1_000);
  let number = (microseconds << 10n) | BigInt((hash >>> 10) & 1_023);
  let key = '';
  for (let place = 0; place < 13; place++) {
    key = `${LETTERS[Number(number & 31n)]}${key}`;
    number >>= 5n;
  }
  return key;
}
