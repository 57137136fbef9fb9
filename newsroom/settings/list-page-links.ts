import type { Language } from '#i18n/languages';
import type { PageLink } from '#newsroom/settings/page';
import { database } from '#platform/database';

/** The pages about the paper that are written in the language, in the order of the footer. */
export async function listPageLinks(language: Language): Promise<PageLink[]> {
  const rows = await database().pageText.findMany({
    where: { language },
    select: { pageKey: true, title: true },
    orderBy: { pageKey: 'asc' },
  });
  return rows.map(({ pageKey, title }) => ({ key: pageKey, title }));
}
