'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { removeDemo } from '#newsroom/setup/remove-demo';

const form = z.strictObject({ sure: z.literal('yes') });

export const removeDemoAction = newsroomAction({ input: form }, async (_, { actor, t }) => {
  const removed = await removeDemo(actor);
  if (!removed.ok) return removed;
  refresh();
  const { stories, others } = removed.kept;
  const lines = stories.map((headline) => t('settings.demo.keptStory', { headline }));
  if (others > 0) lines.push(t('settings.demo.keptOthers', { count: others }));
  return { ok: true, message: t('settings.demo.removed', { stories: removed.stories }), lines };
});
