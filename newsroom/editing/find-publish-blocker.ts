import { parseBody } from '#newsroom/articles/article-body';
import { lackOf } from '#newsroom/articles/kinds';
import { isUntitled } from '#newsroom/articles/slug';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { placeholdersIn } from '#newsroom/editing/placeholders';
import type { Refusal } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

/**
 * Why what is on the desk may not go out to readers: who asks, what it lacks, that somebody has saved another version;
 * null where nothing hinders it.
 */
export async function findPublishBlocker(
  actor: Actor,
  act: 'article.publish' | 'article.schedule',
  articleId: number,
  version: number,
  allowPlaceholders: boolean,
): Promise<Refusal | null> {
  const found = await findArticleResource(articleId);
  if (!found) return 'absent';
  if (!may(actor, act, found.thing)) return 'not-allowed';
  if (found.version !== version) return 'stale';
  const row = await database().article.findUnique({
    where: { id: articleId },
    include: { draft: true, story: { select: { kind: true, _count: { select: { authors: true } } } } },
  });
  const text = row?.draft ?? row;
  if (!row || !text?.headline) return 'no-headline';
  // Nobody has written a headline that a slug could be made of.
  if (isUntitled(row.slug)) return 'bad-slug';
  const body = parseBody(text.body);
  if (body.length === 0) return 'no-text';
  const lack = lackOf(row.story.kind, { body, authors: row.story._count.authors });
  if (lack) return `needs-${lack}`;
  if (!allowPlaceholders && placeholdersIn({ ...text, body }).length > 0) return 'placeholders';
  return null;
}

/** Why the statement that was to give it to readers found nothing to do. */
export async function findPublishRefusal(articleId: number, version: number): Promise<Refusal> {
  const row = await database().article.findUnique({
    where: { id: articleId },
    select: { version: true, removedAt: true, embargoUntil: true, state: true },
  });
  if (!row || row.removedAt) return 'absent';
  if (row.version !== version) return 'stale';
  return row.embargoUntil ? 'embargoed' : 'wrong-state';
}
