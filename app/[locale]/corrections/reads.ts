import { cache } from 'react';
import { listNotes } from '#newsroom/articles/list-notes';

export const readNotes = cache(listNotes);
