import { parseBody } from '#blocks/body';
import { lackOf } from '#newsroom/articles/kinds';
import { isUntitled } from '#newsroom/articles/slug';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { placeholdersIn } from '#newsroom/editing/placeholders';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, refuse } from '#newsroom/result';
import { database } from '#platform/database';

/**
 * Why the working copy may not be published or scheduled: who asks, what it lacks, that somebody has saved another
 * version; null where nothing blocks it.
 */
export async function findPublishBlocker(
  actor: Actor,
  permission: 'article.publish' | 'article.schedule',
  articleId: number,
  version: number,
  allowPlaceholders: boolean,
): Promise<Refusal | null> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, permission, found.resource)) return refuse('not-allowed', 'it');
  if (found.version !== version) return refuse('conflict', 'text');
  const copy = await database().workingCopy.findUnique({
    where: { articleId },
    relationLoadStrategy: 'join',
    include: {
      article: {
        select: { slug: true, story: { select: { kind: true, _count: { select: { authors: true } } } } },
      },
    },
  });
  if (!copy?.headline) return refuse('missing', 'headline');
  // There is no headline yet that a slug could be made of.
  if (isUntitled(copy.article.slug)) return refuse('invalid', 'address');
  const body = parseBody(copy.body);
  if (body.length === 0) return refuse('missing', 'text');
  const { kind, _count } = copy.article.story;
  const lack = lackOf(kind, { body, authors: _count.authors });
  if (lack) return refuse('missing', lack);
  if (!allowPlaceholders && placeholdersIn({ ...copy, body }).length > 0) return refuse('placeholders', 'it');
  return null;
}

/** Why the statement that was to publish or schedule found nothing to do. */
export async function findPublishRefusal(articleId: number, version: number): Promise<Refusal> {
  const row = await database().article.findUnique({
    where: { id: articleId },
    relationLoadStrategy: 'join',
    select: { removedAt: true, embargoUntil: true, workingCopy: { select: { version: true } } },
  });
  if (!row || row.removedAt) return refuse('not-found', 'article');
  if (row.workingCopy?.version !== version) return refuse('conflict', 'text');
  return row.embargoUntil ? refuse('under-embargo', 'it') : refuse('wrong-state', 'it');
}
