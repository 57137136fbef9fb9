// Works on an import that somebody has begun in the newsroom, in a process of its own: a web process starts it at the
// lowest priority (platform/background-process.ts); when the channel to it closes, this ends, and another web process
// goes on with the import (server/continue-imports.ts).
import { reindexArticles } from '#newsroom/search/reindex-articles';
import type { ImportPhase, ImportProgress, ImportTrouble } from '#newsroom/transfer/manage/import-state';
import { workOnImport } from '#newsroom/transfer/manage/work-on-import';
import { pictureFetcher } from '#newsroom/transfer/pictures/fetch-picture';
import { connect, database } from '#platform/database';
import { log } from '#platform/log';
import { directDatabaseUrl } from '#platform/postgres-address';
import { LOCK_TIMEOUT, withAdvisoryLock } from '#processes/migrate/advisory-lock';

/** How often it says how far it is, milliseconds. */
const REPORT_MS = 1_000;
/** One that is just ending is waited for, milliseconds. */
const PATIENCE_MS = 10_000;
/** Statements of an import change hundreds of rows, milliseconds. */
const STATEMENT_MS = 300_000;

process.on('SIGINT', () => {});
process.on('SIGTERM', () => process.exit(1));
process.on('disconnect', () => process.exit(1));

const id = Number(process.argv[2]);
const url = directDatabaseUrl();
const client = connect(url, {
  ...{ max: 4, statement_timeout: STATEMENT_MS, query_timeout: STATEMENT_MS + 10_000 },
  ...{ lock_timeout: 30_000, idle_in_transaction_session_timeout: STATEMENT_MS },
});

let phase: ImportPhase = 'starting';
let begun = performance.now();
let reported = 0;
let saving = Promise.resolve();
let isStopped = false;

/** Notes how far the work is, at most once a second; the page of the import shows it. */
function progress(now: ImportPhase, done: number, total?: number): void {
  if (now !== phase) [phase, begun, reported] = [now, performance.now(), 0];
  if (reported && performance.now() - reported < REPORT_MS) return;
  reported = performance.now();
  const seconds = (performance.now() - begun) / 1_000;
  const note: ImportProgress = { phase, done, ...(total !== undefined && { total }), seconds };
  saving = saving.then(async () => {
    const data = { progress: note, trouble: null, changedAt: new Date() };
    isStopped = (await client.import.update({ where: { id }, data, select: { isStopping: true } })).isStopping;
  });
  saving.catch(() => {});
}

async function work(): Promise<ImportTrouble | undefined> {
  progress('starting', 0);
  const trouble = await workOnImport(client, id, { progress, isStopped: () => isStopped, fetchFile: pictureFetcher() });
  if (trouble === undefined) await reindexArticles(url, (done, total) => progress('indexing', done, total));
  return trouble;
}

async function end(trouble: ImportTrouble | undefined): Promise<void> {
  await saving.catch(() => {});
  await client.$executeRaw`
    UPDATE import SET progress = NULL, trouble = ${trouble ?? null} WHERE id = ${id}
      -- Another process may be at this very one.
      AND (${trouble ?? ''} <> 'busy' OR progress->>'phase' = 'starting')`;
}

try {
  await withAdvisoryLock(url, 'import', async () => end(await work()), PATIENCE_MS);
} catch (error) {
  const isElsewhere = (error as { code?: string }).code === LOCK_TIMEOUT;
  if (!isElsewhere) log().error({ import: id, err: error }, 'an import was cut short');
  await end(isElsewhere ? 'busy' : 'failed').catch(() => {});
} finally {
  await client.$disconnect();
  await database().$disconnect();
  process.exit();
}
