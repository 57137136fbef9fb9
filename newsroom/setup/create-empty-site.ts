import { LANGUAGES } from '#i18n/languages';
import { isTimeZone } from '#newsroom/settings/editable-settings';
import { createFirstSection } from '#newsroom/setup/create-starter-sections';
import { listFilledTables } from '#newsroom/setup/list-filled-tables';
import { database } from '#platform/database';

/** `isCreated`: whether there was no newspaper yet; `tables` have rows though the site has no settings. */
type Created = { ok: true; isCreated: boolean } | { ok: false; tables: string[] };

/**
 * Makes a newspaper without stories in a database in which no table has rows: its name, the same in all languages of the
 * site, this machine's time zone, and one section. Leaves any other database alone.
 */
export async function createEmptySite(name: string): Promise<Created> {
  if ((await database().siteSettings.count()) > 0) return { ok: true, isCreated: false };
  const tables = await listFilledTables();
  if (tables.length > 0) return { ok: false, tables };
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const texts = LANGUAGES.map(({ code }) => ({ language: code, name, tagline: '', reuseRule: '' }));
  await database().$transaction(async (transaction) => {
    await transaction.siteSettings.create({
      data: {
        timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
        foundedYear: new Date().getUTCFullYear(),
        columnSection: '',
        texts: { create: texts },
      },
    });
    await createFirstSection(transaction);
  });
  return { ok: true, isCreated: true };
}
