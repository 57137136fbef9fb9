import { LANGUAGE_CODES, type Language } from '#i18n/languages';
import { STARTER_SECTIONS, type StarterSection } from '#newsroom/setup/section-templates';
import { type Prisma, type Sql, sql } from '#platform/database';

/**
 * Adds sections of a template with their names in these languages, after those that there are. One whose key
 * is taken is left as it is; if it is the demo's it is the newspaper's own from then on. Returns how many were added.
 */
export async function createStarterSections(
  transaction: Prisma.TransactionClient,
  keys: readonly StarterSection[],
  languages: readonly Language[] = LANGUAGE_CODES,
): Promise<number> {
  await transaction.$executeRaw`
    DELETE FROM demo_item d USING section s
    WHERE d.resource = 'section' AND d.resource_id = s.id::text AND s.key = ANY (${[...keys]})`;
  return insert(transaction, keys, languages, sql`true`);
}

/** Adds the section “News” where there is none at all: without one nobody can begin a story. */
export function createFirstSection(transaction: Prisma.TransactionClient): Promise<number> {
  return insert(transaction, ['news'], LANGUAGE_CODES, sql`NOT EXISTS (SELECT FROM section)`);
}

function insert(
  transaction: Prisma.TransactionClient,
  keys: readonly StarterSection[],
  languages: readonly Language[],
  condition: Sql,
): Promise<number> {
  const rows = keys.map((key, place) => ({ key, place }));
  const texts = keys.flatMap((key) =>
    languages.map((language) => ({ key, language, name: STARTER_SECTIONS[key][language] })),
  );
  return transaction.$executeRaw`
    WITH added AS (
      INSERT INTO section (key, position)
      SELECT r.key, r.place + (SELECT coalesce(max(position) + 1, 0) FROM section)
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (key text, place integer)
      WHERE ${condition} AND NOT EXISTS (SELECT FROM address_key a WHERE a.key = r.key)
      ON CONFLICT (key) DO NOTHING
      RETURNING id, key
    ), texts AS (
      INSERT INTO section_text (section_id, language, name, description)
      SELECT added.id, t.language, t.name, '' FROM added
      JOIN jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS t (key text, language text, name text) USING (key)
    )
    SELECT key FROM added`;
}
