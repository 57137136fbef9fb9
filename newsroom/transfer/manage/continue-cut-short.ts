import { stat } from 'node:fs/promises';
import type { ImportState } from '#newsroom/transfer/manage/import-state';
import { uploadPath } from '#newsroom/transfer/manage/import-uploads';
import { runningImport } from '#newsroom/transfer/manage/running-import';
import { STARTING, startWork } from '#newsroom/transfer/manage/start-work';
import { database, type Sql, sql } from '#platform/database';

/** An import is started by itself so often without getting further; then somebody has to look. */
const RESTARTS = 3;

/**
 * Work that nobody is at: it was cut short, found another import running, or ended with an error that was lately, as a
 * database does that is away for a moment. What was just asked for is being started.
 */
const IS_CUT_SHORT: Sql = sql`
  (upload IS NOT NULL AND state IN ('fetching', 'planning', 'staging', 'applying') OR state = 'undoing')
  AND (trouble IS NULL OR trouble = 'busy' OR trouble = 'failed' AND changed_at > now() - interval '1 hour')
  AND (progress->>'phase' = 'starting' AND changed_at > now() - interval '1 minute') IS NOT TRUE`;

/**
 * Goes on with imports that were cut short, by themselves, one at a time: on a machine that has their upload, and as long
 * as they get further. One that does not stays, and says so. Any process may ask, at any time. Returns whether one was
 * started.
 */
export async function continueCutShort(): Promise<boolean> {
  if (await runningImport()) return false;
  const found = await database().$queryRaw<{ id: number; state: ImportState; upload: string | null }[]>`
    SELECT id, state, upload FROM import WHERE ${IS_CUT_SHORT} ORDER BY id LIMIT 10`;
  for (const { id, state, upload } of found) {
    const file = await stat(uploadPath(upload ?? '')).catch(() => undefined);
    if (state !== 'undoing' && !file) continue;
    if (!(await claim(id, state, file?.size ?? 0))) continue;
    startWork(id);
    return true;
  }
  return false;
}

/** Whether this process is the one to start it; `bytes` is the size of its file. */
async function claim(id: number, state: ImportState, bytes: number): Promise<boolean> {
  const mark = await howFar(id, state, bytes);
  const isStuck = sql`(restarts >= ${RESTARTS} AND ${mark}::integer <= restart_mark)`;
  const [claimed] = await database().$queryRaw<{ trouble: string | null }[]>`
    UPDATE import SET
      restarts = CASE WHEN ${mark}::integer <= restart_mark THEN least(restarts + 1, ${RESTARTS}) ELSE 1 END,
      restart_mark = greatest(restart_mark, ${mark}::integer),
      progress = CASE WHEN NOT coalesce(${isStuck}, false) THEN ${STARTING} END,
      trouble = CASE WHEN ${isStuck} THEN 'no-progress' END,
      changed_at = now()
    WHERE id = ${id} AND state = ${state} AND ${IS_CUT_SHORT}
    RETURNING trouble`;
  return claimed !== undefined && claimed.trouble === null;
}

/** A number that grows with what is done of an import, from its fetching to its undoing. */
async function howFar(id: number, state: ImportState, bytes: number): Promise<number> {
  // What is fetched is in the file alone.
  if (state === 'fetching') return Math.min(bytes, 1_000_000_000) - 2_000_000_000;
  const [row] = await database().$queryRaw<{ mark: number }[]>`
    SELECT CASE ${state}
      WHEN 'undoing' THEN 2000000000 - count(before) - (SELECT count(*) FROM imported_item WHERE import_id = ${id})
      WHEN 'applying' THEN 1000000000 + 2 * count(outcome) - count(*) FILTER (WHERE has_open_links)
      -- What the dry run has found out is being forgotten.
      WHEN 'staging' THEN 900000000 - count(outcome)
      ELSE count(*) + count(outcome)
    END::integer AS mark
    FROM import_item WHERE import_id = ${id}`;
  return row?.mark ?? 0;
}
