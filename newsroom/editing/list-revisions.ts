import { parseBody } from '#blocks/body';
import { FORMER_MEMBER } from '#newsroom/audit/audit-filter';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { ArticleText } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

export type RevisionLine = {
  version: number;
  headline: string;
  at: Date;
  byName: string;
  /** Of somebody who has been erased (newsroom/privacy): there is no name any more. */
  isByFormerMember: boolean;
  /** A RevisionKind, or one that this version does not know. */
  kind: string;
  publishedAt: Date | null;
};

/**
 * The texts of an article that were kept, newest first: at most `limit`, those before version `before`. Nothing for
 * somebody who may not read it.
 */
export async function listRevisions(
  actor: Actor,
  articleId: number,
  { limit = 50, before }: { limit?: number; before?: number } = {},
): Promise<RevisionLine[]> {
  if (!(await mayRead(actor, articleId))) return [];
  const rows = await database().revision.findMany({
    where: { articleId, ...(before && { version: { lt: before } }) },
    select: { version: true, headline: true, at: true, byId: true, byName: true, kind: true, publishedAt: true },
    orderBy: { version: 'desc' },
    take: limit,
  });
  return rows.map(({ byId, ...row }) => ({ ...row, isByFormerMember: byId === FORMER_MEMBER }));
}

/** The text of one version that was kept; null where there is none, or for somebody who may not read it. */
export async function findRevision(actor: Actor, articleId: number, version: number): Promise<ArticleText | null> {
  if (!(await mayRead(actor, articleId))) return null;
  const row = await database().revision.findUnique({ where: { articleId_version: { articleId, version } } });
  return (
    row && {
      headline: row.headline,
      standfirst: row.standfirst,
      body: parseBody(row.body),
      source: row.source,
    }
  );
}

async function mayRead(actor: Actor, articleId: number): Promise<boolean> {
  const found = await findArticleResource(articleId);
  return found !== null && may(actor, 'article.read', found.resource);
}
