// Makes the words that search finds articles by where their rules have changed, beside a portal that is up. The
// supervisor starts it at the lowest priority; when the channel to it closes, this ends, and the next start goes on.
import { reindexArticles } from '#newsroom/search/reindex-articles';
import { database } from '#platform/database';
import { directDatabaseUrl } from '#platform/postgres-address';
import { LOCK_TIMEOUT, withAdvisoryLock } from '#processes/migrate/advisory-lock';

/** How often a long reindex says how far it is, milliseconds. */
const REPORT_MS = 10_000;

process.on('SIGINT', () => {});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));

const begun = performance.now();
let reported = begun;

function report(done: number, total: number): void {
  if (performance.now() - reported < REPORT_MS) return;
  reported = performance.now();
  console.log(`· ${'search'.padEnd(12)} ${''.padStart(7)}  ${done} of ${total} articles indexed in the background`);
}

try {
  const url = directDatabaseUrl();
  const done = await withAdvisoryLock(url, 'reindex-search', () => reindexArticles(url, report));
  const seconds = `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
  if (done > 0) console.log(`✓ ${'search'.padEnd(12)} ${seconds.padStart(7)}  ${done} articles indexed`);
} catch (error) {
  // Another machine is doing it.
  const isElsewhere = (error as { code?: string }).code === LOCK_TIMEOUT;
  if (!isElsewhere) console.error(`! search: ${(error as Error).message}. The next start goes on with it.`);
} finally {
  await database().$disconnect();
  process.exit();
}
