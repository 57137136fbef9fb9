import { cache } from 'react';
import type { Language } from '#i18n/languages';
import { parseBody, picturesIn } from '#newsroom/articles/article-body';
import { knownBlocks } from '#newsroom/articles/desk-article';
import { findPageBody } from '#newsroom/masthead/find-page-body';
import { findSettings, listHouseAds } from '#newsroom/masthead/find-settings';
import { listWholePages } from '#newsroom/masthead/list-whole-pages';
import type { PageKey } from '#newsroom/masthead/page';
import { listSections } from '#newsroom/topics/list-sections';
import { readShownPictures } from '../reads.ts';

/** The text of a page about the paper as the editor takes it. */
export const readPageBody = cache(async (key: PageKey, language: Language) => {
  const found = await findPageBody(key, language);
  if (!found) return null;
  const body = knownBlocks(parseBody(found.body));
  return { ...found, body, pictures: await readShownPictures(picturesIn(body), language) };
});

export const readSettings = findSettings;
export const readHouseAds = listHouseAds;
export const readWholePages = listWholePages;
export const readSections = listSections;
