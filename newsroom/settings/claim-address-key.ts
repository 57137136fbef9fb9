import { type Refusal, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/**
 * Takes the first part of an address for a section or a page, as a part of the statement that adds it: gives one row
 * (key), or none where it is taken. Of two statements at once the second waits for the first.
 */
export function claimAddressKey(key: string, kind: 'section' | 'page'): Sql {
  return sql`INSERT INTO address_key (key, kind) VALUES (${key}, ${kind}) ON CONFLICT DO NOTHING RETURNING key`;
}

/** Why the first part of an address could not be claimed: the site needs it itself, or a section or page has it. */
export async function findAddressKeyRefusal(key: string): Promise<Refusal<'already-taken'>> {
  const row = await database().addressKey.findUnique({ where: { key }, select: { kind: true } });
  return refuse('already-taken', row?.kind === 'reserved' ? 'reservedSlug' : 'slug');
}
