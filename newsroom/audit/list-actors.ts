import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

/** Everybody whom the log may tell of, by name; nobody for somebody who may not read it. */
export async function listActors(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!may(actor, 'audit.read')) return [];
  return database().staff.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
}
