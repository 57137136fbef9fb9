import { type Language, languageCodeOf } from '#i18n/languages';
import type { Article } from '#newsroom/articles/article';
import { toArticle, wholeArticle } from '#newsroom/articles/find-article';
import { previewHash } from '#newsroom/editing/share-preview';
import { resourceOf } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { now } from '#platform/clock';
import { database } from '#platform/database';

/**
 * What is on the desk of an article as its readers would have it; null where there is none, or for somebody who may not
 * read it.
 */
export async function findPreview(actor: Actor, articleId: number): Promise<Article | null> {
  const row = await database().article.findUnique({
    where: { id: articleId },
    select: { language: true, createdById: true, state: true, sourceArticleId: true },
  });
  return row && may(actor, 'article.read', resourceOf(row)) ? previewOf(articleId, languageCodeOf(row.language)) : null;
}

/** The same for whoever has the link; null when it has expired or is none of ours. */
export async function findSharedPreview(token: string): Promise<Article | null> {
  const link = await database().previewLink.findFirst({
    where: { tokenHash: previewHash(token), expiresAt: { gt: now() }, article: { removedAt: null } },
    select: { articleId: true, article: { select: { language: true } } },
  });
  return link && previewOf(link.articleId, languageCodeOf(link.article.language));
}

async function previewOf(articleId: number, language: Language): Promise<Article | null> {
  const row = await database().article.findUnique({
    where: { id: articleId },
    relationLoadStrategy: 'join',
    select: {
      ...wholeArticle(language),
      workingCopy: { select: { headline: true, standfirst: true, body: true, source: true } },
    },
  });
  return row && toArticle(language, { ...row, ...row.workingCopy }, row.publishedAt ?? now());
}
