import type { Language } from '#i18n/languages';
import type { Found, Translation } from '#newsroom/articles/article';
import { parseBody } from '#newsroom/articles/article-body';
import { isSlug } from '#newsroom/articles/slug';
import { pictureColumns, toPicture } from '#newsroom/media/list-pictures';
import { database } from '#platform/database';

const TRANSLATION = { language: true, slug: true, headline: true } as const;
const PUBLISHED = { state: 'published' } as const;

/**
 * What there is at a slug in a language: the story, where it moved to, in which other languages it can be read, that it was
 * withdrawn, or nothing. A slug of another language leads to the same story in the asked one where that exists.
 */
export async function findArticle(language: Language, slug: string): Promise<Found> {
  if (!isSlug(slug)) return { kind: 'absent' };
  return (await findPublished(language, slug)) ?? (await findElsewhere(language, slug));
}

async function findPublished(language: Language, slug: string): Promise<Found | null> {
  const row = await database().article.findUnique({
    where: { language_slug: { language, slug } },
    relationLoadStrategy: 'join',
    select: {
      id: true,
      storyId: true,
      headline: true,
      standfirst: true,
      body: true,
      source: true,
      state: true,
      publishedAt: true,
      revisedAt: true,
      story: {
        select: {
          section: { select: { key: true, texts: { where: { language }, select: { name: true } } } },
          lead: pictureColumns(language),
          tags: { select: { tag: { select: { key: true, texts: { where: { language }, select: { name: true } } } } } },
          authors: {
            select: { author: { select: { key: true, texts: { where: { language }, select: { name: true } } } } },
            orderBy: { position: 'asc' },
          },
          articles: { where: { ...PUBLISHED, language: { not: language } }, select: TRANSLATION },
        },
      },
    },
  });
  if (!row) return null;
  if (row.state === 'withdrawn') return { kind: 'withdrawn' };
  if (row.state !== 'published' || !row.publishedAt) return inOtherLanguages(row.story.articles);

  const { section, lead, tags, authors, articles } = row.story;
  return {
    kind: 'story',
    article: {
      id: row.id,
      storyId: row.storyId,
      language,
      slug,
      headline: row.headline,
      standfirst: row.standfirst,
      body: parseBody(row.body),
      source: row.source,
      publishedAt: row.publishedAt,
      revisedAt: row.revisedAt,
      section: { key: section.key, name: section.texts[0]?.name ?? section.key },
      lead: lead && toPicture(lead),
      tags: tags.flatMap(({ tag }) => tag.texts.map(({ name }) => ({ key: tag.key, name }))),
      authors: authors.flatMap(({ author }) => author.texts.map(({ name }) => ({ key: author.key, name }))),
      translations: articles,
    },
  };
}

async function findElsewhere(language: Language, slug: string): Promise<Found> {
  const article = { select: { slug: true, state: true } } as const;
  const [former, sameSlug] = await Promise.all([
    database().formerSlug.findUnique({ where: { language_slug: { language, slug } }, select: { article } }),
    database().article.findFirst({
      where: { slug, ...PUBLISHED },
      relationLoadStrategy: 'join',
      select: { story: { select: { articles: { where: PUBLISHED, select: TRANSLATION } } } },
    }),
  ]);
  if (former?.article.state === 'withdrawn') return { kind: 'withdrawn' };
  if (former?.article.state === 'published') return { kind: 'moved', slug: former.article.slug };
  const articles = sameSlug?.story.articles ?? [];
  const here = articles.find((translation) => translation.language === language);
  return here ? { kind: 'moved', slug: here.slug } : inOtherLanguages(articles);
}

function inOtherLanguages(translations: Translation[]): Found {
  return translations.length > 0 ? { kind: 'in-other-languages', translations } : { kind: 'absent' };
}
