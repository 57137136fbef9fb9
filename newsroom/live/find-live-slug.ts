import type { Language } from '#i18n/languages';
import { postKey, storyKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** The slug of a live blog in a language, where it is published; else null. */
export async function findLiveSlug(storyId: number, language: Language): Promise<string | null> {
  dependOn(storyKey(storyId));
  const article = await database().article.findUnique({
    where: { storyId_language: { storyId, language }, state: 'published', story: { kind: 'live' } },
    select: { slug: true },
  });
  if (article) dependOn(postKey(article.slug));
  return article?.slug ?? null;
}
