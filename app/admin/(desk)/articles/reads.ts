import { cache } from 'react';
import { readCursor } from '#newsroom/articles/cursor';
import { type DeskFilter, readDeskFilter } from '#newsroom/articles/desk-list';
import { listDeskArticles } from '#newsroom/articles/list-desk-articles';
import type { Actor } from '#newsroom/staff/actor';
import { listNames } from '#newsroom/staff/list-names';
import { readTimeZone } from '../reads.ts';

const PAGE_LENGTH = 40;

export const readNames = cache(listNames);

export type SearchParams = Record<string, string | string[] | undefined>;

/** One page of the desk's list, as the address asks for it. */
export async function readDeskPage(actor: Actor, parameters: SearchParams) {
  const filter: DeskFilter = readDeskFilter(parameters);
  const at = typeof parameters.before === 'string' ? readCursor(parameters.before) : undefined;
  const timeZone = await readTimeZone(actor.language);
  const before = at && { changedAt: at.publishedAt, id: at.id };
  const page = await listDeskArticles(actor, filter, { limit: PAGE_LENGTH, language: actor.language, timeZone, ...(before && { before }) });
  return { filter, timeZone, isLater: before !== undefined, ...page };
}
