import { cache } from 'react';
import type { Language } from '#i18n/languages';
import { listDashboard } from '#newsroom/editing/list-dashboard';
import { listNewsroomArticles } from '#newsroom/editing/list-newsroom-articles';
import { listTranslationBoard } from '#newsroom/editing/list-translation-board';
import { TRASH_DAYS } from '#newsroom/editing/trash-article';
import { listPictures } from '#newsroom/media/list-pictures';
import { renditionFile, renditionSizes } from '#newsroom/media/picture';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { isSetUpOpen } from '#newsroom/setup/set-up-site';
import { listTopicChoices } from '#newsroom/topics/list-topic-choices';
import { findTakenBack } from '#newsroom/wire/article-wire';

export const readDashboard = cache(listDashboard);
export const readTopics = cache(listTopicChoices);
export const readTakenBack = findTakenBack;

export async function readTimeZone(language: Language): Promise<string> {
  return (await findSiteSettings(language)).timeZone;
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

export function readTranslationBoard(actor: Actor) {
  return listTranslationBoard(actor, { limit: 40 });
}

export async function readTrash(actor: Actor) {
  const timeZone = await readTimeZone(actor.language);
  const { articles } = await listNewsroomArticles(
    actor,
    { state: 'removed' },
    { limit: 100, language: actor.language, timeZone },
  );
  return { articles, timeZone, days: TRASH_DAYS };
}

export const readIsSetUpOpen = isSetUpOpen;
