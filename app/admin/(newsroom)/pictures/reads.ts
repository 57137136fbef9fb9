import { cache } from 'react';
import { findLibraryPicture } from '#newsroom/media/find-library-picture';
import { listLibrary } from '#newsroom/media/list-library';

export const readLibrary = listLibrary;
export const readLibraryEntry = cache(findLibraryPicture);
