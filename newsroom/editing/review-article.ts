import type { AuditEvent } from '#newsroom/audit/events';
import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Workflow } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Submits a working copy for review, approves it, or returns it to its writer, with a note. Nothing changes for
 * readers. `version` is the text that was read: nobody approves another one. `seen` is when the last such step was
 * taken (`noteAt`): nobody undoes one that they do not know of.
 */
export async function changeWorkflow(
  actor: Actor,
  articleId: number,
  { to, version, note = '', seen }: { to: Workflow; version: number; note?: string; seen?: Date | null },
): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  const mayApprove = may(actor, 'article.approve', found.resource);
  const maySubmit = may(actor, 'article.submit', found.resource);
  if (to === 'ready' ? !mayApprove : !(mayApprove || maySubmit)) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH moved AS (
      UPDATE working_copy SET workflow = ${to}::"Workflow", note = ${note},
        note_by_name = ${actor.name}, note_at = now(), changed_at = now()
      WHERE article_id = ${articleId} AND version = ${version}
        AND (${seen === undefined} OR note_at IS NOT DISTINCT FROM ${seen ?? null}::timestamptz)
      RETURNING article_id, headline
    )
    ${recordEvent(
      actor,
      eventOf(to, mayApprove),
      sql`SELECT a.id, a.language, m.headline, jsonb_build_object('note', ${note}::text)
        FROM moved m JOIN article a ON a.id = m.article_id`,
    )}`;
  if (done === 1) return { ok: true };
  const copy = await database().workingCopy.findUnique({ where: { articleId }, select: { version: true } });
  return copy?.version === version ? refuse('conflict', 'it') : refuse('conflict', 'text');
}

/** Back to draft: changes requested, where the actor may approve; else withdrawn from review by its own writer. */
function eventOf(to: Workflow, mayApprove: boolean): AuditEvent {
  if (to === 'in_review') return 'article.submitted';
  if (to === 'ready') return 'article.approved';
  return mayApprove ? 'article.changesRequested' : 'article.reviewWithdrawn';
}
