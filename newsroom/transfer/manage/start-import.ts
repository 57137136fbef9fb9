import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { uploadPath } from '#newsroom/transfer/manage/import-uploads';
import { runningImport } from '#newsroom/transfer/manage/running-import';
import { ASKED_ANEW, STARTING, startWork } from '#newsroom/transfer/manage/start-work';
import { isListed } from '#newsroom/transfer/site/crawl-file';
import { findUndoRefusal } from '#newsroom/transfer/undo/undo-import';
import { database, sql } from '#platform/database';

/**
 * Imports what a dry run has planned. Fails by value for somebody who may not, while an import runs, and for one that is
 * not planned.
 */
export async function startImport(actor: Actor, id: number): Promise<Result> {
  if (!may(actor, 'transfer.import')) return refuse('not-allowed', 'it');
  if (await runningImport()) return refuse('busy', 'import');
  const changed = await database().$executeRaw`
    WITH started AS (
      UPDATE import SET state = 'staging', progress = ${STARTING}, ${ASKED_ANEW}
      WHERE id = ${id} AND upload IS NOT NULL AND state = 'planned' RETURNING id, file
    )
    ${recordEvent(actor, 'import.started', sql`SELECT id, NULL, file, '{}' FROM started`)}`;
  return worked(id, changed);
}

/** Goes on with fetching, a dry run, import or undoing that was cut short. Fails by value as above, and where there is none. */
export async function continueImport(actor: Actor, id: number): Promise<Result> {
  if (!may(actor, 'transfer.import')) return refuse('not-allowed', 'it');
  if (await runningImport()) return refuse('busy', 'import');
  const changed = await database().$executeRaw`
    UPDATE import SET progress = ${STARTING}, is_stopping = false, ${ASKED_ANEW}
    WHERE id = ${id}
      AND (upload IS NOT NULL AND state IN ('fetching', 'planning', 'staging', 'applying') OR state = 'undoing')`;
  return worked(id, changed);
}

/** Has fetching stop after the pages that are on their way. Fails by value for somebody who may not, and where none is. */
export async function stopFetching(actor: Actor, id: number): Promise<Result> {
  if (!may(actor, 'transfer.import')) return refuse('not-allowed', 'it');
  const changed = await database().$executeRaw`
    UPDATE import SET is_stopping = true WHERE id = ${id} AND state = 'fetching'`;
  return changed === 0 ? refuse('wrong-state', 'import') : { ok: true };
}

/**
 * Plans the import of what has been fetched so far; the rest is left out. Fails by value for somebody who may not, while
 * an import runs, for one that is not being fetched, and where not even the list of pages has come.
 */
export async function planFetched(actor: Actor, id: number): Promise<Result> {
  if (!may(actor, 'transfer.import')) return refuse('not-allowed', 'it');
  if (await runningImport()) return refuse('busy', 'import');
  const found = await database().import.findUnique({ where: { id }, select: { upload: true } });
  if (!found?.upload || !(await isListed(uploadPath(found.upload)))) return refuse('wrong-state', 'import');
  const changed = await database().$executeRaw`
    UPDATE import SET state = 'planning', progress = ${STARTING}, is_stopping = false, ${ASKED_ANEW}
    WHERE id = ${id} AND state = 'fetching'`;
  return worked(id, changed);
}

/**
 * Undoes an import, of the newsroom or the command line. Fails by value for somebody who may not, while an import runs,
 * after thirty days, while there is a later one of the same site, and where there is none.
 */
export async function startUndo(actor: Actor, id: number): Promise<Result> {
  if (!may(actor, 'transfer.import')) return refuse('not-allowed', 'it');
  if (await runningImport()) return refuse('busy', 'import');
  const refusal = await findUndoRefusal(database(), id);
  if (refusal === 'too-old') return refuse('too-old', 'import');
  if (refusal === 'later-import') return refuse('in-use', 'import');
  if (refusal) return refuse('not-found', 'import');
  const changed = await database().$executeRaw`
    WITH started AS (
      UPDATE import SET state = 'undoing', progress = ${STARTING}, ${ASKED_ANEW}
      WHERE id = ${id} AND state IN ('staging', 'applying', 'done') RETURNING id, file
    )
    ${recordEvent(actor, 'import.undoStarted', sql`SELECT id, NULL, file, '{}' FROM started`)}`;
  return worked(id, changed);
}

function worked(id: number, changed: number): Result {
  if (changed === 0) return refuse('wrong-state', 'import');
  startWork(id);
  return { ok: true };
}
