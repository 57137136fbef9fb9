'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { Answer } from '#components/staff/staff-form.island';
import { topicAddress, topicsAddress } from '#i18n/desk-addresses';
import { LANGUAGES } from '#i18n/languages';
import type { Overtaken } from '#newsroom/masthead/save-settings';
import type { Actor } from '#newsroom/staff/actor';
import { findTopic } from '#newsroom/topics/find-topic';
import { removeTopic } from '#newsroom/topics/remove-topic';
import { saveAuthorPicture } from '#newsroom/topics/save-author-picture';
import { saveMergedTag } from '#newsroom/topics/save-merged-tag';
import { saveSectionPlace } from '#newsroom/topics/save-section-place';
import { saveTopic, saveTopicTexts } from '#newsroom/topics/save-topic';
import { readTexts, TOPIC_KINDS } from '#newsroom/topics/topic-card';
import { readForm } from '../../form.ts';

const kind = z.enum(TOPIC_KINDS);
const key = z.string().trim().max(200);
const name = z.string().max(1_000);
const about = z.string().max(10_000).optional();
const words = { 'name.en': name, 'name.ru': name, 'name.hy': name, 'about.en': about, 'about.ru': about, 'about.hy': about };
const texts = z.strictObject({ kind, key, ...words }).transform(({ kind, key, ...given }) => ({ kind, key, texts: readTexts(given) }));
const changed = z
  .strictObject({ kind, key, seen: z.coerce.number().int().min(1), ...words })
  .transform(({ kind, key, seen, ...given }) => ({ kind, key, seen, texts: readTexts(given) }));
const one = z.strictObject({ kind, key });
const portrait = z.strictObject({ key, picture: z.string().max(20) });
const place = z.strictObject({ key, direction: z.enum(['up', 'down']) });
const pair = z.strictObject({ from: key, into: key, sure: z.literal('yes') });

export async function createTopic(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(texts, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const made = await saveTopic(actor, said.kind, said.key, said.texts);
  if (!made.ok) return { ok: false, message: t(`topicDesk.refused.${made.why}`) };
  redirect(topicAddress(said.kind, said.key));
}

/** Says who came first and what is there now in place of what was typed; fields that nobody has touched here show it by themselves. */
async function overtaken({ by }: Overtaken, { kind, key, texts }: z.infer<typeof changed>, { language }: Actor): Promise<Answer> {
  const t = await getTranslations({ locale: language, namespace: 'topicDesk' });
  refresh();
  const now = (await findTopic(kind, key, language))?.texts ?? {};
  const others = LANGUAGES.flatMap(({ code, name }) => [
    ...(now[code]?.name === texts[code]?.name
      ? []
      : [t('refused.there', { field: t('name'), language: name, value: now[code]?.name ?? '' })]),
    ...(kind === 'tag' || now[code]?.about === texts[code]?.about
      ? []
      : [t('refused.there', { field: t(`about.${kind}`), language: name, value: now[code]?.about ?? '' })]),
  ]);
  const there = others.join('; ') || '–';
  if (!by) return { ok: false, message: t('refused.changedBySomebody', { there }) };
  return { ok: false, message: t('refused.changedMeanwhile', { name: by.actorName, time: by.time, there }) };
}

export async function renameTopic(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(changed, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const saved = await saveTopicTexts(actor, said.kind, said.key, said.texts, said.seen);
  if (!saved.ok && saved.why === 'changed-meanwhile') return overtaken(saved, said, actor);
  if (!saved.ok) return { ok: false, message: t(`topicDesk.refused.${saved.why}`) };
  refresh();
  return { ok: true, message: t('topicDesk.saved') };
}

export async function chooseAuthorPicture(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(portrait, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const saved = await saveAuthorPicture(actor, said.key, said.picture || null);
  if (!saved.ok) return { ok: false, message: t(`topicDesk.refused.${saved.why}`) };
  refresh();
  return { ok: true, message: t('topicDesk.saved') };
}

export async function moveSection(_: unknown, data: FormData): Promise<Answer | null> {
  const come = await readForm(place, data);
  if (!come.ok) return come;
  const moved = await saveSectionPlace(come.actor, come.said.key, come.said.direction);
  if (!moved.ok) return { ok: false, message: come.t(`topicDesk.refused.${moved.why}`) };
  refresh();
  return null;
}

export async function dropTopic(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(one, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const gone = await removeTopic(actor, said.kind, said.key);
  if (gone.ok) redirect(topicsAddress(said.kind));
  if (gone.why === 'used') return { ok: false, message: t('topicDesk.refused.used', { name: gone.name, count: gone.stories }) };
  if (gone.why === 'in-column') return { ok: false, message: t('topicDesk.refused.in-column', { name: gone.name }) };
  return { ok: false, message: t(`topicDesk.refused.${gone.why}`) };
}

export async function mergeTags(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(pair, data);
  if (!come.ok) return come;
  const merged = await saveMergedTag(come.actor, come.said);
  if (!merged.ok) return { ok: false, message: come.t(`topicDesk.refused.${merged.why}`) };
  redirect(topicAddress('tag', come.said.into));
}
