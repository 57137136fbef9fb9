import { inOwnLanguages, type Language } from '#i18n/languages';
import type { EditablePage } from '#newsroom/settings/page';
import { database, type Sql, sql, sqlNothing } from '#platform/database';

type Row = {
  key: string;
  inFooter: boolean;
  changedAt: Date;
  texts: { language: Language; title: string; description: string; hasText: boolean }[];
};

async function list(condition: Sql): Promise<EditablePage[]> {
  const rows = await database().$queryRaw<Row[]>`
    SELECT page.key, page.in_footer AS "inFooter", page.changed_at AS "changedAt", (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'language', t.language, 'title', t.title, 'description', t.description, 'hasText', t.body <> '[]')), '[]')
      FROM page_text t WHERE t.page_key = page.key
    ) AS texts
    FROM page ${condition}
    ORDER BY page.position, page.key`;
  return rows.map(({ texts, ...page }) => {
    const own = inOwnLanguages(texts);
    return {
      ...page,
      texts: Object.fromEntries(own.map(({ language, title, description }) => [language, { title, description }])),
      languages: own.flatMap(({ language, hasText }) => (hasText ? [language] : [])),
    };
  });
}

/** The pages about the paper in their order, with titles and descriptions in all languages. */
export function listPages(): Promise<EditablePage[]> {
  return list(sqlNothing);
}

/** One of them by its key; null where there is none. */
export async function findEditablePage(key: string): Promise<EditablePage | null> {
  const [page = null] = await list(sql`WHERE page.key = ${key}`);
  return page;
}
