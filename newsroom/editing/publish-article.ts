import { recordEvent } from '#newsroom/audit/record-event';
import { findPublishBlocker, findPublishRefusal } from '#newsroom/editing/find-publish-blocker';
import { lockedCopy } from '#newsroom/editing/locked-copy';
import type { Actor } from '#newsroom/permissions/actor';
import type { Result } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Publishes the working copy at once, in this language, touching no other. `version` is the text that somebody has read
 * and means; if it is no longer the newest, nothing happens. `showRevisedDate` says whether a change of a published
 * article shows its date. `allowPlaceholders` publishes what is marked as still to come (TK), `allowUntranslated` a
 * translation that is not finished. Article, revision and event are one statement; the outbox entry is written with it,
 * once.
 */
export async function publishArticle(
  actor: Actor,
  articleId: number,
  {
    version,
    showRevisedDate = true,
    ...allowed
  }: { version: number; showRevisedDate?: boolean; allowPlaceholders?: boolean; allowUntranslated?: boolean },
): Promise<Result> {
  const blocker = await findPublishBlocker(actor, 'article.publish', articleId, version, allowed);
  if (blocker) return blocker;
  const [done] = await database().$queryRaw<{ id: number }[]>`
    WITH ${lockedCopy(articleId, version)}, published AS (
      UPDATE article a SET headline = copy.headline, standfirst = copy.standfirst, body = copy.body,
        body_text = copy.body_text, source = copy.source, state = 'published', withdrawal_notice = '',
        published_at = CASE WHEN a.state IN ('published', 'withdrawn') THEN a.published_at ELSE now() END,
        revised_at = CASE WHEN a.state IN ('published', 'withdrawn') AND ${showRevisedDate}
          AND (a.headline, a.standfirst, a.body, a.source)
            IS DISTINCT FROM (copy.headline, copy.standfirst, copy.body, copy.source)
          THEN now() ELSE a.revised_at END
      FROM copy
      WHERE a.id = copy.article_id AND a.removed_at IS NULL AND (a.embargo_until IS NULL OR a.embargo_until <= now())
      RETURNING a.id, a.language, a.headline, a.standfirst, a.body, a.source, copy.version
    ), settled AS (
      UPDATE working_copy w SET published_version = p.version, workflow = 'ready', note = '', changed_at = now()
      FROM published p WHERE w.article_id = p.id
    ), kept AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name, published_at)
      SELECT id, version, headline, standfirst, body, source, ${actor.id}, ${actor.name}, now() FROM published
      ON CONFLICT (article_id, version) DO UPDATE SET published_at = coalesce(revision.published_at, now())
    ), event AS (
      ${recordEvent(
        actor,
        'article.published',
        sql`SELECT id, language, headline, jsonb_build_object('version', version) FROM published`,
      )}
    )
    SELECT id FROM published`;
  return done ? { ok: true } : findPublishRefusal(articleId, version);
}
