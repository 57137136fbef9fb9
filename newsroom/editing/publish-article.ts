import { recordEvent } from '#newsroom/audit/record-event';
import { currentText } from '#newsroom/editing/current-text';
import { findPublishBlocker, findPublishRefusal } from '#newsroom/editing/find-publish-blocker';
import type { Done } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { database, sql } from '#platform/database';

/**
 * Gives readers what is on the desk, at once: in this language, touching no other. `version` is the text that somebody
 * has read and means; if it is no longer the one on the desk, nothing happens. `showRevisedDate` says whether the
 * change of a story that is out shows its date as revised. `allowPlaceholders` publishes what is marked as still to
 * come (TK). It is announced by the same statement, once.
 */
export async function publishArticle(
  actor: Actor,
  articleId: number,
  {
    version,
    showRevisedDate = true,
    allowPlaceholders = false,
  }: { version: number; showRevisedDate?: boolean; allowPlaceholders?: boolean },
): Promise<Done> {
  const hindrance = await findPublishBlocker(actor, 'article.publish', articleId, version, allowPlaceholders);
  if (hindrance) return { ok: false, why: hindrance };
  const [done] = await database().$queryRaw<{ id: number }[]>`
    WITH text AS (
      SELECT id, headline, standfirst, body, body_text, source FROM ${currentText} AS t WHERE id = ${articleId}
    ), published AS (
      UPDATE article a SET headline = text.headline, standfirst = text.standfirst, body = text.body,
        body_text = text.body_text, source = text.source,
        published_at = CASE WHEN a.state IN ('published', 'withdrawn') THEN a.published_at ELSE now() END,
        revised_at = CASE WHEN a.state = 'published' AND ${showRevisedDate}
          AND (a.headline, a.standfirst, a.body, a.source) IS DISTINCT FROM (text.headline, text.standfirst, text.body, text.source)
          THEN now() ELSE a.revised_at END,
        state = 'published', published_version = a.version, workflow = 'ready', desk_note = '', withdrawal_notice = '', changed_at = now()
      FROM text WHERE a.id = text.id AND a.version = ${version} AND a.removed_at IS NULL AND (a.embargo_until IS NULL OR a.embargo_until <= now())
      RETURNING a.id, a.version, a.language, a.headline, a.standfirst, a.body, a.source
    ), gone AS (
      DELETE FROM draft WHERE article_id IN (SELECT id FROM published)
    ), kept AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name, published_at)
      SELECT id, version, headline, standfirst, body, source, ${actor.id}, ${actor.name}, now() FROM published
      ON CONFLICT (article_id, version) DO UPDATE SET published_at = coalesce(revision.published_at, now())
    ), line AS (
      ${recordEvent(actor, 'article.publish', 'article', sql`SELECT id, language, headline, jsonb_build_object('version', version) FROM published`)}
    )
    SELECT id FROM published`;
  return done ? { ok: true } : { ok: false, why: await findPublishRefusal(articleId, version) };
}
