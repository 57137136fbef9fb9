import { cache } from 'react';
import { readCursor } from '#newsroom/articles/cursor';
import { listOpenLiveBlogs } from '#newsroom/live/list-open-live-blogs';
import { findEntryVersions } from '#newsroom/wire/find-entry-versions';
import { findWireItem, findWireVersion } from '#newsroom/wire/find-wire-item';
import { listSources } from '#newsroom/wire/list-sources';
import { listWireItems } from '#newsroom/wire/list-wire-items';
import { parseWireFilter } from '#newsroom/wire/wire-filter';

const PAGE_LENGTH = 40;

export const readWireItem = cache(findWireItem);
export const readWireVersion = cache(findWireVersion);
export const readEntryVersions = cache(findEntryVersions);
export const readSources = cache(listSources);
export const readOpenLiveBlogs = cache(listOpenLiveBlogs);

export type SearchParams = Record<string, string | string[] | undefined>;

/** One page of the list, as the address asks for it. */
export async function readWireList(parameters: SearchParams) {
  const filter = parseWireFilter(parameters);
  const at = typeof parameters.before === 'string' ? readCursor(parameters.before) : undefined;
  const before = at && { changedAt: at.publishedAt, id: at.id };
  return { filter, isLater: before !== undefined, ...(await listWireItems(filter, { before, limit: PAGE_LENGTH })) };
}
