import { findSettings, listHouseAds } from '#newsroom/masthead/find-settings';
import { listWholePages } from '#newsroom/masthead/list-whole-pages';
import { listSections } from '#newsroom/topics/list-sections';

export const readSettings = findSettings;
export const readHouseAds = listHouseAds;
export const readWholePages = listWholePages;
export const readSections = listSections;
