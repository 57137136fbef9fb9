import { passkey } from '@better-auth/passkey';
import { prismaAdapter } from '@better-auth/prisma-adapter';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { nextCookies } from 'better-auth/next-js';
import { twoFactor } from 'better-auth/plugins';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';
import { log } from '#platform/log';
import { authSecret } from '#platform/secret';

/** Shortest password, characters (NIST SP 800-63B asks for 8 beside a second factor, 15 without; people remember a sentence). */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

const DAY_S = 86_400;

function build() {
  const { hostname, origin, protocol } = new URL(publicUrl());
  return betterAuth({
    appName: hostname,
    baseURL: origin,
    secret: authSecret(),
    database: prismaAdapter(database(), { provider: 'postgresql' }),
    user: {
      modelName: 'staff',
      additionalFields: {
        role: { type: 'string', input: false, required: true },
        language: { type: 'string', input: false, required: true },
        suspendedAt: { type: 'date', input: false, required: false },
      },
    },
    // No cookie cache: a session that has been ended is over at the next request.
    session: { expiresIn: 14 * DAY_S, updateAge: DAY_S, freshAge: 0 },
    verification: { storeIdentifier: 'hashed' },
    // Accounts are made by invitation alone (newsroom/staff).
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      revokeSessionsOnPasswordReset: true,
    },
    // Its own limits do not reach calls from the server; ours are counted in PostgreSQL (platform/attempts.ts).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'desk',
      useSecureCookies: protocol === 'https:',
      ipAddress: { ipAddressHeaders: ['x-client-address'] },
    },
    plugins: [
      twoFactor({ issuer: hostname, backupCodeOptions: { storeBackupCodes: 'encrypted' } }),
      passkey({ rpID: hostname, rpName: hostname, origin }),
      nextCookies(),
    ],
    telemetry: { enabled: false },
    logger: { log: (level, message) => log()[level]({ part: 'better-auth' }, message) },
  });
}

const holder = globalThis as typeof globalThis & { portalAuthentication?: ReturnType<typeof build> };

/** The door that staff come in by. Its calls throw APIError for whoever is refused; `unlessRefused` tells those from real trouble. */
export function authentication() {
  holder.portalAuthentication ??= build();
  return holder.portalAuthentication;
}

/** Runs a call of the door; null where it says no. Throws what is no refusal. */
export async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null;
    throw error;
  }
}

/** The scrypt hash of a password, as the account table keeps it. */
export async function hashPassword(password: string): Promise<string> {
  const { password: by } = await authentication().$context;
  return by.hash(password);
}
