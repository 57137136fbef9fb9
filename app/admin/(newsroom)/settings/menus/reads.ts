import { listPages } from '#newsroom/settings/list-pages';
import { listMenuItems } from '#newsroom/topics/list-menus';
import { listSections } from '#newsroom/topics/list-sections';

export const readMenuItems = listMenuItems;
export const readMenuSections = listSections;
export const readMenuPages = listPages;
