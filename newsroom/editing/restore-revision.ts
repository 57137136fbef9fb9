import { parseBody } from '#blocks/body';
import { saveText, type TextSaved } from '#newsroom/editing/save-text';
import type { Actor } from '#newsroom/permissions/actor';
import { refuse } from '#newsroom/result';
import { database } from '#platform/database';

/**
 * Makes an earlier text the working copy again, as a new version. What it replaces is kept as a revision first, so that
 * restoring can itself be undone. `base` is the version that the person looked at; refused as saving is.
 */
export async function restoreRevision(
  actor: Actor,
  articleId: number,
  { version, base }: { version: number; base: number },
): Promise<TextSaved> {
  const row = await database().revision.findUnique({ where: { articleId_version: { articleId, version } } });
  if (!row) return refuse('not-found', 'article');
  await database().$executeRaw`
    INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
    SELECT w.article_id, w.version, w.headline, w.standfirst, w.body, w.source, w.changed_by_id,
      coalesce(actor_name(w.changed_by_id), '')
    FROM working_copy w
    WHERE w.article_id = ${articleId} AND w.version = ${base}
    ON CONFLICT DO NOTHING`;
  const { headline, standfirst, body, source } = row;
  return saveText(actor, articleId, {
    text: { headline, standfirst, body: parseBody(body), source },
    base,
    isExplicit: true,
  });
}
