import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import { cardsOf } from '#newsroom/articles/list-articles';
import { onwardKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * Published articles in the language that belong to a story: most shared tags first, then those of its section, then
 * the newest; so that there are always enough where the paper has enough. `limit` is 1 to 20. An article that comes is
 * made known to the stories that it is most related to (the triggers of the outbox); others show it when they are next
 * rendered.
 */
export async function listRelated(language: Language, storyId: number, limit: number): Promise<ArticleCard[]> {
  dependOn(onwardKey(storyId, language));
  const rows = await database().$queryRaw<{ id: number }[]>`
    SELECT related_articles(${language}, ${storyId}::int, ${limit}::int) AS id`;
  return cardsOf(
    language,
    rows.map(({ id }) => id),
  );
}
