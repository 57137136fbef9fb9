import { type ArticleBody, articleBody, searchTextOf, storedBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import { storable } from '#i18n/storable';
import type { StoryKind } from '#newsroom/articles/kinds';
import { isSlug } from '#newsroom/articles/slug';
import { database, type Prisma } from '#platform/database';

export type ImportedArticle = {
  language: Language;
  slug: string;
  formerSlugs?: string[];
  headline: string;
  standfirst: string;
  body: ArticleBody;
  source: string;
  state: 'draft' | 'scheduled' | 'published' | 'withdrawn';
  publishedAt: Date;
  revisedAt?: Date;
};

export type ImportedStory = {
  section: string;
  /** An article where it is left out. */
  kind?: StoryKind;
  tags: string[];
  authors: string[];
  /** Id of the lead picture. */
  lead?: string;
  articles: ImportedArticle[];
};

/**
 * Takes over a story with all its language versions, dates and states as they were elsewhere; nothing of it is
 * announced. Section, tags and authors are keys that must exist. All or nothing. Characters that cannot be stored are
 * left out. Fails by value on a body or slug that the paper would not accept; throws on unknown keys and taken slugs.
 */
export async function importStory(
  given: ImportedStory,
): Promise<{ ok: true; storyId: number } | { ok: false; why: 'bad-slug' | 'bad-body'; language: Language }> {
  const story = storable(given).value as ImportedStory;
  for (const { language, slug, formerSlugs = [], body } of story.articles) {
    if (![slug, ...formerSlugs].every(isSlug)) return { ok: false, why: 'bad-slug', language };
    if (!articleBody.safeParse(body).success) return { ok: false, why: 'bad-body', language };
  }
  const section = await database().section.findUniqueOrThrow({ where: { key: story.section }, select: { id: true } });
  const row = await database().story.create({
    data: {
      section: { connect: { id: section.id } },
      ...(story.kind && { kind: story.kind }),
      ...(story.lead && { lead: { connect: { id: story.lead } } }),
      tags: { create: story.tags.map((key) => ({ tag: { connect: { key } } })) },
      authors: { create: story.authors.map((key, position) => ({ position, author: { connect: { key } } })) },
      articles: {
        create: story.articles.map(({ formerSlugs = [], ...article }) => ({
          ...article,
          body: storedBody(article.body) as Prisma.InputJsonArray,
          bodyText: searchTextOf(article.body),
          formerSlugs: { create: formerSlugs.map((slug) => ({ language: article.language, slug })) },
        })),
      },
    },
    select: { id: true },
  });
  return { ok: true, storyId: row.id };
}
