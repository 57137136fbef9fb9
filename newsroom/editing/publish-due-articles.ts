import { recordSystemEvent } from '#newsroom/audit/record-event';
import { database, sql } from '#platform/database';

/**
 * Publishes the articles whose time has come by PostgreSQL's clock; returns how many. Several processes may ask at
 * once: each article is published by one of them, and announced once (the outbox entry and the event are part of the
 * same statement). One that somebody is just changing is left for the next time; one that was given another time
 * meanwhile, until then.
 */
export function publishDueArticles(): Promise<number> {
  return database().$executeRaw`
    WITH due AS MATERIALIZED (
      SELECT w.article_id, w.published_version
      FROM article a JOIN working_copy w ON w.article_id = a.id
      WHERE a.state = 'scheduled' AND a.published_at <= now()
      FOR UPDATE OF w SKIP LOCKED
    ), published AS (
      UPDATE article a SET state = 'published' FROM due
      WHERE a.id = due.article_id AND a.state = 'scheduled' AND a.published_at <= now()
      RETURNING a.id, a.language, a.headline, due.published_version
    ), touched AS (
      UPDATE working_copy SET changed_at = now() WHERE article_id IN (SELECT id FROM published)
    ), kept AS (
      UPDATE revision r SET published_at = now() FROM published p
      WHERE r.article_id = p.id AND r.version = p.published_version
    )
    ${recordSystemEvent(
      'article.published',
      sql`SELECT id, language, headline, jsonb_build_object('version', published_version) FROM published`,
    )}`;
}
