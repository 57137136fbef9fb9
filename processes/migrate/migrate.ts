import { withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { applyMigrations } from '#processes/migrate/schema-engine';

/**
 * Brings a database to the newest migration. Of several machines starting at once one migrates and the others wait for
 * it. Returns the names of the migrations applied now.
 */
export function migrate(databaseUrl: string): Promise<string[]> {
  return withAdvisoryLock(databaseUrl, 'migrate', () => applyMigrations(databaseUrl));
}
