import { createHash, randomBytes } from 'node:crypto';

/** What a token looks like: `np_` for people and for scanners that look for lost secrets, and 32 random bytes. */
const TOKEN = /^np_[A-Za-z0-9_-]{43}$/;

export function newToken(): string {
  return `np_${randomBytes(32).toString('base64url')}`;
}

export function isToken(value: string): boolean {
  return TOKEN.test(value);
}

/** The only form in which a token is stored. */
export function tokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** As much of a token as is shown afterwards. */
export function hintOf(token: string): string {
  return token.slice(0, 7);
}

/** A token as the newsroom shows it. */
export type ListedToken = {
  id: string;
  name: string;
  hint: string;
  /** Names of SCOPES, or ones that this version does not know. */
  scopes: string[];
  createdAt: Date;
  createdBy: string;
  expiresAt: Date | null;
  isExpired: boolean;
  /** Within some minutes. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};
