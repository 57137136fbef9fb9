import type { Language } from '#i18n/languages';
import type { Tag } from '#newsroom/topics/topic';
import { database } from '#platform/database';

/** A tag by its key, with its name in the language; null when there is none. */
export async function findTag(language: Language, key: string): Promise<Tag | null> {
  const row = await database().tagText.findFirst({ where: { language, tag: { key } }, select: { name: true } });
  return row && { key, name: row.name };
}
