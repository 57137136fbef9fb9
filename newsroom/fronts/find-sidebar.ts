import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import { cardsOf, listArticles } from '#newsroom/articles/list-articles';
import { listTagsOf } from '#newsroom/articles/list-tags-of';
import { MOST_READ, MOST_READ_AT_LEAST } from '#newsroom/fronts/front';
import type { Tag } from '#newsroom/topics/topic';
import { listMostRead } from '#newsroom/views/list-most-read';

const LATEST = 6;
const TOPICS = 8;

/** What stands beside a list. */
export type Sidebar = { mostRead: ArticleCard[]; latest: ArticleCard[]; topics: Tag[] };

/**
 * What is read most, what is new and what a list is about. `shown` are the ids of the articles that the page shows
 * already, at most 50: none of them comes again, and the topics are theirs, without the one called `tag`.
 */
export async function findSidebar(
  language: Language,
  { shown = [], tag }: { shown?: readonly number[]; tag?: string } = {},
): Promise<Sidebar> {
  const placed = new Set(shown);
  const free = (id: number) => !placed.has(id);
  const [read, newest, tags] = await Promise.all([
    listMostRead(language, shown.length + MOST_READ),
    listArticles(language, {}, { limit: shown.length + MOST_READ + LATEST }),
    listTagsOf(shown, TOPICS + 1),
  ]);
  const most = read.filter(free).slice(0, MOST_READ);
  const mostRead = most.length < MOST_READ_AT_LEAST ? [] : await cardsOf(language, most);
  for (const { id } of mostRead) placed.add(id);
  return {
    mostRead,
    latest: newest.articles.filter(({ id }) => free(id)).slice(0, LATEST),
    topics: tags.filter(({ key }) => key !== tag).slice(0, TOPICS),
  };
}
