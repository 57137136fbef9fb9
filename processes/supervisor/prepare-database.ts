import { databaseTrouble } from '#platform/database-trouble';
import { publicUrl, readEnvironment } from '#platform/env';
import { withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { migrate } from '#processes/migrate/migrate';
import { databaseError } from '#processes/supervisor/database-error';
import { StartupError } from '#processes/supervisor/startup-error';

/** Applies missing migrations. Returns their names. Throws a StartupError. */
export async function migrateOrFail(url: string, progress?: (note: string) => void): Promise<string[]> {
  try {
    return await migrate(url, progress);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(
      /permission denied/.test(String(error))
        ? databaseError(url, { code: '42501' })
        : `The database could not be migrated: ${(error as Error).message}`,
    );
  }
}

export type LoadedContent = { stories: number; pictures: number } | 'empty' | null;

/**
 * Loads the demo into an empty database, or with `isEmpty` makes a newspaper without stories there. Returns what was
 * loaded, if anything. Throws a StartupError.
 */
export async function loadContent(
  url: string,
  progress: (note: string) => void,
  { isEmpty = false } = {},
): Promise<LoadedContent> {
  const { database } = await import('#platform/database');
  try {
    return await withAdvisoryLock(url, 'load-demo', () => (isEmpty ? createEmpty() : load(progress)));
  } catch (error) {
    if (databaseTrouble(error) !== 'read-only') throw error;
    throw new StartupError(
      'The database is read-only, and no site is in it yet. Start once with a DATABASE_URL that leads to the primary.',
    );
  } finally {
    await database().$disconnect();
  }
}

async function load(progress: (note: string) => void): Promise<LoadedContent> {
  const { loadDemo } = await import('#seed/load-demo');
  const result = await loadDemo(progress);
  if (!result.ok) throw new StartupError(incompleteDatabase(result.tables));
  return result.loaded;
}

async function createEmpty(): Promise<LoadedContent> {
  const { createEmptySite } = await import('#newsroom/setup/create-empty-site');
  const result = await createEmptySite(readEnvironment().SITE_NAME ?? new URL(publicUrl()).hostname);
  if (result.ok) return result.isCreated ? 'empty' : null;
  if (!result.tables.includes('demo_load')) throw new StartupError(incompleteDatabase(result.tables));
  throw new StartupError(
    'The database has a part of the demo. Start without --empty, then remove the demo under Settings in the newsroom.',
  );
}

function incompleteDatabase(tables: string[]): string {
  const rest = tables.length > 3 ? ` and ${tables.length - 3} more` : '';
  return (
    `The database has rows (in ${tables.slice(0, 3).join(', ')}${rest}), but no settings of the site: ` +
    'a backup was restored in part. Nothing has been changed. ' +
    'Restore all of it into an empty database, or point DATABASE_URL or DATA_DIR at an empty one to load the demo.'
  );
}
