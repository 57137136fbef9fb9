import { parseBody } from '#blocks/body';
import { inOwnLanguages, type Language } from '#i18n/languages';
import type { Article, Found, Translation } from '#newsroom/articles/article';
import { isLive, shownKind } from '#newsroom/articles/kinds';
import { isSlug } from '#newsroom/articles/slug';
import { pictureColumns, toPicture } from '#newsroom/media/list-pictures';
import { articleKey, nameKey, postKey, SITE, storyKey } from '#newsroom/surrogate-keys';
import { database, type Prisma } from '#platform/database';
import { dependOn } from '#platform/reads';

const TRANSLATION = { language: true, slug: true, headline: true } as const;
const PUBLISHED = { state: 'published' } as const;

/**
 * What there is at a slug in a language: the story, where it moved to, in which other languages it can be read, that it
 * was withdrawn, or nothing. A slug of another language leads to the same story in the asked one where that exists.
 */
export async function findArticle(language: Language, slug: string): Promise<Found> {
  if (!isSlug(slug)) return { kind: 'absent' };
  dependOn(postKey(slug));
  return (await findPublished(language, slug)) ?? (await findElsewhere(language, slug));
}

/** Everything that a story's page shows, in a language; for findArticle and for previews of what is not out yet. */
export function wholeArticle(language: Language) {
  return {
    id: true,
    storyId: true,
    slug: true,
    headline: true,
    standfirst: true,
    body: true,
    source: true,
    state: true,
    publishedAt: true,
    revisedAt: true,
    withdrawalNotice: true,
    notes: { select: { kind: true, text: true, at: true }, orderBy: { at: 'asc' } },
    story: {
      select: {
        kind: true,
        liveBlog: { select: { closedAt: true } },
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
  } as const satisfies Prisma.ArticleSelect;
}

type Row = Omit<Prisma.ArticleGetPayload<{ select: ReturnType<typeof wholeArticle> }>, 'state' | 'withdrawalNotice'>;

/** A row selected with wholeArticle as an article; `publishedAt` stands in for the one that it does not have yet. */
export function toArticle(language: Language, row: Row, publishedAt: Date): Article {
  const { kind, liveBlog, section, lead, tags, authors, articles } = row.story;
  const { id, storyId, slug, headline, standfirst, body, source, revisedAt, notes } = row;
  return {
    id,
    storyId,
    kind: shownKind(kind),
    isLive: isLive({ kind, liveBlog }),
    language,
    slug,
    headline,
    standfirst,
    body: parseBody(body),
    source,
    publishedAt,
    revisedAt,
    notes,
    section: { key: section.key, name: section.texts[0]?.name ?? section.key },
    lead: lead && toPicture(lead),
    tags: tags.flatMap(({ tag }) => tag.texts.map(({ name }) => ({ key: tag.key, name }))),
    authors: authors.flatMap(({ author }) => author.texts.map(({ name }) => ({ key: author.key, name }))),
    translations: inOwnLanguages(articles),
  };
}

async function findPublished(language: Language, slug: string): Promise<Found | null> {
  const row = await database().article.findUnique({
    where: { language_slug: { language, slug } },
    relationLoadStrategy: 'join',
    select: wholeArticle(language),
  });
  // A draft has its address for itself alone: what has this address for readers keeps it until the draft is published.
  if (!row?.publishedAt || (row.state !== 'published' && row.state !== 'withdrawn')) return null;
  const { tags, authors } = row.story;
  dependOn(
    articleKey(row.id),
    storyKey(row.storyId),
    SITE,
    ...tags.map(({ tag }) => nameKey('tag', tag.key)),
    ...authors.map(({ author }) => nameKey('author', author.key)),
  );
  if (row.state === 'withdrawn') return { kind: 'withdrawn', notice: row.withdrawalNotice };
  return { kind: 'story', article: toArticle(language, row, row.publishedAt) };
}

async function findElsewhere(language: Language, slug: string): Promise<Found> {
  const article = { select: { id: true, storyId: true, slug: true, state: true, withdrawalNotice: true } } as const;
  const [former, sameSlug] = await Promise.all([
    database().formerSlug.findUnique({ where: { language_slug: { language, slug } }, select: { article } }),
    database().article.findFirst({
      where: { slug, ...PUBLISHED },
      relationLoadStrategy: 'join',
      select: { storyId: true, story: { select: { articles: { where: PUBLISHED, select: TRANSLATION } } } },
    }),
  ]);
  if (former) dependOn(articleKey(former.article.id), storyKey(former.article.storyId));
  if (sameSlug) dependOn(storyKey(sameSlug.storyId));
  if (former?.article.state === 'withdrawn') return { kind: 'withdrawn', notice: former.article.withdrawalNotice };
  if (former?.article.state === 'published') return { kind: 'moved', slug: former.article.slug };
  const articles = inOwnLanguages(sameSlug?.story.articles ?? []);
  const here = articles.find((translation) => translation.language === language);
  return here ? { kind: 'moved', slug: here.slug } : inOtherLanguages(articles);
}

function inOtherLanguages(translations: Translation[]): Found {
  return translations.length > 0 ? { kind: 'in-other-languages', translations } : { kind: 'absent' };
}
