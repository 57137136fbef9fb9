import { database } from '#platform/database';

/**
 * Codes of the languages that the site's settings name, in readers' order; none where nobody has chosen, and where the
 * table is of a version that did not ask. Rejects where there is no such table.
 */
export async function findChosenLanguages(client = database()): Promise<string[]> {
  const [row] = await client.$queryRaw<{ languages: string[] | null }[]>`
    SELECT to_jsonb(s) -> 'languages' AS languages FROM site_settings s WHERE id = 1`;
  return row?.languages ?? [];
}
