import { fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';
import { anyPort } from '#processes/supervisor/free-port';
import type { WebReport } from '#processes/supervisor/web-cluster';

/**
 * The house that the journeys go through: the production build on a database of its own with the demo newsroom, and a
 * few stories in states that the demo has none of. Pictures stay in .data/test between runs, their names carry their
 * content.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const migrated = await startTestPostgres();
  await migrate(migrated.url);
  await migrated.pause();
  const postgres = await startTestPostgres({ copyOf: migrated.folder });
  const port = await anyPort();
  const dataFolder = resolve('.data/test');
  mkdirSync(dataFolder, { recursive: true });
  // Copies of pages are of another run, with other stories at another address.
  rmSync(join(dataFolder, 'pages'), { recursive: true, force: true });
  Object.assign(process.env, {
    DATABASE_URL: postgres.url,
    DATA_DIR: dataFolder,
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    MIGRATED_POSTGRES_FOLDER: migrated.folder,
  });
  const { loadDemo } = await import('#seed/load-demo');
  await loadDemo(() => {});
  const { createTestStories } = await import('#e2e/test-stories');
  await createTestStories();

  const web = fork(join('processes', 'supervisor', 'web-cluster.ts'), {
    env: { ...process.env, NODE_ENV: 'production', TRUSTED_PROXIES: '1' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  await new Promise<void>((listening, reject) => {
    web.once('message', (report: WebReport) => ('failed' in report ? reject(new Error(report.failed)) : listening()));
    web.once('exit', (code) => reject(new Error(`the web server ended at once (code ${code})`)));
  });

  // Beside the journeys, as a start does it; what a page asks for meanwhile is made at once.
  const { createMissingRenditions } = await import('#newsroom/media/create-missing-renditions');
  const renditions = createMissingRenditions();
  // An error is for the teardown, which awaits it.
  renditions.catch(() => {});

  return async () => {
    await renditions;
    const { database } = await import('#platform/database');
    await database().$disconnect();
    const ended = new Promise((done) => web.once('exit', done));
    web.kill('SIGTERM');
    await ended;
    await postgres.stop();
    await migrated.stop();
  };
}
