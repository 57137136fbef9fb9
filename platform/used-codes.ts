import { createHmac } from 'node:crypto';
import { type SecretConfig, symmetricDecrypt } from 'better-auth/crypto';
import { database } from '#platform/database';

/** How long a code is shown, seconds, and how many before and after that of the moment better-auth takes. */
const PERIOD_S = 30;
const WINDOW = 1;

/** RFC 6238: what an authenticator shows in a half-minute. */
function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7f_ff_ff_ff;
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * Whether a code of somebody's authenticator has been used up: it, or one that was shown after it, has been taken
 * before. A code that is right is taken by asking, in one statement, so that of two who give it at once one is refused.
 * False for a code that is wrong, and for somebody without an authenticator, whom better-auth refuses by itself.
 */
export async function isCodeUsed(userId: string, code: string, key: string | SecretConfig): Promise<boolean> {
  const factor = await database().twoFactor.findFirst({ where: { userId }, select: { id: true, secret: true } });
  if (!factor) return false;
  const secret = await symmetricDecrypt({ key, data: factor.secret });
  const now = Math.floor(Date.now() / (PERIOD_S * 1_000));
  // The latest of those that match: two half-minutes may show the same digits.
  const step = [now + WINDOW, now, now - WINDOW].find((each) => codeAt(secret, each) === code);
  if (step === undefined) return false;
  const taken = await database().$executeRaw`
    UPDATE two_factor SET last_step = ${step}::int WHERE id = ${factor.id} AND (last_step IS NULL OR last_step < ${step}::int)`;
  return taken === 0;
}
