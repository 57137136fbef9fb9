import { findHost } from '#platform/open-client';
import { withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { applyMigrations } from '#processes/migrate/apply-migrations';
import { demandMigrated, isReadOnly } from '#processes/migrate/read-only';

/**
 * Brings a database to the newest migration, and its languages and reserved addresses to those of the code. Of several
 * machines starting at once one migrates and the others wait for it; `progress` is told what it waits for. Returns the
 * names of the migrations applied now: none in a database that is read-only, which has to have them all; else throws a
 * StartupError.
 */
export function migrate(databaseUrl: string, progress: (note: string) => void = () => {}): Promise<string[]> {
  return withAdvisoryLock(databaseUrl, 'migrate', async () => {
    const host = await findHost(databaseUrl);
    if (await isReadOnly(host)) {
      await demandMigrated(host);
      return [];
    }
    const applied = await applyMigrations(host, { progress });
    // Only now: this module imports the client, which a first start has just generated.
    const { connect } = await import('#platform/database');
    const { saveLanguages } = await import('#newsroom/languages/save-languages');
    const { saveReservedAddresses } = await import('#newsroom/settings/save-reserved-addresses');
    const client = connect(host);
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
