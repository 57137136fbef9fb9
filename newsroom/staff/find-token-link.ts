import { createHash } from 'node:crypto';
import type { Language } from '#i18n/languages';
import type { Role } from '#newsroom/permissions/role';
import { type Entry, isLinkToken } from '#newsroom/staff/token-link';
import { database } from '#platform/database';

/** The only form in which a link's token is kept. */
export function tokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

type Row = {
  staffEmail: string | null;
  email: string | null;
  role: Role | null;
  language: Language;
  isPassword: boolean;
};

/**
 * What a link lets its holder do; null when it is none of ours, has been used, has expired, or somebody has come in
 * before the owner.
 */
export async function findTokenLink(token: string): Promise<Entry | null> {
  if (!isLinkToken(token)) return null;
  const [row] = await database().$queryRaw<Row[]>`
    SELECT s.email AS "staffEmail", l.email, l.role, l.language, l.staff_id IS NOT NULL AS "isPassword"
    FROM account_link l LEFT JOIN staff s ON s.id = l.staff_id AND s.suspended_at IS NULL
    WHERE l.token_hash = ${tokenHash(token)} AND l.used_at IS NULL AND l.expires_at > now()`;
  if (!row) return null;
  if (row.isPassword) return row.staffEmail ? { kind: 'password', email: row.staffEmail } : null;
  if (row.email && row.role) return { kind: 'invitation', email: row.email, role: row.role, language: row.language };
  return (await database().staff.count()) === 0 ? { kind: 'owner' } : null;
}
