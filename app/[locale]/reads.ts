import { headers } from 'next/headers';
import { cache } from 'react';
import { parseBody, picturesIn } from '#blocks/body';
import type { ListOfArticles } from '#components/front/list-page';
import type { Site } from '#components/site/site-page';
import { startOfNextYear, startOfTomorrow } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import { type Cursor, readCursor, writeCursor } from '#newsroom/articles/cursor';
import { findArticle } from '#newsroom/articles/find-article';
import { type ArticleFilter, listArticles } from '#newsroom/articles/list-articles';
import { findBreakingNews } from '#newsroom/breaking/find-breaking-news';
import { findFront } from '#newsroom/fronts/find-front';
import { findSidebar, type Sidebar } from '#newsroom/fronts/find-sidebar';
import { listLetterKinds } from '#newsroom/letters/settings/find-letter-settings';
import { listPictures } from '#newsroom/media/list-pictures';
import { findPushOffer } from '#newsroom/push/find-push-offer';
import { findPage } from '#newsroom/settings/find-page';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listPageLinks } from '#newsroom/settings/list-page-links';
import { shareCardName } from '#newsroom/syndication/share-card-name';
import { type SharePicture, sectionCard, shareCardPicture, siteCard } from '#newsroom/syndication/share-picture';
import { findAuthor } from '#newsroom/topics/find-author';
import { findTag } from '#newsroom/topics/find-tag';
import { listMenus } from '#newsroom/topics/list-menus';
import { listSections } from '#newsroom/topics/list-sections';
import type { Section } from '#newsroom/topics/topic';
import { now } from '#platform/clock';
import { remember, todayEnds, validUntil } from '#platform/reads';

// What pages read. Each is asked once per page, however many of its parts (title, frame, content) need the answer.

export const readArticle = cache(findArticle);
export const readTag = cache(findTag);
export const readAuthor = cache(findAuthor);
export const readSidebar = findSidebar;
export const readBreakingNews = findBreakingNews;

/** What the frame round every page shows. */
export const readSite = cache(async (language: Language): Promise<Site> => {
  const [settings, sections, pages, menus, letters, push] = await remember(`site in ${language}`, () =>
    Promise.all([
      ...([findSiteSettings(language), listSections(language), listPageLinks(language)] as const),
      ...([listMenus(language), listLetterKinds(language), findPushOffer()] as const),
    ]),
  );
  const at = now();
  // Of what is of today lists say the hour; the foot of every page has the year.
  todayEnds(startOfTomorrow(at, settings.timeZone));
  validUntil(startOfNextYear(at, settings.timeZone));
  const hasSlots = await readHasSlots();
  const breaking = hasSlots ? null : await findBreakingNews(language);
  return { settings, sections, pages, menus, letters, push, breaking, now: at, hasSlots };
});

/**
 * Whether the page cache asked for this page: it puts fragments and counts into it (server/rendering/slots.ts), so they
 * are not read here. The development server has none.
 */
async function readHasSlots(): Promise<boolean> {
  return (await headers()).has('x-slots');
}

const COLUMN_LENGTH = 8;

/** The column beside every story: the newest of a section that the site chose; null where it chose none. */
export async function readColumn(language: Language, { settings, sections }: Site) {
  const section = sections.find(({ key }) => key === settings.columnSection);
  if (!section) return null;
  return { section, ...(await listArticles(language, { section: section.key }, { limit: COLUMN_LENGTH })) };
}

/** What a page that is not there shows instead: the latest, and what stands beside it. */
export async function readInstead(language: Language) {
  const { articles } = await listArticles(language, {}, { limit: 10 });
  const sidebar = await findSidebar(language, { shown: idsOf(articles) });
  return { latest: articles, sidebar: { ...sidebar, latest: [] } };
}

/** The picture shared with a link to a page that has none of its own: a card of the site, or of one of its sections. */
export async function readShareCard(language: Language, section?: Section): Promise<SharePicture> {
  const { settings } = await readSite(language);
  const card = section ? sectionCard(language, section, settings) : siteCard(language, settings);
  return shareCardPicture(shareCardName(card), [card.headline, card.foot].filter(Boolean).join(' – '));
}

const PAGE_LENGTH = 12;

export type SearchParams = Record<string, string | string[] | undefined>;

/** Where a list goes on from (`?before=`); none on the first page, which is also what an unreadable cursor leads to. */
export function cursorOf({ before }: SearchParams): Cursor | undefined {
  return typeof before === 'string' ? readCursor(before) : undefined;
}

/** One page of a list, from the cursor in the address on, and what stands beside it. */
export async function readListPage(
  language: Language,
  filter: ArticleFilter,
  searchParams: SearchParams,
  address: (before?: string) => string,
): Promise<{ list: ListOfArticles; sidebar: Sidebar }> {
  const before = cursorOf(searchParams);
  const { articles, next } = await listArticles(language, filter, { limit: PAGE_LENGTH, ...(before && { before }) });
  const list = {
    articles,
    more: next && address(writeCursor(next)),
    later: before ? { before: before.publishedAt, newest: address() } : null,
  };
  const { tag } = filter;
  return { list, sidebar: await findSidebar(language, { shown: idsOf(articles), ...(tag && { tag }) }) };
}

function idsOf(articles: readonly ArticleCard[]): number[] {
  return articles.map(({ id }) => id);
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
