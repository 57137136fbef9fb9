import { withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { applyMigrations } from '#processes/migrate/schema-engine';

/**
 * Brings a database to the newest migration, and its languages to the records of the code. Of several machines starting
 * at once one migrates and the others wait for it. Returns the names of the migrations applied now.
 */
export function migrate(databaseUrl: string): Promise<string[]> {
  return withAdvisoryLock(databaseUrl, 'migrate', async () => {
    const applied = await applyMigrations(databaseUrl);
    // Only now: this module imports the client, which a first start has just generated.
    const { connect } = await import('#platform/database');
    const { saveLanguages } = await import('#newsroom/languages/save-languages');
    const client = connect(databaseUrl);
    try {
      await saveLanguages(client);
    } finally {
      await client.$disconnect();
    }
    return applied;
  });
}
