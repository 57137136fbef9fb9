import { cache } from 'react';
import { findLibraryEntry } from '#newsroom/media/find-library-entry';
import { listLibrary } from '#newsroom/media/list-library';

export const readLibrary = listLibrary;
export const readLibraryEntry = cache(findLibraryEntry);
