import type { PageTexts } from '#newsroom/settings/page';
import { type Sql, sql } from '#platform/database';

/** Titles and descriptions as rows (language, title, description), to stand in the FROM of a statement. */
export function pageTextRows(texts: PageTexts): Sql {
  const rows = Object.entries(texts).map(([language, text]) => ({ language, ...text }));
  return sql`(
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS w (language text, title text, description text))`;
}

/** Whether each of them has a title, and there is one at least. */
export function haveTitles(texts: PageTexts): boolean {
  const all = Object.values(texts);
  return all.length > 0 && all.every(({ title }) => title.trim() !== '');
}
