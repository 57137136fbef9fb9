import { Client } from 'pg';
import { withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { migrate } from '#processes/migrate/migrate';
import { databaseError } from '#processes/supervisor/database-error';
import { StartupError } from '#processes/supervisor/startup-error';
import { step } from '#processes/supervisor/steps';

export type ConnectedDatabase = { url: string; version: string };

/** Checks that a database can be used. Throws a StartupError when it cannot. */
export async function connectDatabase(url: string): Promise<ConnectedDatabase> {
  let client: Client | undefined;
  try {
    client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return { url, version: rows[0]?.server_version ?? '' };
  } catch (error) {
    throw new StartupError(databaseError(url, error));
  } finally {
    await client?.end().catch(() => {});
  }
}

/** Applies missing migrations, and loads the demo into an empty database. Throws a StartupError. */
export async function prepareDatabase(url: string): Promise<void> {
  await step(
    'migrations',
    () => migrateOrFail(url),
    (names) => (names.length > 0 ? `${names.length} applied` : 'up to date'),
  );
  const { loadDemo } = await import('#seed/load-demo');
  const { database } = await import('#platform/database');
  try {
    await step(
      'content',
      async (progress) => {
        const result = await withAdvisoryLock(url, 'load-demo', () => loadDemo(progress));
        if (!result.ok) throw new StartupError(incompleteDatabase(result.tables));
        return result.loaded;
      },
      (loaded) => (loaded ? `${loaded.stories} demo stories and ${loaded.pictures} pictures loaded` : 'present'),
    );
  } finally {
    await database().$disconnect();
  }
}

function incompleteDatabase(tables: string[]): string {
  const rest = tables.length > 3 ? ` and ${tables.length - 3} more` : '';
  return (
    `The database has rows (in ${tables.slice(0, 3).join(', ')}${rest}), but no settings of the site: ` +
    'a backup was restored in part. Nothing has been changed. ' +
    'Restore all of it into an empty database, or point DATABASE_URL or DATA_DIR at an empty one to load the demo.'
  );
}

async function migrateOrFail(url: string): Promise<string[]> {
  try {
    return await migrate(url);
  } catch (error) {
    throw new StartupError(
      /permission denied/.test(String(error))
        ? databaseError(url, { code: '42501' })
        : `The database could not be migrated: ${(error as Error).message}`,
    );
  }
}
