import type { Language } from '#i18n/languages';
import { pictureColumns, toPicture } from '#newsroom/media/list-pictures';
import type { AuthorProfile } from '#newsroom/topics/topic';
import { database } from '#platform/database';

/** An author by key, with words in the language; null when there is none, or none with a name in it. */
export async function findAuthor(language: Language, key: string): Promise<AuthorProfile | null> {
  const row = await database().author.findUnique({
    where: { key },
    relationLoadStrategy: 'join',
    select: {
      texts: { where: { language }, select: { name: true, biography: true } },
      picture: pictureColumns(language),
    },
  });
  const words = row?.texts[0];
  return words ? { key, ...words, picture: row.picture && toPicture(row.picture) } : null;
}
