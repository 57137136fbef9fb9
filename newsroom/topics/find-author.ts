import type { Language } from '#i18n/languages';
import type { Author } from '#newsroom/topics/topic';
import { database } from '#platform/database';

/** An author by key, with the name in the language; null when there is none. */
export async function findAuthor(language: Language, key: string): Promise<Author | null> {
  const row = await database().authorText.findFirst({ where: { language, author: { key } }, select: { name: true } });
  return row && { key, name: row.name };
}
