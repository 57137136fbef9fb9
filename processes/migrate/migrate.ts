import { withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { applyMigrations } from '#processes/migrate/apply-migrations';

/**
 * Brings a database to the newest migration, and its languages and reserved addresses to those of the code. Of several
 * machines starting at once one migrates and the others wait for it; `progress` is told what it waits for. Returns the names of the migrations applied now.
 */
export function migrate(databaseUrl: string, progress: (note: string) => void = () => {}): Promise<string[]> {
  return withAdvisoryLock(databaseUrl, 'migrate', async () => {
    const applied = await applyMigrations(databaseUrl, { progress });
    // Only now: this module imports the client, which a first start has just generated.
    const { connect } = await import('#platform/database');
    const { saveLanguages } = await import('#newsroom/languages/save-languages');
    const { saveReservedAddresses } = await import('#newsroom/settings/save-reserved-addresses');
    const client = connect(databaseUrl);
    try {
      await saveLanguages(client);
      for (const { key, kind } of await saveReservedAddresses(client)) {
        console.warn(
          `The ${kind} "${key}" cannot be reached: its address is a page of the site now. Move its articles, then delete it.`,
        );
      }
    } finally {
      await client.$disconnect();
    }
    return applied;
  });
}
