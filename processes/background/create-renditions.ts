// Makes the sizes of pictures that are not there yet, beside a portal that is up. The supervisor starts it at the
// lowest priority; when the channel to it closes, this ends. What is missing then is made by the next start.
import { createMissingRenditions } from '#newsroom/media/create-missing-renditions';
import { database } from '#platform/database';
import { directDatabaseUrl } from '#platform/postgres-address';
import { LOCK_TIMEOUT, withAdvisoryLock } from '#processes/migrate/advisory-lock';

process.on('SIGINT', () => {});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));

const begun = performance.now();
try {
  const url = directDatabaseUrl();
  const made = await withAdvisoryLock(url, 'create-renditions', createMissingRenditions);
  const seconds = `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
  if (made > 0) console.log(`✓ ${'pictures'.padEnd(12)} ${seconds.padStart(7)}  ${made} files made in the background`);
} catch (error) {
  // Another machine is doing it.
  const isElsewhere = (error as { code?: string }).code === LOCK_TIMEOUT;
  if (!isElsewhere) console.error(`! pictures: ${(error as Error).message}. The next start goes on with them.`);
} finally {
  await database().$disconnect();
  process.exit();
}
