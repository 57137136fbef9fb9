'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { rowNumber } from '#app/admin/form';
import { editAddress, liveEntryAddress } from '#i18n/admin-addresses';
import { dismissWireVersion } from '#newsroom/wire/article-wire';
import { dismissEntryVersion } from '#newsroom/wire/dismiss-entry-version';
import { draftFromWire } from '#newsroom/wire/draft-from-wire';
import { entryFromWire } from '#newsroom/wire/entry-from-wire';

/** Makes a draft of an item and goes to where it is written. */
export const draftFromItemAction = newsroomAction(
  { input: z.strictObject({ id: rowNumber, section: z.string().min(1).max(120) }) },
  async ({ id, section }, { actor }) => {
    const made = await draftFromWire(actor, { itemId: id, section });
    return made.ok ? redirect(editAddress(made.articleId)) : made;
  },
);

/** Makes a draft of an entry of a live blog of an item and goes to where it is written. */
export const entryFromItemAction = newsroomAction(
  { input: z.strictObject({ id: rowNumber, story: rowNumber }) },
  async ({ id, story }, { actor }) => {
    const made = await entryFromWire(actor, { itemId: id, storyId: story });
    return made.ok ? redirect(liveEntryAddress(story, made)) : made;
  },
);

export const dismissVersionAction = newsroomAction(
  {
    input: z.strictObject({ article: rowNumber, item: rowNumber, version: rowNumber }),
    done: 'wire.onArticle.dismissed',
  },
  ({ article, item, version }, { actor }) => dismissWireVersion(actor, { articleId: article, itemId: item, version }),
);

export const dismissEntryVersionAction = newsroomAction(
  {
    input: z.strictObject({ entry: rowNumber, item: rowNumber, version: rowNumber }),
    done: 'wire.onArticle.dismissed',
  },
  ({ entry, item, version }, { actor }) => dismissEntryVersion(actor, { entryId: entry, itemId: item, version }),
);
