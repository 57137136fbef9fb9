'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { rowNumber } from '#app/admin/form';
import { SOURCES } from '#i18n/admin-addresses';
import { languageCode } from '#newsroom/languages/language-code';
import { changeSource, createSource } from '#newsroom/wire/save-source';
import { pauseSource, pollSourceNow, removeSource, resumeSource } from '#newsroom/wire/switch-source';

const fields = {
  name: z.string().trim().max(100),
  address: z.string().trim().max(4_000),
  token: z.string().trim().max(500),
  language: languageCode,
  section: z.string().max(120),
  credit: z.string().trim().max(200),
  liveStoryId: z.union([z.literal('').transform(() => null), rowNumber]),
};

export const createSourceAction = newsroomAction(
  { input: z.strictObject(fields), done: 'sources.added' },
  (input, { actor }) => createSource(actor, input),
);

export const changeSourceAction = newsroomAction(
  { input: z.strictObject({ id: rowNumber, seen: rowNumber, ...fields }), done: 'sources.saved' },
  ({ seen, ...input }, { actor }) => changeSource(actor, { ...input, version: seen }),
);

const one = z.strictObject({ id: rowNumber });

export const pauseSourceAction = newsroomAction({ input: one, done: 'sources.paused' }, ({ id }, { actor }) =>
  pauseSource(actor, id),
);

export const resumeSourceAction = newsroomAction({ input: one, done: 'sources.resumed' }, ({ id }, { actor }) =>
  resumeSource(actor, id),
);

export const pollSourceAction = newsroomAction({ input: one, done: 'sources.pollRequested' }, ({ id }, { actor }) =>
  pollSourceNow(actor, id),
);

export const removeSourceAction = newsroomAction(
  { input: z.strictObject({ id: rowNumber, sure: z.literal('yes') }) },
  async ({ id }, { actor }) => {
    const removed = await removeSource(actor, id);
    return removed.ok ? redirect(SOURCES) : removed;
  },
);
