import { cache } from 'react';
import { parseBody, picturesIn } from '#blocks/body';
import type { ListOfArticles } from '#components/front/list-page';
import type { Site } from '#components/site/site-page';
import type { Language } from '#i18n/languages';
import { type Cursor, readCursor, writeCursor } from '#newsroom/articles/cursor';
import { findArticle } from '#newsroom/articles/find-article';
import { type ArticleFilter, listArticles } from '#newsroom/articles/list-articles';
import { findFront } from '#newsroom/fronts/find-front';
import { listPictures } from '#newsroom/media/list-pictures';
import { findPage } from '#newsroom/settings/find-page';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listPageLinks } from '#newsroom/settings/list-page-links';
import { findAuthor } from '#newsroom/topics/find-author';
import { findTag } from '#newsroom/topics/find-tag';
import { listSections } from '#newsroom/topics/list-sections';
import { now } from '#platform/clock';

// What pages read. Each is asked once per page, however many of its parts (title, frame, content) need the answer.

export const readArticle = cache(findArticle);
export const readTag = cache(findTag);
export const readAuthor = cache(findAuthor);

/** What the frame round every page shows. */
export const readSite = cache(async (language: Language): Promise<Site> => {
  const [settings, sections, pages] = await Promise.all([
    findSiteSettings(language),
    listSections(language),
    listPageLinks(language),
  ]);
  return { settings, sections, pages, now: now() };
});

export const readLatest = cache(
  async (language: Language) => (await listArticles(language, {}, { limit: 10 })).articles,
);

const PAGE_LENGTH = 12;

export type SearchParams = Record<string, string | string[] | undefined>;

/** Where a list goes on from (`?before=`); none on the first page, which is also what an unreadable cursor leads to. */
export function cursorOf({ before }: SearchParams): Cursor | undefined {
  return typeof before === 'string' ? readCursor(before) : undefined;
}

/** One page of a list, from the cursor in the address on. */
export async function readListPage(
  language: Language,
  filter: ArticleFilter,
  searchParams: SearchParams,
  address: (before?: string) => string,
): Promise<ListOfArticles> {
  const before = cursorOf(searchParams);
  const { articles, next } = await listArticles(language, filter, { limit: PAGE_LENGTH, ...(before && { before }) });
  return {
    articles,
    more: next && address(writeCursor(next)),
    later: before ? { before: before.publishedAt, newest: address() } : null,
  };
}

export async function readFront(language: Language) {
  const { sections, settings } = await readSite(language);
  return findFront(
    language,
    sections.map(({ key }) => key),
    settings.columnSection,
  );
}

/** A page about the paper, with the pictures that its text shows; null where there is none. */
export const readPage = cache(async (language: Language, key: string) => {
  const page = await findPage(language, key);
  if (!page) return null;
  const body = parseBody(page.body);
  const pictures = await listPictures(picturesIn(body), language);
  return { ...page, body, pictures: new Map(pictures.map((picture) => [picture.id, picture])) };
});
