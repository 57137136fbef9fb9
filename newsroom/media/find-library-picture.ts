import { LANGUAGES } from '#i18n/languages';
import { findPictureUses } from '#newsroom/media/find-picture-uses';
import type { LibraryPictureDetails, Words } from '#newsroom/media/library';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { findActorName } from '#newsroom/staff/find-actor-name';
import { database } from '#platform/database';

const NO_WORDS: Words = { alt: '', caption: '', credit: '' };

/**
 * Everything about one picture, its uses among them; null where there is none of that id, or the role does not see the
 * library.
 */
export async function findLibraryPicture(actor: Actor, id: string): Promise<LibraryPictureDetails | null> {
  if (!may(actor, 'picture.create') || !/^[0-9a-f]{20}$/.test(id)) return null;
  const row = await database().picture.findUnique({ where: { id }, include: { texts: true } });
  if (!row) return null;
  const [uses, adder] = await Promise.all([findPictureUses(actor, id), findActorName(row.addedById)]);
  const { key, cut, width, height, fileName, addedAt, addedById, version, texts } = row;
  const wordsIn = (language: string): Words => {
    const { alt, caption, credit } = texts.find((text) => text.language === language) ?? NO_WORDS;
    return { alt, caption, credit };
  };
  return {
    ...{ id, key, cut, width, height, fileName, addedAt, addedById, version, uses },
    addedBy: adder || null,
    focus: { x: row.focusX, y: row.focusY },
    words: Object.fromEntries(LANGUAGES.map(({ code }) => [code, wordsIn(code)])),
  };
}
