import type { Language } from '#i18n/languages';
import { mark } from '#newsroom/settings/save-page-body';
import { database } from '#platform/database';

/**
 * The text of a page about the paper as it is stored, and what it is known by when it is saved; null where it is not
 * written in that language.
 */
export async function findPageBody(
  key: string,
  language: Language,
): Promise<{ title: string; body: unknown; seen: string } | null> {
  const [row] = await database().$queryRaw<{ title: string; body: unknown; seen: string }[]>`
    SELECT title, body, ${mark} AS seen FROM page_text WHERE page_key = ${key} AND language = ${language}`;
  return row ?? null;
}
