import { parseBody, picturesIn } from '#blocks/body';
import { kindNames } from '#i18n/kind-names';
import { LANGUAGES, type Language } from '#i18n/languages';
import { kindRecord } from '#newsroom/articles/kinds';
import { type ArticleFilter, listArticles } from '#newsroom/articles/list-articles';
import { listPictures } from '#newsroom/media/list-pictures';
import { articleKey, nameKey } from '#newsroom/surrogate-keys';
import type { FeedEntry } from '#newsroom/syndication/feed';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** How many articles a feed gives. */
const FEED_LENGTH = 30;

/** The newest published articles of a language, or of all for null, whole and with their pictures, newest first. */
export async function listFeedEntries(language: Language | null, filter: ArticleFilter): Promise<FeedEntry[]> {
  if (language) return listInLanguage(language, filter);
  const all = await Promise.all(LANGUAGES.map(({ code }) => listInLanguage(code, filter)));
  return all
    .flat()
    .sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime() || other.id - one.id)
    .slice(0, FEED_LENGTH);
}

async function listInLanguage(language: Language, filter: ArticleFilter): Promise<FeedEntry[]> {
  const [{ articles: cards }, names] = await Promise.all([
    listArticles(language, filter, { limit: FEED_LENGTH }),
    kindNames(language),
  ]);
  dependOn(...cards.map(({ id }) => articleKey(id)));
  const named = { select: { key: true, texts: { where: { language }, select: { name: true } } } } as const;
  const rows = await database().article.findMany({
    where: { id: { in: cards.map(({ id }) => id) } },
    relationLoadStrategy: 'join',
    select: {
      id: true,
      body: true,
      source: true,
      revisedAt: true,
      story: {
        select: {
          tags: { select: { tag: named } },
          authors: { select: { author: named }, orderBy: { position: 'asc' } },
        },
      },
    },
  });
  const rest = new Map(rows.map((row) => [row.id, { ...row, body: parseBody(row.body) }]));
  const shown = await listPictures([...new Set([...rest.values()].flatMap(({ body }) => picturesIn(body)))], language);
  const pictures = new Map(shown.map((picture) => [picture.id, picture]));
  dependOn(
    ...rows.flatMap(({ story }) => [
      ...story.tags.map(({ tag }) => nameKey('tag', tag.key)),
      ...story.authors.map(({ author }) => nameKey('author', author.key)),
    ]),
  );
  return cards.flatMap((card) => {
    const row = rest.get(card.id);
    if (!row) return [];
    const { story, ...words } = row;
    return {
      ...card,
      ...words,
      language,
      kindName: kindRecord(card.kind).isMarked ? names[card.kind] : null,
      tags: topics(story.tags.map(({ tag }) => tag)),
      authors: topics(story.authors.map(({ author }) => author)),
      pictures: picturesIn(row.body).flatMap((id) => pictures.get(id) ?? []),
    };
  });
}

/** Topics that have a name in the language. */
function topics(found: { key: string; texts: { name: string }[] }[]) {
  return found.flatMap(({ key, texts }) => texts.map(({ name }) => ({ key, name })));
}
