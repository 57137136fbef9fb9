import { cache } from 'react';
import { listOpenLiveBlogs } from '#newsroom/live/list-open-live-blogs';
import { findSource, listSources } from '#newsroom/wire/list-sources';

export const readSources = cache(listSources);
export const readSource = cache(findSource);
export const readOpenLiveBlogs = cache(listOpenLiveBlogs);
