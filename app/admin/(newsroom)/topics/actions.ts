'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { inLanguages, readForm } from '#app/admin/form';
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
const name = z.string().max(1_000);
const about = z.string().max(10_000).optional();
const words = { ...inLanguages('name', name), ...inLanguages('about', about) };
const texts = z
  .strictObject({ kind, key, ...words })
  .transform(({ kind, key, ...given }) => ({ kind, key, texts: parseTopicTexts(given) }));
const changed = z
  .strictObject({ kind, key, seen: z.coerce.number().int().min(1), ...words })
  .transform(({ kind, key, seen, ...given }) => ({ kind, key, seen, texts: parseTopicTexts(given) }));
const one = z.strictObject({ kind, key });
const portrait = z.strictObject({ key, picture: z.string().max(20) });
const place = z.strictObject({ key, direction: z.enum(['up', 'down']) });
const pair = z.strictObject({ from: key, into: key, sure: z.literal('yes') });

export async function createTopicAction(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(texts, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const made = await createTopic(actor, said.kind, said.key, said.texts);
  if (!made.ok) return { ok: false, message: t(`topics.errors.${made.why}`) };
  redirect(topicAddress(said.kind, said.key));
}

/**
 * Says who came first and what is there now in place of what was typed; fields that nobody has touched here show it by
 * themselves.
 */
async function overtaken(
  { by }: EditConflict,
  { kind, key, texts }: z.infer<typeof changed>,
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

export async function renameTopic(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(changed, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const saved = await saveTopic(actor, said.kind, said.key, said.texts, said.seen);
  if (!saved.ok && saved.why === 'changed-meanwhile') return overtaken(saved, said, actor);
  if (!saved.ok) return { ok: false, message: t(`topics.errors.${saved.why}`) };
  refresh();
  return { ok: true, message: t('topics.saved') };
}

export async function chooseAuthorPicture(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(portrait, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const saved = await setAuthorPicture(actor, said.key, said.picture || null);
  if (!saved.ok) return { ok: false, message: t(`topics.errors.${saved.why}`) };
  refresh();
  return { ok: true, message: t('topics.saved') };
}

export async function moveSectionAction(_: unknown, data: FormData): Promise<Answer | null> {
  const come = await readForm(place, data);
  if (!come.ok) return come;
  const moved = await moveSection(come.actor, come.said.key, come.said.direction);
  if (!moved.ok) return { ok: false, message: come.t(`topics.errors.${moved.why}`) };
  refresh();
  return null;
}

export async function dropTopic(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(one, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const gone = await deleteTopic(actor, said.kind, said.key);
  if (gone.ok) redirect(topicsAddress(said.kind));
  if (gone.why === 'used')
    return { ok: false, message: t('topics.errors.used', { name: gone.name, count: gone.stories }) };
  if (gone.why === 'in-column') return { ok: false, message: t('topics.errors.in-column', { name: gone.name }) };
  return { ok: false, message: t(`topics.errors.${gone.why}`) };
}

export async function mergeTagsAction(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(pair, data);
  if (!come.ok) return come;
  const merged = await mergeTags(come.actor, come.said);
  if (!merged.ok) return { ok: false, message: come.t(`topics.errors.${merged.why}`) };
  redirect(topicAddress('tag', come.said.into));
}
