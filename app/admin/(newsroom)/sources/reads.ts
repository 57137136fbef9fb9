import { cache } from 'react';
import { findSource, listSources } from '#newsroom/wire/list-sources';

export const readSources = cache(listSources);
export const readSource = cache(findSource);
