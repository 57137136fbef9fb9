import type { ArticleRow } from '#newsroom/transfer/apply/apply-posts';
import type { Transaction } from '#newsroom/transfer/run/import-run';

/**
 * Changes articles that nobody has changed here as a newer export has them. What was published and is no longer is
 * withdrawn. The text that was before is kept as a revision; slugs stay. A story of several languages only gets tags and
 * authors in addition: the others say nothing of those that went.
 */
export async function changeArticles(transaction: Transaction, rows: readonly ArticleRow[]): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ articleId, headline, standfirst, text, publication, filing, item }) => ({
    ...{ articleId, headline, standfirst, body: text.stored, bodyText: text.bodyText },
    ...{ state: publication.state, publishedAt: publication.publishedAt, revisedAt: publication.revisedAt },
    ...{ ...filing, lead: text.lead ?? null, changedAt: item.payload.changedAt ?? null },
  }));
  const articles = JSON.stringify(given);
  await transaction.$executeRaw`
    INSERT INTO revision (article_id, version, headline, standfirst, body, source, at, kind)
    SELECT w.article_id, w.version, w.headline, w.standfirst, w.body, w.source, w.changed_at, 'replaced'
    FROM jsonb_to_recordset(${articles}::jsonb) AS g ("articleId" integer)
    JOIN working_copy w ON w.article_id = g."articleId"
    ON CONFLICT DO NOTHING`;
  await transaction.$executeRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${articles}::jsonb) AS g (
        "articleId" integer, headline text, standfirst text, body jsonb, "bodyText" text, state text,
        "publishedAt" timestamptz, "revisedAt" timestamptz, "changedAt" timestamptz)
    ), changed AS (
      UPDATE article a SET headline = g.headline, standfirst = g.standfirst, body = g.body, body_text = g."bodyText",
        state = CASE
          WHEN g.state = 'published' THEN 'published'
          WHEN a.state IN ('published', 'withdrawn') THEN CASE g.state WHEN 'scheduled' THEN a.state ELSE 'withdrawn' END
          ELSE g.state::"ArticleState"
        END::"ArticleState",
        published_at = CASE
          WHEN g.state = 'published' OR a.state NOT IN ('published', 'withdrawn') THEN g."publishedAt"
          ELSE a.published_at
        END,
        revised_at = g."revisedAt"
      FROM given g WHERE a.id = g."articleId"
      RETURNING a.id, a.state
    )
    UPDATE working_copy w SET version = w.version + 1,
      published_version = CASE changed.state WHEN 'draft' THEN 0 ELSE w.version + 1 END,
      workflow = CASE changed.state WHEN 'draft' THEN 'draft' ELSE 'ready' END::"Workflow", note = '',
      headline = g.headline, standfirst = g.standfirst, body = g.body, body_text = g."bodyText",
      changed_at = least(coalesce(g."changedAt", now()), now())
    FROM given g JOIN changed ON changed.id = g."articleId"
    WHERE w.article_id = g."articleId"`;
  await changeFiling(transaction, articles);
}

async function changeFiling(transaction: Transaction, articles: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE story s SET section_id = g."sectionId", kind = g.kind,
      lead_id = coalesce((SELECT id FROM picture WHERE id = g.lead), s.lead_id)
    FROM jsonb_to_recordset(${articles}::jsonb) AS g ("articleId" integer, "sectionId" integer, kind text, lead text)
    JOIN article a ON a.id = g."articleId"
    WHERE s.id = a.story_id AND (s.section_id, s.kind) IS DISTINCT FROM (g."sectionId", g.kind)
      OR s.id = a.story_id AND g.lead IS DISTINCT FROM s.lead_id`;
  await transaction.$executeRaw`
    DELETE FROM story_tag t USING jsonb_to_recordset(${articles}::jsonb) AS g ("articleId" integer, "tagIds" integer[]),
      article a
    WHERE a.id = g."articleId" AND t.story_id = a.story_id AND t.tag_id <> ALL (g."tagIds")
      AND NOT EXISTS (SELECT FROM article other WHERE other.story_id = a.story_id AND other.id <> a.id)`;
  await transaction.$executeRaw`
    INSERT INTO story_tag (story_id, tag_id)
    SELECT a.story_id, tag.id
    FROM jsonb_to_recordset(${articles}::jsonb) AS g ("articleId" integer, "tagIds" integer[])
    JOIN article a ON a.id = g."articleId" CROSS JOIN unnest(g."tagIds") AS one JOIN tag ON tag.id = one
    ON CONFLICT DO NOTHING`;
  await transaction.$executeRaw`
    DELETE FROM story_author t USING
      jsonb_to_recordset(${articles}::jsonb) AS g ("articleId" integer, "authorIds" integer[]), article a
    WHERE a.id = g."articleId" AND t.story_id = a.story_id AND t.author_id <> ALL (g."authorIds")
      AND NOT EXISTS (SELECT FROM article other WHERE other.story_id = a.story_id AND other.id <> a.id)`;
  await transaction.$executeRaw`
    INSERT INTO story_author (story_id, author_id, position)
    SELECT DISTINCT ON (a.story_id, author.id) a.story_id, author.id, one.place - 1
    FROM jsonb_to_recordset(${articles}::jsonb) AS g ("articleId" integer, "authorIds" integer[])
    JOIN article a ON a.id = g."articleId" CROSS JOIN unnest(g."authorIds") WITH ORDINALITY AS one (id, place)
    JOIN author ON author.id = one.id
    -- Translations that change together name the same author.
    ORDER BY a.story_id, author.id, one.place
    ON CONFLICT (story_id, author_id) DO UPDATE SET position = excluded.position`;
}
