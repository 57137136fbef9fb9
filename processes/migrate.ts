import { oneAtATime } from '#processes/one-at-a-time';
import { applyMigrations } from '#processes/schema-engine';

/**
 * Brings a database to the newest migration. Of several machines starting at once one migrates and the others wait for it. Returns the
 * names of the migrations applied now.
 */
export function migrate(databaseUrl: string): Promise<string[]> {
  return oneAtATime(databaseUrl, 'migrate', () => applyMigrations(databaseUrl));
}
