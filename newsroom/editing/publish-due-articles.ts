import { recordSystemEvent } from '#newsroom/audit/record-event';
import { database, sql } from '#platform/database';

/**
 * Publishes the articles whose time has come by PostgreSQL's clock; returns how many. Several processes may ask at
 * once: each article is published by one of them, and announced once (the outbox entry and the line of the log are part
 * of the same statement).
 */
export function publishDueArticles(): Promise<number> {
  return database().$executeRaw`
    WITH published AS (
      UPDATE article SET state = 'published', changed_at = now()
      WHERE id IN (SELECT id FROM article WHERE state = 'scheduled' AND published_at <= now() FOR UPDATE SKIP LOCKED)
      RETURNING id, language, headline, published_version
    ), kept AS (
      UPDATE revision r SET published_at = now() FROM published p WHERE r.article_id = p.id AND r.version = p.published_version
    )
    ${recordSystemEvent(
      'article.published',
      sql`SELECT id, language, headline, jsonb_build_object('version', published_version) FROM published`,
    )}`;
}
