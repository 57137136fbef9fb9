import type { Article, ArticleCard } from '#newsroom/articles/article';
import { cardsOf, listArticles } from '#newsroom/articles/list-articles';
import { onwardKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * The story to go on to: the one before it in its section; after the oldest the paper's newest, so that there is always
 * one. null where there is no other.
 */
export async function findNext(article: Article): Promise<ArticleCard | null> {
  const { id, storyId, language, publishedAt } = article;
  dependOn(onwardKey(storyId, language));
  const [before] = await database().$queryRaw<{ id: number }[]>`
    SELECT id FROM article
    WHERE language = ${language} AND section_id = (SELECT id FROM section WHERE key = ${article.section.key})
      AND state = 'published' AND published_at <= ${publishedAt}
      AND (published_at, id) < (${publishedAt}, ${id}::int)
    ORDER BY published_at DESC, id DESC LIMIT 1`;
  if (before) return (await cardsOf(language, [before.id]))[0] ?? null;
  const { articles } = await listArticles(language, {}, { limit: 2 });
  return articles.find((card) => card.id !== id) ?? null;
}
