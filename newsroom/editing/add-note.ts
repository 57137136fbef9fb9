import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** Adds a correction or an update under a published article, which counts as revised from then on. */
export async function addNote(
  actor: Actor,
  articleId: number,
  { kind, text }: { kind: 'correction' | 'update'; text: string },
): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.note', found.resource)) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH revised AS (
      UPDATE article SET revised_at = now() WHERE id = ${articleId} AND state = 'published'
      RETURNING id, language, headline
    ), note AS (
      INSERT INTO article_note (article_id, kind, text) SELECT id, ${kind}::"NoteKind", ${text} FROM revised
    )
    ${recordEvent(
      actor,
      kind === 'correction' ? 'article.correctionAdded' : 'article.updateAdded',
      sql`SELECT id, language, headline, jsonb_build_object('text', ${text}::text) FROM revised`,
    )}`;
  return done === 1 ? { ok: true } : refuse('wrong-state', 'it');
}
