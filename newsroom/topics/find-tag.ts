import type { Language } from '#i18n/languages';
import type { Tag } from '#newsroom/topics/topic';
import { database } from '#platform/database';

/** A tag by its key, with its name in the language, and the languages that it has one in; null when there is none. */
export async function findTag(language: Language, key: string): Promise<(Tag & { languages: Language[] }) | null> {
  const row = await database().tagText.findFirst({
    where: { language, tag: { key } },
    select: { name: true, tag: { select: { texts: { select: { language: true } } } } },
  });
  return row && { key, name: row.name, languages: row.tag.texts.map((text) => text.language) };
}
