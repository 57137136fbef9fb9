import type { Language } from '#i18n/languages';
import type { Role } from '#newsroom/permissions/role';

/** What a link that lets somebody in says: 32 random bytes as base64url. */
export function isLinkToken(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value);
}

/** What an e-mail address is known by. */
export function emailOf(value: string): string {
  return value.trim().toLowerCase();
}

/** What a link that has not been used lets its holder do. */
export type Entry =
  /** Make the first account of a paper without staff. */
  | { kind: 'owner' }
  | { kind: 'invitation'; email: string; role: Role; language: Language }
  | { kind: 'password'; email: string };
