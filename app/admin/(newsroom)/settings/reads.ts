import { cache } from 'react';
import { readShownPictures } from '#app/admin/(newsroom)/reads';
import { parseBody, picturesIn } from '#blocks/body';
import type { Language } from '#i18n/languages';
import { findEditableSettings, listHouseAds } from '#newsroom/settings/find-editable-settings';
import { findPageBody } from '#newsroom/settings/find-page-body';
import { findEditablePage, listPages } from '#newsroom/settings/list-pages';
import { listSections } from '#newsroom/topics/list-sections';

/** The text of a page about the paper as the editor takes it. */
export const readPageBody = cache(async (key: string, language: Language) => {
  const found = await findPageBody(key, language);
  if (!found) return null;
  const body = parseBody(found.body);
  return { ...found, body, pictures: await readShownPictures(picturesIn(body), language) };
});

export const readSettings = findEditableSettings;
export const readHouseAds = listHouseAds;
export const readPages = listPages;
export const readEditablePage = cache(findEditablePage);
export const readSections = listSections;
