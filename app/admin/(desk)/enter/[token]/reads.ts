import { cache } from 'react';
import { findEntry } from '#newsroom/staff/find-entry';

export const readEntry = cache(findEntry);
