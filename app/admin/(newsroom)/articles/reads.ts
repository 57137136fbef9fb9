import { cache } from 'react';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { readCursor } from '#newsroom/articles/cursor';
import { listNewsroomArticles } from '#newsroom/editing/list-newsroom-articles';
import { type NewsroomFilter, parseNewsroomFilter } from '#newsroom/editing/newsroom-list';
import type { Actor } from '#newsroom/permissions/actor';
import { listStaffNames } from '#newsroom/staff/list-staff-names';

const PAGE_LENGTH = 40;

export const readNames = cache(listStaffNames);

export type SearchParams = Record<string, string | string[] | undefined>;

/** One page of the desk's list, as the address asks for it. */
export async function readArticleList(actor: Actor, parameters: SearchParams) {
  const filter: NewsroomFilter = parseNewsroomFilter(parameters);
  const at = typeof parameters.before === 'string' ? readCursor(parameters.before) : undefined;
  const timeZone = await readTimeZone(actor.language);
  const before = at && { changedAt: at.publishedAt, id: at.id };
  const page = await listNewsroomArticles(actor, filter, {
    limit: PAGE_LENGTH,
    language: actor.language,
    timeZone,
    ...(before && { before }),
  });
  return { filter, timeZone, isLater: before !== undefined, ...page };
}
