import { PAGE_KEYS, type PageKey } from '#newsroom/settings/page';
import type { PageTexts } from '#newsroom/settings/save-page-texts';
import { database } from '#platform/database';

/**
 * The pages about the paper with their titles and descriptions in all languages that they are written in, in the order
 * of the footer.
 */
export async function listPages(): Promise<{ key: PageKey; changedAt: Date; words: PageTexts }[]> {
  const rows = await database().page.findMany({
    relationLoadStrategy: 'join',
    select: { key: true, changedAt: true, texts: { select: { language: true, title: true, description: true } } },
  });
  return rows
    .sort((one, other) => PAGE_KEYS.indexOf(one.key) - PAGE_KEYS.indexOf(other.key))
    .map(({ texts, ...page }) => ({
      ...page,
      words: Object.fromEntries(texts.map(({ language, ...words }) => [language, words])),
    }));
}
