import { inOwnLanguages, type Language } from '#i18n/languages';
import { pictureColumns, toPicture } from '#newsroom/media/list-pictures';
import { nameKey, pictureKey } from '#newsroom/surrogate-keys';
import type { AuthorProfile } from '#newsroom/topics/topic';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * An author by key, with words in the language, and the languages in which there is a name; null when there is none in
 * this one.
 */
export async function findAuthor(
  language: Language,
  key: string,
): Promise<(AuthorProfile & { languages: Language[] }) | null> {
  dependOn(nameKey('author', key));
  const row = await database().author.findUnique({
    where: { key },
    relationLoadStrategy: 'join',
    select: { texts: { select: { language: true, name: true, biography: true } }, picture: pictureColumns(language) },
  });
  const words = row?.texts.find((text) => text.language === language);
  if (!row || !words) return null;
  if (row.picture) dependOn(pictureKey(row.picture.id));
  const { name, biography } = words;
  return {
    key,
    name,
    biography,
    picture: row.picture && toPicture(row.picture),
    languages: inOwnLanguages(row.texts).map((text) => text.language),
  };
}
