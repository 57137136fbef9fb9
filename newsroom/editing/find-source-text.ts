import { parseBody } from '#blocks/body';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import type { ArticleText, WorkingCopy } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

/**
 * What an article translates, as it is now and as it was when the translation was last marked as current; null for one
 * that translates nothing.
 */
export async function findSourceText(
  actor: Actor,
  article: WorkingCopy,
): Promise<{ now: ArticleText; before: ArticleText } | null> {
  if (!article.source || !may(actor, 'newsroom.read')) return null;
  const [source, row] = await Promise.all([
    findWorkingCopy(actor, article.source.id),
    database().article.findUnique({ where: { id: article.id }, select: { sourceVersion: true } }),
  ]);
  if (!source) return null;
  const before =
    row?.sourceVersion != null &&
    (await database().revision.findUnique({
      where: { articleId_version: { articleId: source.id, version: row.sourceVersion } },
    }));
  if (!before) return { now: source.text, before: source.text };
  const { headline, standfirst, body } = before;
  return {
    now: source.text,
    before: { headline, standfirst, body: parseBody(body), source: before.source },
  };
}
