import { recordEvent } from '#newsroom/audit/record-event';
import { isUsed } from '#newsroom/media/find-picture-uses';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';
import { removeFiles } from '#platform/files';
import { runExclusive } from '#platform/run-exclusive';

/** Removes a picture that nothing uses, nor any earlier version of a text, and all its files. */
export async function deletePicture(actor: Actor, id: string): Promise<Result> {
  if (!may(actor, 'picture.remove')) return refuse('not-allowed', 'it');
  // In turn with those that are taken in: the same file may be on its way again.
  const removed = await runExclusive(() => removeInTurn(actor, id));
  return removed ?? refuse('busy', 'it');
}

async function removeInTurn(actor: Actor, id: string): Promise<Result> {
  const removed = await database().$executeRaw`
    WITH gone AS (
      DELETE FROM picture p WHERE p.id = ${id} AND NOT ${isUsed(sql`p.id`)} RETURNING p.id, p.file_name
    )
    ${recordEvent(actor, 'picture.deleted', sql`SELECT id, NULL, file_name, '{}' FROM gone`)}`;
  if (removed === 0)
    return (await database().picture.count({ where: { id } })) > 0
      ? refuse('in-use', 'picture')
      : refuse('not-found', 'picture');
  await removeFiles(id);
  return { ok: true };
}
