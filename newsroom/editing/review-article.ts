import type { AuditEvent } from '#newsroom/audit/events';
import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Done, Workflow } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/**
 * Moves a text along the desk: for review, back to its writer with a note, or ready. What readers have stays as it is.
 * `version` is the text that was read: nobody approves another one. Fails by value when it has been saved since.
 */
export async function changeWorkflow(
  actor: Actor,
  articleId: number,
  { to, version, note = '' }: { to: Workflow; version: number; note?: string },
): Promise<Done> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  const mayApprove = may(actor, 'article.approve', found.thing);
  const maySubmit = may(actor, 'article.submit', found.thing);
  if (to === 'ready' ? !mayApprove : !(mayApprove || maySubmit)) return { ok: false, why: 'not-allowed' };
  const event = eventOf(to, mayApprove);
  const done = await database().$executeRaw`
    WITH moved AS (
      UPDATE article SET workflow = ${to}::"Workflow", desk_note = ${note}, changed_at = now()
      WHERE id = ${articleId} AND version = ${version} AND removed_at IS NULL
      RETURNING id, language, headline
    )
    ${recordEvent(
      actor,
      event,
      sql`SELECT m.id, m.language, coalesce(d.headline, m.headline), jsonb_build_object('note', ${note}::text)
      FROM moved m LEFT JOIN draft d ON d.article_id = m.id`,
    )}`;
  return done === 1 ? { ok: true } : { ok: false, why: 'stale' };
}

/** Back to draft is a request for changes by whoever may approve, and else a writer who withdraws what they submitted. */
function eventOf(to: Workflow, mayApprove: boolean): AuditEvent {
  if (to === 'in_review') return 'article.submitted';
  if (to === 'ready') return 'article.approved';
  return mayApprove ? 'article.changesRequested' : 'article.reviewWithdrawn';
}
