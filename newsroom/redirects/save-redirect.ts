import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { findOwnAddresses } from '#newsroom/redirects/find-own-addresses';
import { findTargets, GONE, ownPath, type Target } from '#newsroom/redirects/find-targets';
import { type OldAddress, parseOldAddress, writeOldAddress } from '#newsroom/redirects/old-address';
import { writeRedirects } from '#newsroom/redirects/write-redirects';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** Where an old address leads, as somebody wrote it; null: it is gone (410). */
export type Destination = string | null;

/**
 * A new redirect. Fails by value for somebody who may not, for what is no address, for an address that this site has
 * itself or that has a redirect already, and for a destination that is none, at which nothing is, or that leads back.
 */
export async function createRedirect(
  actor: Actor,
  { from, to }: { from: string; to: Destination },
): Promise<Result<{ address: string }>> {
  if (!may(actor, 'redirect.edit')) return refuse('not-allowed', 'it');
  const address = parseOldAddress(from);
  if (!address) return refuse('invalid', 'oldAddress', { address: from });
  const written = writeOldAddress(address);
  if ((await findOwnAddresses([address])).has(0)) return refuse('already-taken', 'ownAddress', { address: written });
  const target = await findTarget(address, to);
  if ('ok' in target) return target;
  const saved = await database().$executeRaw`
    WITH ${writeRedirects(actor.id, [{ address, target }], { replaces: false })}
    ${recordEvent(
      actor,
      'redirect.created',
      sql`SELECT id, NULL, address, jsonb_build_object('to', ${to ?? ''}::text) FROM written`,
    )}`;
  return saved === 1 ? { ok: true, address: written } : refuse('already-taken', 'oldAddress', { address: written });
}

/**
 * Lets an old address lead elsewhere; from then on it counts as made by hand, and no import changes it. `version` is the
 * one that was seen. Fails by value as createRedirect does, for one that is there no more, and where somebody else was
 * faster.
 */
export async function changeRedirect(
  actor: Actor,
  { id, version, to }: { id: number; version: number; to: Destination },
): Promise<Result> {
  if (!may(actor, 'redirect.edit')) return refuse('not-allowed', 'it');
  const known = await database().redirect.findUnique({ where: { id }, select: { address: true, version: true } });
  const address = known && parseOldAddress(known.address);
  if (!known || !address) return refuse('not-found', 'redirect');
  if (known.version !== version) return refuse('conflict', 'it');
  const target = await findTarget(address, to);
  if ('ok' in target) return target;
  const saved = await database().$executeRaw`
    WITH changed AS (
      UPDATE redirect
      SET kind = ${target.kind}::"RedirectKind", language = ${target.language}, story_id = ${target.storyId}::int,
        picture_id = ${target.pictureId}, target = ${target.target}, version = version + 1, import_id = NULL,
        created_by_id = ${actor.id}
      WHERE id = ${id} AND version = ${version}
      RETURNING id, address
    )
    ${recordEvent(
      actor,
      'redirect.changed',
      sql`SELECT id, NULL, address, jsonb_build_object('to', ${to ?? ''}::text) FROM changed`,
    )}`;
  return saved === 1 ? { ok: true } : refuse('conflict', 'it');
}

async function findTarget(from: OldAddress, to: Destination): Promise<Target | Refusal> {
  if (to === null) return GONE;
  if (to.trim() === '') return refuse('missing', 'redirectTarget');
  if (leadsTo(to) === writeOldAddress(from)) return refuse('invalid', 'redirectLoop', { address: to });
  const [target] = await findTargets([to]);
  return target ?? refuse('invalid', 'redirectTarget', { address: to });
}

/** The address of this or a former site that a destination is, as the table has it; undefined for one elsewhere. */
export function leadsTo(to: string): string | undefined {
  const path = ownPath(to.trim());
  const address = path === undefined ? undefined : parseOldAddress(path);
  return address && writeOldAddress(address);
}
