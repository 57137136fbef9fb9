import { cache } from 'react';
import type { Language } from '#i18n/languages';
import { findLiveSlug } from '#newsroom/live/find-live-slug';
import { listEntryChanges } from '#newsroom/live/list-entry-changes';
import { readEntryPictures } from '../../../post/[slug]/reads.ts';

const NUMBER = /^(?:0|[1-9]\d{0,8})$/;

/** What is newer in a live blog than a change; null where there is no such blog in the language. */
export const readChanges = cache(async (language: Language, story: string, change: string) => {
  if (!NUMBER.test(story) || !NUMBER.test(change)) return null;
  const slug = await findLiveSlug(Number(story), language);
  const changes = slug && (await listEntryChanges(Number(story), language, Number(change)));
  if (!slug || !changes) return null;
  const pictures = await readEntryPictures([...changes.entries, ...(changes.head?.pinned ?? [])], language);
  return { slug, changes, pictures };
});
