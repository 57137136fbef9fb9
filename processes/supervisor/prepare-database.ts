import { withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { migrate } from '#processes/migrate/migrate';
import { databaseError } from '#processes/supervisor/database-error';
import { StartupError } from '#processes/supervisor/startup-error';

/** Applies missing migrations. Returns their names. Throws a StartupError. */
export async function migrateOrFail(url: string): Promise<string[]> {
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

/** Loads the demo into an empty database. Returns what was loaded, if anything. Throws a StartupError. */
export async function loadContent(
  url: string,
  progress: (note: string) => void,
): Promise<{ stories: number; pictures: number } | null> {
  const { loadDemo } = await import('#seed/load-demo');
  const { database } = await import('#platform/database');
  try {
    const result = await withAdvisoryLock(url, 'load-demo', () => loadDemo(progress));
    if (!result.ok) throw new StartupError(incompleteDatabase(result.tables));
    return result.loaded;
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
