import { parseBody } from '#blocks/body';
import { currentText } from '#newsroom/editing/current-text';
import { saveText, type TextSaved } from '#newsroom/editing/save-text';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

/**
 * Puts an earlier text back on the desk as a new version. What it replaces is kept as a revision first, so that
 * restoring can itself be undone. `base` is the version that the person looked at; fails by value like saving does.
 */
export async function restoreRevision(
  actor: Actor,
  articleId: number,
  { version, base }: { version: number; base: number },
): Promise<TextSaved> {
  const row = await database().revision.findUnique({ where: { articleId_version: { articleId, version } } });
  if (!row) return { ok: false, why: 'absent' };
  await database().$executeRaw`
    INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
    SELECT t.id, t.version, t.headline, t.standfirst, t.body, t.source, t.changed_by_id, coalesce(s.name, '')
    FROM ${currentText} AS t LEFT JOIN staff s ON s.id = t.changed_by_id
    WHERE t.id = ${articleId} AND t.version = ${base}
    ON CONFLICT DO NOTHING`;
  const { headline, standfirst, body, source } = row;
  return saveText(actor, articleId, {
    text: { headline, standfirst, body: parseBody(body), source },
    base,
    isExplicit: true,
  });
}
