'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { rowNumber } from '#app/admin/form';
import { editAddress } from '#i18n/admin-addresses';
import { languageCode } from '#newsroom/languages/language-code';
import { closeCoverage } from '#newsroom/live/close-coverage';
import { makeStory } from '#newsroom/live/make-story';
import { ENTRY_MARKS, markEntry, moveKeyEvent, setEntryAuthor } from '#newsroom/live/mark-entry';
import { publishEntry } from '#newsroom/live/publish-entry';
import { discardDraft, withdrawEntry } from '#newsroom/live/withdraw-entry';

const entry = { entry: rowNumber };
const sure = z.literal('yes');

export const publishEntryAction = newsroomAction(
  {
    input: z.strictObject({ ...entry, language: languageCode, version: rowNumber }),
    done: 'liveDesk.published',
  },
  ({ entry, ...text }, { actor }) => publishEntry(actor, entry, text),
);

export const withdrawEntryAction = newsroomAction(
  { input: z.strictObject({ ...entry, sure }), done: 'liveDesk.withdrawn' },
  ({ entry }, { actor }) => withdrawEntry(actor, entry),
);

export const discardDraftAction = newsroomAction(
  { input: z.strictObject({ ...entry, sure }), done: 'liveDesk.discarded' },
  ({ entry }, { actor }) => discardDraft(actor, entry),
);

export const markEntryAction = newsroomAction(
  { input: z.strictObject({ ...entry, mark: z.enum(ENTRY_MARKS) }), done: 'liveDesk.marked' },
  ({ entry, mark }, { actor }) => markEntry(actor, entry, mark),
);

/** `key` is the entry's number, as the buttons that order lists name it. */
export const moveKeyEventAction = newsroomAction(
  { input: z.strictObject({ key: rowNumber, direction: z.enum(['up', 'down']) }), done: 'liveDesk.moved' },
  ({ key, direction }, { actor }) => moveKeyEvent(actor, key, direction),
);

export const setAuthorAction = newsroomAction(
  { input: z.strictObject({ ...entry, author: z.string().max(120) }), done: 'liveDesk.marked' },
  ({ entry, author }, { actor }) => setEntryAuthor(actor, entry, author || null),
);

export const makeStoryAction = newsroomAction(
  { input: z.strictObject({ ...entry, language: languageCode }) },
  async ({ entry, language }, { actor, t }) => {
    const made = await makeStory(actor, entry, language);
    if (!made.ok) return made;
    return made.articleId ? redirect(editAddress(made.articleId)) : { ok: false, message: t('liveDesk.missingStory') };
  },
);

const story = { story: rowNumber };

export const closeCoverageAction = newsroomAction(
  { input: z.strictObject(story), done: 'liveDesk.closed' },
  ({ story }, { actor }) => closeCoverage(actor, story, true),
);

export const reopenCoverageAction = newsroomAction(
  { input: z.strictObject(story), done: 'liveDesk.reopened' },
  ({ story }, { actor }) => closeCoverage(actor, story, false),
);
