import { cache } from 'react';
import type { Language } from '#i18n/languages';
import { listBoard } from '#newsroom/articles/list-board';
import { listDeskArticles } from '#newsroom/articles/list-desk-articles';
import { listDeskNews } from '#newsroom/articles/list-desk-news';
import { TRASH_DAYS } from '#newsroom/articles/remove-article';
import { findMasthead } from '#newsroom/masthead/find-masthead';
import { listPictures } from '#newsroom/media/list-pictures';
import { renditionFile, renditionSizes } from '#newsroom/media/picture';
import type { Actor } from '#newsroom/staff/actor';
import { listTopicChoices } from '#newsroom/topics/list-topic-choices';

export const readNews = cache(listDeskNews);
export const readTopics = cache(listTopicChoices);

export async function readTimeZone(language: Language): Promise<string> {
  return (await findMasthead(language)).timeZone;
}

/** Pictures as the editor shows them, by id. */
export async function readShownPictures(ids: string[], language: Language) {
  const pictures = await listPictures(ids, language);
  return Object.fromEntries(
    pictures.map((picture) => {
      const { width } = renditionSizes(picture, 'whole').find((size) => size.width >= 480) ?? { width: picture.width };
      const { id, alt, caption, credit } = picture;
      return [id, { src: `/media/${renditionFile(picture, 'whole', width, 'webp')}`, alt, caption, credit }];
    }),
  );
}

export function readBoard(actor: Actor) {
  return listBoard(actor, { limit: 40 });
}

export async function readTrash(actor: Actor) {
  const timeZone = await readTimeZone(actor.language);
  const { articles } = await listDeskArticles(actor, { state: 'removed' }, { limit: 100, language: actor.language, timeZone });
  return { articles, timeZone, days: TRASH_DAYS };
}
