'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { inLanguages, rowNumber } from '#app/admin/form';
import type { Answer } from '#components/staff/staff-form.island';
import { topicAddress, topicsAddress } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import type { EditConflict } from '#newsroom/settings/save-settings';
import { deleteTopic } from '#newsroom/topics/delete-topic';
import { parseTopicTexts, TOPIC_KINDS } from '#newsroom/topics/editable-topic';
import { findTopic } from '#newsroom/topics/find-topic';
import { mergeTags } from '#newsroom/topics/merge-tags';
import { moveSection } from '#newsroom/topics/move-section';
import { createTopic, saveTopic } from '#newsroom/topics/save-topic';
import { setAuthorPicture } from '#newsroom/topics/set-author-picture';

const kind = z.enum(TOPIC_KINDS);
const key = z.string().trim().max(200);
/** Empty for none. */
const pictureId = z
  .string()
  .max(20)
  .transform((id) => id || null);
const texts = {
  ...inLanguages('name', z.string().max(1_000)),
  ...inLanguages('about', z.string().max(10_000).optional()),
};
const newTopic = z
  .strictObject({ kind, key, ...texts })
  .transform(({ kind, key, ...given }) => ({ kind, key, texts: parseTopicTexts(given) }));
const changedTopic = z
  .strictObject({ kind, key, seen: rowNumber, ...texts })
  .transform(({ kind, key, seen, ...given }) => ({ kind, key, seen, texts: parseTopicTexts(given) }));

export const createTopicAction = newsroomAction({ input: newTopic }, async ({ kind, key, texts }, { actor }) => {
  const created = await createTopic(actor, kind, key, texts);
  return created.ok ? redirect(topicAddress(kind, key)) : created;
});

/**
 * Says who came first and what is there now in place of what was typed; fields that nobody has touched here show it by
 * themselves.
 */
async function conflictAnswer(
  { by }: EditConflict,
  { kind, key, texts }: z.infer<typeof changedTopic>,
  { language }: Actor,
): Promise<Answer> {
  const t = await getTranslations({ locale: language, namespace: 'topics' });
  refresh();
  const now = (await findTopic(kind, key, language))?.texts ?? {};
  const others = LANGUAGES.flatMap(({ code, name }) => [
    ...(now[code]?.name === texts[code]?.name
      ? []
      : [t('errors.conflictField', { field: t('name'), language: name, value: now[code]?.name ?? '' })]),
    ...(kind === 'tag' || now[code]?.about === texts[code]?.about
      ? []
      : [t('errors.conflictField', { field: t(`about.${kind}`), language: name, value: now[code]?.about ?? '' })]),
  ]);
  const there = others.join('; ') || '–';
  if (!by) return { ok: false, message: t('errors.conflict', { there }) };
  return { ok: false, message: t('errors.conflictWith', { name: by.actorName, time: by.time, there }) };
}

export const saveTopicAction = newsroomAction(
  { input: changedTopic, done: 'topics.saved' },
  async (input, { actor }) => {
    const saved = await saveTopic(actor, input.kind, input.key, input.texts, input.seen);
    return !saved.ok && saved.why === 'conflict' ? conflictAnswer(saved, input, actor) : saved;
  },
);

export const setAuthorPictureAction = newsroomAction(
  { input: z.strictObject({ key, picture: pictureId, seen: pictureId }), done: 'topics.saved' },
  ({ key, picture, seen }, { actor }) => setAuthorPicture(actor, key, picture, seen),
);

export const moveSectionAction = newsroomAction(
  { input: z.strictObject({ key, direction: z.enum(['up', 'down']) }) },
  ({ key, direction }, { actor }) => moveSection(actor, key, direction),
);

export const deleteTopicAction = newsroomAction(
  { input: z.strictObject({ kind, key }) },
  async ({ kind, key }, { actor }) => {
    const deleted = await deleteTopic(actor, kind, key);
    return deleted.ok ? redirect(topicsAddress(kind)) : deleted;
  },
);

export const mergeTagsAction = newsroomAction(
  { input: z.strictObject({ from: key, into: key, sure: z.literal('yes') }) },
  async ({ from, into }, { actor }) => {
    const merged = await mergeTags(actor, { from, into });
    return merged.ok ? redirect(topicAddress('tag', into)) : merged;
  },
);
