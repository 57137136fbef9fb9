import { cache } from 'react';
import { picturesIn } from '#blocks/body';
import type { Site } from '#components/site/site-page';
import type { Language } from '#i18n/languages';
import type { Article } from '#newsroom/articles/article';
import { listArticles } from '#newsroom/articles/list-articles';
import { findPreview, findSharedPreview } from '#newsroom/editing/find-preview';
import { findFront } from '#newsroom/fronts/find-front';
import { readLayout } from '#newsroom/fronts/placement';
import { listLetterKinds } from '#newsroom/letters/settings/find-letter-settings';
import { listPictures } from '#newsroom/media/list-pictures';
import type { Actor } from '#newsroom/permissions/actor';
import { findPushOffer } from '#newsroom/push/find-push-offer';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listPageLinks } from '#newsroom/settings/list-page-links';
import { listMenus } from '#newsroom/topics/list-menus';
import { listSections } from '#newsroom/topics/list-sections';
import { findImportItem } from '#newsroom/transfer/manage/find-import-item';
import { now } from '#platform/clock';

export const readPreview = cache(async (actor: Actor, id: string) =>
  /^\d{1,9}$/.test(id) ? findPreview(actor, Number(id)) : null,
);

export const readSharedPreview = cache(async (token: string) =>
  /^[\w-]{43}$/.test(token) ? findSharedPreview(token) : null,
);

export const readImportedText = cache(async (id: string, position: string) =>
  /^[1-9]\d{0,8}$/.test(id) && /^\d{1,9}$/.test(position) ? findImportItem(Number(id), Number(position)) : null,
);

/** The frame that readers see round the story. */
export const readSite = cache(async (language: Language): Promise<Site> => {
  const [settings, sections, pages, menus, letters, push] = await Promise.all([
    findSiteSettings(language),
    listSections(language),
    listPageLinks(language),
    listMenus(language),
    listLetterKinds(language),
    findPushOffer(),
  ]);
  return { settings, sections, pages, menus, letters, push, breaking: null, now: now(), hasSlots: false };
});

/** What stands in and beside the story. */
export async function readAround({ body, language }: Article, { settings, sections }: Site) {
  const section = sections.find(({ key }) => key === settings.columnSection);
  const [pictures, column] = await Promise.all([
    listPictures(picturesIn(body), language),
    section && listArticles(language, { section: section.key }, { limit: 8 }),
  ]);
  return {
    pictures: new Map(pictures.map((picture) => [picture.id, picture])),
    column: section && column ? { section, articles: column.articles } : null,
  };
}

/**
 * The front page with a layout that somebody means (newsroom/fronts/placement.ts); as it is, where the address has
 * none.
 */
export function readMeantFront(
  language: Language,
  layout: string | string[] | undefined,
  { settings, sections }: Site,
) {
  const keys = sections.map(({ key }) => key);
  return findFront(language, keys, settings.columnSection, typeof layout === 'string' ? readLayout(layout) : undefined);
}
