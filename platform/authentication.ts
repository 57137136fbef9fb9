import { passkey } from '@better-auth/passkey';
import { prismaAdapter } from '@better-auth/prisma-adapter';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { nextCookies } from 'better-auth/next-js';
import { twoFactor } from 'better-auth/plugins';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';
import { DEVICE_S, deviceCookie, newDevice } from '#platform/known-device';
import { log } from '#platform/log';
import { currentTrouble } from '#platform/noted-trouble';
import { authSecret } from '#platform/secret';
import { auditingDatabase, withCallNames } from '#platform/sign-in-audit';
import { isCodeUsed } from '#platform/used-codes';

/**
 * Shortest password, characters (NIST SP 800-63B asks for 8 beside a second factor, 15 without; people remember a
 * sentence).
 */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

const JUST_NOW_MS = 5_000;
const DAY_S = 86_400;
const HOUR_S = 3_600;

/** Keeps staff out of the counts of views (app/api/views): a mark that everybody may read, not a key. */
const STAFF_MARK = 'staff';

function build() {
  const { hostname, origin, protocol } = new URL(publicUrl());
  const door = betterAuth({
    appName: hostname,
    baseURL: origin,
    secret: authSecret(),
    database: prismaAdapter(auditingDatabase(), { provider: 'postgresql' }),
    user: {
      modelName: 'staff',
      additionalFields: {
        role: { type: 'string', input: false, required: true },
        language: { type: 'string', input: false, required: true },
        suspendedAt: { type: 'date', input: false, required: false },
      },
    },
    // No cookie cache: a session that has been ended is over at the next request.
    session: { expiresIn: 14 * DAY_S, updateAge: HOUR_S, freshAge: 0 },
    databaseHooks: { session: { create: { before: refuseSuspended } } },
    verification: { storeIdentifier: 'hashed' },
    // Accounts are made by invitation alone (newsroom/staff).
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      revokeSessionsOnPasswordReset: true,
    },
    // Its own limits do not reach calls from the server; ours are counted in PostgreSQL (platform/rate-limits.ts).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'desk',
      useSecureCookies: protocol === 'https:',
      ipAddress: { ipAddressHeaders: ['x-client-address'], ipv6Subnet: 128 },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        if (context.path === '/two-factor/verify-totp') return refuseUsedCode(context);
      }),
      after: createAuthMiddleware(async ({ path, context, setCookie }) => {
        const mark = { path: '/', sameSite: 'lax', secure: protocol === 'https:' } as const;
        if (path === '/sign-out') setCookie(STAFF_MARK, '', { ...mark, maxAge: 0 });
        if (path === '/sign-out' || !context.newSession) return;
        setCookie(STAFF_MARK, '1', { ...mark, maxAge: 365 * DAY_S });
        const { email } = context.newSession.user;
        const device = { ...mark, path: '/admin', httpOnly: true, maxAge: DEVICE_S };
        setCookie(deviceCookie(email), newDevice(email), device);
      }),
    },
    plugins: [
      twoFactor({ issuer: hostname, backupCodeOptions: { storeBackupCodes: 'encrypted' } }),
      passkey({
        rpID: hostname,
        rpName: hostname,
        origin,
        // A passkey signs in by itself, so it has to be two things: the device, and the finger or the number that opens
        // it.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) => demandVerified(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) => demandVerified(verification.authenticationInfo.userVerified),
        },
      }),
      cookiesOfNext(),
    ],
    telemetry: { enabled: false },
    // What the database is the reason of is logged by whoever answers the request.
    logger: { log: (level, message) => !currentTrouble(JUST_NOW_MS) && log()[level]({ part: 'better-auth' }, message) },
  });
  return { ...door, api: withCallNames(door.api) };
}

type RequestKind = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** A code that has been used up is taken for a wrong one, and counted as such. */
async function refuseUsedCode(asked: RequestKind) {
  const { context, body } = asked;
  const cookie = context.createAuthCookie('two_factor');
  const challenge = await asked.getSignedCookie(cookie.name, context.secret);
  const session = await getSessionFromCtx(asked);
  const userId =
    session?.user.id ?? (challenge && (await context.internalAdapter.findVerificationValue(challenge))?.value);
  if (userId && (await isCodeUsed(userId, String(body.code), context.secretConfig)))
    return { context: { body: { ...body, code: '' } } };
}

/**
 * Where an action sets a cookie, Next draws the page anew. Asking who is there sets none: what somebody has typed would
 * be gone with their session.
 */
function cookiesOfNext() {
  const plugin = nextCookies();
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: ({ path }: { path?: string }) => path !== '/get-session',
  }));
  return { ...plugin, hooks: { ...plugin.hooks, after } };
}

async function refuseSuspended({ userId }: { userId: string }): Promise<void> {
  const person = await database().staff.findUnique({ where: { id: userId }, select: { suspendedAt: true } });
  if (!person || person.suspendedAt) throw new APIError('UNAUTHORIZED');
}

async function demandVerified(isVerified: boolean | undefined): Promise<void> {
  if (!isVerified) throw new APIError('UNAUTHORIZED');
}

const holder = globalThis as typeof globalThis & { portalAuthentication?: ReturnType<typeof build> };

/**
 * The door that staff come in by. Its calls throw APIError for whoever is refused; `unlessRefused` tells those from
 * real trouble.
 */
export function authentication() {
  holder.portalAuthentication ??= build();
  return holder.portalAuthentication;
}

/** Runs a call of the door; null where it says no. Throws what is no refusal. */
export async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    // A passkey that was made for something else is answered with 500.
    if (error instanceof APIError && (error.statusCode < 500 || error.body?.code === 'FAILED_TO_VERIFY_REGISTRATION'))
      return null;
    throw error;
  }
}

/** Whether a call has failed since what is encrypted cannot be read: AUTH_SECRET is another one than when it was written. */
export function isOtherSecret(error: unknown): boolean {
  // What the cipher of better-auth says, and all that there is to know it by.
  return error instanceof Error && error.message === 'invalid tag';
}

/** The scrypt hash of a password, as the account table keeps it. */
export async function hashPassword(password: string): Promise<string> {
  const { password: by } = await authentication().$context;
  return by.hash(password);
}
