import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { findPublishBlocker, findPublishRefusal } from '#newsroom/editing/find-publish-blocker';
import { keepCopy, lockedCopy } from '#newsroom/editing/locked-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { now } from '#platform/clock';
import { database, sql } from '#platform/database';

type Schedule = { version: number; seen?: Date | null; allowPlaceholders?: boolean; allowUntranslated?: boolean };

/**
 * Publishes the working copy as soon as PostgreSQL's clock says `at` (whole minutes). What is changed afterwards is in
 * it once somebody who may schedule saves it (updateScheduled) or schedules it again. Refused for a time that has
 * passed, for what is published already, and where it is due at another time than the one that somebody has `seen` (null
 * for none).
 */
export async function scheduleArticle(
  actor: Actor,
  articleId: number,
  { at, ...asked }: Schedule & { at: Date },
): Promise<Result> {
  return schedule(actor, articleId, asked, at);
}

/**
 * Publishes version `version` of the text at the time that the article is scheduled for, instead of the text that it
 * was scheduled with. Refused as scheduling is, and where it is not scheduled, or no longer.
 */
export async function updateScheduled(actor: Actor, articleId: number, version: number): Promise<Result> {
  return schedule(actor, articleId, { version }, null);
}

/** Without a time the one stands that PostgreSQL has, whatever somebody else does at the same moment. */
async function schedule(
  actor: Actor,
  articleId: number,
  { version, seen, ...allowed }: Schedule,
  at: Date | null,
): Promise<Result> {
  const blocker = await findPublishBlocker(actor, 'article.schedule', articleId, version, allowed);
  if (blocker) return blocker;
  const due = at
    ? sql`date_trunc('minute', ${at}::timestamptz)`
    : sql`CASE a.state WHEN 'scheduled' THEN a.published_at END`;
  const [done] = await database().$queryRaw<{ id: number }[]>`
    WITH ${lockedCopy(articleId, version)}, scheduled AS (
      UPDATE article a SET headline = copy.headline, standfirst = copy.standfirst, body = copy.body,
        body_text = copy.body_text, source = copy.source, state = 'scheduled', published_at = ${due}
      FROM copy
      WHERE a.id = copy.article_id AND a.removed_at IS NULL AND a.state IN ('draft', 'scheduled')
        AND (${seen === undefined} OR a.published_at IS NOT DISTINCT FROM ${seen ?? null}::timestamptz)
        AND ${due} > now() AND (a.embargo_until IS NULL OR a.embargo_until <= ${due})
      RETURNING a.id, a.language, a.headline, a.published_at
    ), settled AS (
      UPDATE working_copy SET published_version = version, workflow = 'ready', note = '', changed_at = now()
      WHERE article_id IN (SELECT id FROM scheduled)
    ), ${keepCopy(actor, sql`scheduled`)}, event AS (
      ${recordEvent(
        actor,
        'article.scheduled',
        sql`SELECT id, language, headline, jsonb_build_object('at', published_at) FROM scheduled`,
      )}
    )
    SELECT id FROM scheduled`;
  if (done) return { ok: true };
  if (at && at <= now()) return refuse('in-the-past', 'it');
  const row = await database().article.findUnique({ where: { id: articleId }, select: { publishedAt: true } });
  if (seen !== undefined && seen?.getTime() !== row?.publishedAt?.getTime()) return refuse('conflict', 'it');
  return findPublishRefusal(articleId, version);
}

/** Makes a scheduled article a draft again; its text stays. Refused when it is published already. */
export async function unscheduleArticle(actor: Actor, articleId: number): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.schedule', found.resource)) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH ${lockedCopy(articleId)}, unscheduled AS (
      UPDATE article SET state = 'draft', published_at = NULL
      WHERE id = (SELECT article_id FROM copy) AND state = 'scheduled'
      RETURNING id, language, headline
    ), settled AS (
      UPDATE working_copy SET published_version = 0, changed_at = now()
      WHERE article_id IN (SELECT id FROM unscheduled)
    )
    ${recordEvent(actor, 'article.unscheduled', sql`SELECT id, language, headline, '{}' FROM unscheduled`)}`;
  return done === 1 ? { ok: true } : refuse('wrong-state', 'it');
}
