import { inOwnLanguages, type Language } from '#i18n/languages';
import type { Page } from '#newsroom/settings/page';
import { SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** A page about the paper by its key, in one language; null where there is no such page, or no text in the language. */
export async function findPage(language: Language, key: string): Promise<Page | null> {
  dependOn(SITE);
  const row = await database().page.findUnique({
    where: { key },
    relationLoadStrategy: 'join',
    select: {
      changedAt: true,
      texts: { where: WRITTEN, select: { language: true, title: true, description: true, body: true } },
    },
  });
  const text = row?.texts.find((one) => one.language === language);
  if (!row || !text) return null;
  const { title, description, body } = text;
  const languages = inOwnLanguages(row.texts).map((one) => one.language);
  return { key, title, description, body, changedAt: row.changedAt, languages };
}

/** Of a page that has only a title in a language yet, readers have nothing there. */
const WRITTEN = { NOT: { body: { equals: [] } } };
