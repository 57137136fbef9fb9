import { createOTP } from '@better-auth/utils/otp';
import { type SecretConfig, symmetricDecrypt } from 'better-auth/crypto';
import { database } from '#platform/database';

/** How long a code is valid, seconds, and how many codes before and after the present one better-auth accepts. */
const PERIOD_S = 30;
const WINDOW = 1;

/**
 * Whether a code of somebody's authenticator app, or a later one, has been used before. Asking for a valid code uses it
 * up, in one statement, so that of two requests with the same code one is refused. False for an invalid code and for
 * somebody without an authenticator app, which better-auth refuses itself.
 */
export async function isCodeUsed(userId: string, code: string, key: string | SecretConfig): Promise<boolean> {
  const factor = await database().twoFactor.findFirst({ where: { userId }, select: { id: true, secret: true } });
  if (!factor) return false;
  const { hotp } = createOTP(await symmetricDecrypt({ key, data: factor.secret }), { period: PERIOD_S });
  const now = Math.floor(Date.now() / (PERIOD_S * 1_000));
  // The latest that matches: two periods may have the same code.
  const codes = await Promise.all(
    [now + WINDOW, now, now - WINDOW].map(async (step) => ({ step, code: await hotp(step) })),
  );
  const step = codes.find((valid) => valid.code === code)?.step;
  if (step === undefined) return false;
  const updated = await database().$executeRaw`
    UPDATE two_factor SET last_step = ${step}::int
    WHERE id = ${factor.id} AND (last_step IS NULL OR last_step < ${step}::int)`;
  return updated === 0;
}
