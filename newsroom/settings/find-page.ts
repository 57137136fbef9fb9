import { inOwnLanguages, type Language } from '#i18n/languages';
import { isPageKey, type Page } from '#newsroom/settings/page';
import { database } from '#platform/database';

/** A page about the paper by its key, in one language; null where there is no such page, or not in that language. */
export async function findPage(language: Language, key: string): Promise<Page | null> {
  if (!isPageKey(key)) return null;
  const row = await database().page.findUnique({
    where: { key },
    relationLoadStrategy: 'join',
    select: {
      changedAt: true,
      texts: { select: { language: true, title: true, description: true, body: true } },
    },
  });
  const words = row?.texts.find((text) => text.language === language);
  if (!row || !words) return null;
  const { title, description, body } = words;
  return {
    key,
    title,
    description,
    body,
    changedAt: row.changedAt,
    languages: inOwnLanguages(row.texts).map((text) => text.language),
  };
}
