import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Done } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/**
 * Tells readers, under a story that they have, what the paper has put right or added; it counts as revised from then
 * on.
 */
export async function addNote(
  actor: Actor,
  articleId: number,
  { kind, text }: { kind: 'correction' | 'update'; text: string },
): Promise<Done> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'article.note', found.thing)) return { ok: false, why: 'not-allowed' };
  const done = await database().$executeRaw`
    WITH told AS (
      UPDATE article SET revised_at = now() WHERE id = ${articleId} AND state = 'published' RETURNING id, language, headline
    ), note AS (
      INSERT INTO article_note (article_id, kind, text) SELECT id, ${kind}::"NoteKind", ${text} FROM told
    )
    ${recordEvent(
      actor,
      kind === 'correction' ? 'article.correctionAdded' : 'article.updateAdded',
      sql`SELECT id, language, headline, jsonb_build_object('text', ${text}::text) FROM told`,
    )}`;
  return done === 1 ? { ok: true } : { ok: false, why: 'wrong-state' };
}
