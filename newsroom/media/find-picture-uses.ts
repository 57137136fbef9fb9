import type { Language } from '#i18n/languages';
import type { Uses } from '#newsroom/media/library';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, type Sql, sql } from '#platform/database';

/**
 * Whether anything uses the picture whose id a column says: lead pictures, portraits, and every text that there is or
 * was.
 */
export function isUsed(id: Sql): Sql {
  return sql`(
    EXISTS (SELECT FROM story WHERE lead_id = ${id})
    OR EXISTS (SELECT FROM author WHERE picture_id = ${id})
    OR EXISTS (SELECT FROM article WHERE pictures_in(body) @> ARRAY[${id}::text])
    OR EXISTS (SELECT FROM working_copy WHERE pictures_in(body) @> ARRAY[${id}::text])
    OR EXISTS (SELECT FROM revision WHERE pictures_in(body) @> ARRAY[${id}::text])
    OR EXISTS (SELECT FROM page_text WHERE pictures_in(body) @> ARRAY[${id}::text])
    OR EXISTS (SELECT FROM live_entry_text WHERE pictures_in(body) @> ARRAY[${id}::text])
    OR EXISTS (SELECT FROM live_entry_text WHERE pictures_in(published_body) @> ARRAY[${id}::text])
  )`;
}

type Row = {
  id: number;
  language: Language;
  headline: string;
  createdById: string | null;
  isOut: boolean;
  isTranslation: boolean;
};

/** Where a picture is used, or was in an earlier version; newest articles first, a hundred at most. */
export async function findPictureUses(actor: Actor, id: string): Promise<Uses> {
  const [articles, [others]] = await Promise.all([
    database().$queryRaw<Row[]>`
      WITH used AS (
        SELECT a.id FROM article a JOIN story s ON s.id = a.story_id WHERE s.lead_id = ${id}
        UNION SELECT id FROM article WHERE pictures_in(body) @> ARRAY[${id}]
        UNION SELECT article_id FROM working_copy WHERE pictures_in(body) @> ARRAY[${id}]
        UNION SELECT article_id FROM revision WHERE pictures_in(body) @> ARRAY[${id}]
        UNION SELECT a.id FROM live_entry_text t JOIN article a USING (story_id, language)
          WHERE pictures_in(t.body) @> ARRAY[${id}] OR pictures_in(t.published_body) @> ARRAY[${id}]
      )
      SELECT a.id, a.language, w.headline, a.created_by_id AS "createdById",
        a.state <> 'draft' AS "isOut", a.source_article_id IS NOT NULL AS "isTranslation"
      FROM used JOIN article a USING (id) JOIN working_copy w ON w.article_id = a.id
      ORDER BY w.changed_at DESC, a.id DESC LIMIT 100`,
    database().$queryRaw<{ authors: string[]; pages: string[] }[]>`
      SELECT ARRAY(SELECT key FROM author WHERE picture_id = ${id} ORDER BY key) AS authors,
        ARRAY(
          SELECT DISTINCT page_key::text FROM page_text WHERE pictures_in(body) @> ARRAY[${id}] ORDER BY 1) AS pages`,
  ]);
  const readable = articles.filter((article) => may(actor, 'article.read', article));
  return {
    articles: readable.map(({ id, language, headline }) => ({ id, language, headline })),
    hidden: articles.length - readable.length,
    authors: others?.authors ?? [],
    pages: others?.pages ?? [],
  };
}
