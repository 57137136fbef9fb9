import type { Language } from '#i18n/languages';
import type { Picture } from '#newsroom/media/picture';
import { pictureKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** The columns of a picture and its words in one language, for verbs that load pictures along with something else. */
export function pictureColumns(language: Language) {
  return {
    select: {
      id: true,
      cut: true,
      width: true,
      height: true,
      texts: { where: { language }, select: { alt: true, caption: true, credit: true } },
    },
  } as const;
}

type Row = {
  id: string;
  cut: string;
  width: number;
  height: number;
  texts: { alt: string; caption: string; credit: string }[];
};

/**
 * A row selected with pictureColumns as a Picture. Words that are missing in the language are empty, never another
 * language's.
 */
export function toPicture({ texts: [words], ...row }: Row): Picture {
  return { ...row, alt: words?.alt ?? '', caption: words?.caption ?? '', credit: words?.credit ?? '' };
}

/** Pictures by id, with their words in one language. Ids that do not exist are left out. */
export async function listPictures(ids: readonly string[], language: Language): Promise<Picture[]> {
  if (ids.length === 0) return [];
  dependOn(...ids.map(pictureKey));
  const rows = await database().picture.findMany({ where: { id: { in: [...ids] } }, ...pictureColumns(language) });
  return rows.map(toPicture);
}
