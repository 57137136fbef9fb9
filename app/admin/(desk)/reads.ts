import { cache } from 'react';
import type { Language } from '#i18n/languages';
import { listBoard } from '#newsroom/articles/list-board';
import { listDeskArticles } from '#newsroom/articles/list-desk-articles';
import { listDeskNews } from '#newsroom/articles/list-desk-news';
import { TRASH_DAYS } from '#newsroom/articles/remove-article';
import { findMasthead } from '#newsroom/masthead/find-masthead';
import type { Actor } from '#newsroom/staff/actor';
import { listTopics } from '#newsroom/topics/list-topics';

export const readNews = cache(listDeskNews);
export const readTopics = cache(listTopics);

export async function readTimeZone(language: Language): Promise<string> {
  return (await findMasthead(language)).timeZone;
}

export function readBoard(actor: Actor) {
  return listBoard(actor, { limit: 40 });
}

export async function readTrash(actor: Actor) {
  const timeZone = await readTimeZone(actor.language);
  const { articles } = await listDeskArticles(actor, { state: 'removed' }, { limit: 100, language: actor.language, timeZone });
  return { articles, timeZone, days: TRASH_DAYS };
}
