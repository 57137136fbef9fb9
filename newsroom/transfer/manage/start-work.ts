import type { ImportProgress } from '#newsroom/transfer/manage/import-state';
import { startInBackground } from '#platform/background-process';
import { database, type Sql, sql } from '#platform/database';
import { log } from '#platform/log';

const starting: ImportProgress = { phase: 'starting', done: 0, seconds: 0 };

/** What a row of import gets as its progress together with the state that asks for work. */
export const STARTING: Sql = sql`${JSON.stringify(starting)}::jsonb`;

/** What a row of import gets with it where a person asks: it may be started by itself again. */
export const ASKED_ANEW: Sql = sql`trouble = NULL, restarts = 0, restart_mark = NULL, changed_at = now()`;

/** Has a process do what the state of an import asks for. */
export function startWork(id: number): void {
  startInBackground('work-on-import', [String(id)], (code) => {
    if (code === 0) return;
    log().warn({ import: id, code }, 'the process that worked on an import has died');
    // It has not said that it is over.
    database().$executeRaw`UPDATE import SET progress = NULL WHERE id = ${id}`.catch(() => {});
  });
}
