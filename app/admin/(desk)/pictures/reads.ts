import { cache } from 'react';
import type { Language } from '#i18n/languages';
import { findMasthead } from '#newsroom/masthead/find-masthead';
import { findLibraryEntry } from '#newsroom/media/find-library-entry';
import { listLibrary } from '#newsroom/media/list-library';

export const readLibrary = listLibrary;
export const readLibraryEntry = cache(findLibraryEntry);

export async function readTimeZone(language: Language): Promise<string> {
  return (await findMasthead(language)).timeZone;
}
