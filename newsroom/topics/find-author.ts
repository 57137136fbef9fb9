import type { Language } from '#i18n/languages';
import type { Author } from '#newsroom/topics/topic';
import { database } from '#platform/database';

/** An author by key, with the name in the language, and the languages in which there is one; null when there is none. */
export async function findAuthor(language: Language, key: string): Promise<(Author & { languages: Language[] }) | null> {
  const row = await database().authorText.findFirst({
    where: { language, author: { key } },
    select: { name: true, author: { select: { texts: { select: { language: true } } } } },
  });
  return row && { key, name: row.name, languages: row.author.texts.map((text) => text.language) };
}
