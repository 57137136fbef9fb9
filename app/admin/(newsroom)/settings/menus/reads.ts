import { pageAddress, sectionAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import { listPages } from '#newsroom/settings/list-pages';
import { pageTitle } from '#newsroom/settings/page';
import { listMenuItems } from '#newsroom/topics/list-menus';
import { listSections } from '#newsroom/topics/list-sections';

export const readMenuItems = listMenuItems;

/** Addresses that a menu may well lead to, with their names. */
export async function readMenuChoices(language: Language): Promise<{ address: string; name: string }[]> {
  const [sections, pages] = await Promise.all([listSections(language), listPages()]);
  return [
    ...sections.map(({ key, name }) => ({ address: sectionAddress(language, key), name })),
    ...pages.map((page) => ({ address: pageAddress(language, page.key), name: pageTitle(page, language) })),
  ];
}
