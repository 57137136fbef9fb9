import { languageCodeOf } from '#i18n/languages';
import type { Found } from '#newsroom/articles/article';
import { findArticle } from '#newsroom/articles/find-article';
import { articleKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** What there is of a published or withdrawn article by its id, as findArticle has it by its address. */
export async function findArticleById(id: number): Promise<Found> {
  dependOn(articleKey(id));
  const row = await database().article.findUnique({
    where: { id },
    select: { language: true, slug: true, state: true },
  });
  const isOut = row?.state === 'published' || row?.state === 'withdrawn';
  return isOut ? findArticle(languageCodeOf(row.language), row.slug) : { kind: 'absent' };
}
