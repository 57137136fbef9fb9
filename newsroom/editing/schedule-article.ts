import { recordEvent } from '#newsroom/audit/record-event';
import { currentText } from '#newsroom/editing/current-text';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { findPublishBlocker, findPublishRefusal } from '#newsroom/editing/find-publish-blocker';
import type { Done } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/**
 * Gives readers what is on the desk as soon as PostgreSQL's clock says `at`. What is changed on the desk afterwards is
 * not in it until it is scheduled again: nothing goes out that nobody has meant. Fails by value for a time that has
 * passed, and for what is out already.
 */
export async function scheduleArticle(
  actor: Actor,
  articleId: number,
  { version, at, allowPlaceholders = false }: { version: number; at: Date; allowPlaceholders?: boolean },
): Promise<Done> {
  const hindrance = await findPublishBlocker(actor, 'article.schedule', articleId, version, allowPlaceholders);
  if (hindrance) return { ok: false, why: hindrance };
  const [done] = await database().$queryRaw<{ id: number }[]>`
    WITH text AS (
      SELECT id, headline, standfirst, body, body_text, source FROM ${currentText} AS t WHERE id = ${articleId}
    ), scheduled AS (
      UPDATE article a SET headline = text.headline, standfirst = text.standfirst, body = text.body,
        body_text = text.body_text, source = text.source,
        state = 'scheduled', published_at = date_trunc('minute', ${at}::timestamptz), published_version = a.version, workflow = 'ready', desk_note = '',
        changed_at = now()
      FROM text WHERE a.id = text.id AND a.version = ${version} AND a.removed_at IS NULL AND a.state IN ('draft', 'scheduled')
        AND date_trunc('minute', ${at}::timestamptz) > now() AND (a.embargo_until IS NULL OR a.embargo_until <= ${at}::timestamptz)
      RETURNING a.id, a.version, a.language, a.headline, a.standfirst, a.body, a.source, a.published_at
    ), gone AS (
      DELETE FROM draft WHERE article_id IN (SELECT id FROM scheduled)
    ), kept AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
      SELECT id, version, headline, standfirst, body, source, ${actor.id}, ${actor.name} FROM scheduled
      ON CONFLICT DO NOTHING
    ), line AS (
      ${recordEvent(actor, 'article.schedule', 'article', sql`SELECT id, language, headline, jsonb_build_object('at', published_at) FROM scheduled`)}
    )
    SELECT id FROM scheduled`;
  if (done) return { ok: true };
  if (at.getTime() <= Date.now()) return { ok: false, why: 'too-late' };
  return { ok: false, why: await findPublishRefusal(articleId, version) };
}

/** Takes a scheduled article back to the desk; what is written stays. Fails by value when it is out already. */
export async function unscheduleArticle(actor: Actor, articleId: number): Promise<Done> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'article.schedule', found.thing)) return { ok: false, why: 'not-allowed' };
  const done = await database().$executeRaw`
    WITH taken AS (
      UPDATE article SET state = 'draft', published_at = NULL, changed_at = now() WHERE id = ${articleId} AND state = 'scheduled'
      RETURNING id, language, headline
    )
    ${recordEvent(actor, 'article.schedule', 'article', sql`SELECT id, language, headline, '{"at": null}' FROM taken`)}`;
  return done === 1 ? { ok: true } : { ok: false, why: 'wrong-state' };
}
