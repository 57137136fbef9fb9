'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { readForm } from '#app/admin/form';
import type { Answer } from '#components/staff/staff-form.island';
import { ARTICLES, editAddress, sharedPreviewAddress } from '#i18n/admin-addresses';
import { instantOf } from '#i18n/dates';
import { addNote } from '#newsroom/editing/add-note';
import { changeSlug } from '#newsroom/editing/change-slug';
import { createTranslation, markTranslationCurrent } from '#newsroom/editing/create-article';
import { organizeStory } from '#newsroom/editing/organize-story';
import { publishArticle } from '#newsroom/editing/publish-article';
import { restoreRevision } from '#newsroom/editing/restore-revision';
import { changeWorkflow } from '#newsroom/editing/review-article';
import { scheduleArticle, unscheduleArticle } from '#newsroom/editing/schedule-article';
import { setEmbargo } from '#newsroom/editing/set-embargo';
import { createPreviewLink } from '#newsroom/editing/share-preview';
import { moveToTrash, restoreFromTrash } from '#newsroom/editing/trash-article';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import { type Done, WORKFLOWS } from '#newsroom/editing/working-copy';
import { languageCode } from '#newsroom/languages/language-code';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listTagChoices } from '#newsroom/topics/list-tag-choices';
import { publicUrl } from '#platform/env';

type Told =
  | 'saved'
  | 'sent'
  | 'published'
  | 'scheduled'
  | 'unscheduled'
  | 'withdrawn'
  | 'renamed'
  | 'noted'
  | 'filed'
  | 'caughtUp'
  | 'restored';

const id = z.coerce.number().int().min(1).max(2_147_483_647);
const version = z.coerce.number().int().min(1);
const ticked = z.literal('on').optional();
const time = z.string().max(20);
const words = z.string().trim().max(2_000);
const keys = z.array(z.string().max(120)).max(30);
const filing = z.strictObject({
  id,
  version,
  seen: version,
  kind: z.string().max(80),
  section: z.string().max(120),
  tags: keys,
  moreTags: z.string().max(3_000).default(''),
  authors: keys,
  lead: z.union([z.literal(''), z.string().regex(/^[0-9a-f]{20}$/)]).transform((value) => value || null),
});

/**
 * Reads a form, has a verb do what it asks, and says in the person's language what came of it; the page shows the new
 * state at once.
 */
async function act<Shape extends z.ZodRawShape>(
  data: FormData,
  shape: Shape,
  told: Told,
  work: (actor: Actor, said: z.infer<z.ZodObject<Shape>>) => Promise<Done | { ok: false; why: 'bad-text' }>,
): Promise<Answer> {
  const come = await readForm(z.strictObject(shape), data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const done = await work(actor, said);
  if (!done.ok) return { ok: false, message: t(`answers.refused.${done.why}`) };
  refresh();
  return { ok: true, message: t(`answers.done.${told}`) };
}

async function paperInstant(actor: Actor, field: string): Promise<Date | undefined> {
  const { timeZone } = await findSiteSettings(actor.language);
  return instantOf(field, timeZone);
}

export async function changeWorkflowAction(_: Answer | null, data: FormData): Promise<Answer> {
  return act(data, { id, version, to: z.enum(WORKFLOWS), note: words.default('') }, 'sent', (actor, { id, ...given }) =>
    changeWorkflow(actor, id, given),
  );
}

export async function publish(_: Answer | null, data: FormData): Promise<Answer> {
  return act(data, { id, version, showRevisedDate: ticked, allowPlaceholders: ticked }, 'published', (actor, given) =>
    publishArticle(actor, given.id, {
      version: given.version,
      showRevisedDate: given.showRevisedDate === 'on',
      allowPlaceholders: given.allowPlaceholders === 'on',
    }),
  );
}

export async function schedule(_: Answer | null, data: FormData): Promise<Answer> {
  return act(data, { id, version, at: time, allowPlaceholders: ticked }, 'scheduled', async (actor, given) => {
    const at = await paperInstant(actor, given.at);
    if (!at) return { ok: false, why: 'too-late' };
    return scheduleArticle(actor, given.id, {
      version: given.version,
      at,
      allowPlaceholders: given.allowPlaceholders === 'on',
    });
  });
}

export async function unschedule(_: Answer | null, data: FormData): Promise<Answer> {
  return act(data, { id, version }, 'unscheduled', (actor, given) => unscheduleArticle(actor, given.id));
}

export async function holdUntil(_: Answer | null, data: FormData): Promise<Answer> {
  return act(data, { id, version, until: time }, 'saved', async (actor, given) => {
    const until = given.until === '' ? null : await paperInstant(actor, given.until);
    return until === undefined ? { ok: false, why: 'too-late' } : setEmbargo(actor, given.id, until);
  });
}

export async function withdraw(_: Answer | null, data: FormData): Promise<Answer> {
  return act(data, { id, version, notice: words, reason: words.min(1) }, 'withdrawn', (actor, { id, notice, reason }) =>
    withdrawArticle(actor, id, { notice, reason }),
  );
}

export async function rename(_: Answer | null, data: FormData): Promise<Answer> {
  return act(data, { id, version, slug: z.string().trim().max(200) }, 'renamed', (actor, given) =>
    changeSlug(actor, given.id, given.slug),
  );
}

export async function note(_: Answer | null, data: FormData): Promise<Answer> {
  return act(
    data,
    { id, version, kind: z.enum(['correction', 'update']), text: words.min(1) },
    'noted',
    (actor, { id, kind, text }) => addNote(actor, id, { kind, text }),
  );
}

export async function markCurrent(_: Answer | null, data: FormData): Promise<Answer> {
  return act(data, { id, version }, 'caughtUp', (actor, given) => markTranslationCurrent(actor, given.id));
}

/** Tags may come by their names too, in any language, with commas between them. */
export async function file(_: Answer | null, data: FormData): Promise<Answer> {
  const come = await readForm(filing, data, ['tags', 'authors']);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const named = said.moreTags.split(',', 30).filter((name) => name.trim() !== '');
  const found = await Promise.all(
    named.map((name) => listTagChoices(name.slice(0, 100), { language: actor.language, limit: 1 })),
  );
  const unknown = named.filter((_name, index) => !found[index]?.[0]?.isSame);
  if (unknown.length > 0) return { ok: false, message: t('acts.unknownTag', { names: unknown.join(', ') }) };
  const tags = [...new Set([...said.tags, ...found.flat().map(({ key }) => key)])];
  const saved = await organizeStory(actor, said.id, {
    seen: said.seen,
    kind: said.kind,
    section: said.section,
    tags,
    authors: said.authors,
    leadId: said.lead,
  });
  // What somebody else has filed meanwhile is to be seen too.
  refresh();
  return saved.ok
    ? { ok: true, message: t('answers.done.filed') }
    : { ok: false, message: t(`answers.refused.${saved.why}`) };
}

export async function restore(_: Answer | null, data: FormData): Promise<Answer> {
  const answer = await act(data, { id, version, revision: version }, 'restored', (actor, given) =>
    restoreRevision(actor, given.id, { version: given.revision, base: given.version }).then((saved) =>
      saved.ok ? { ok: true } : { ok: false, why: saved.why },
    ),
  );
  if (answer.ok) redirect(editAddress(Number(data.get('id'))));
  return answer;
}

export async function translate(_: Answer | null, data: FormData): Promise<Answer> {
  let made = 0;
  const answer = await act(data, { id, version, language: languageCode }, 'saved', async (actor, given) => {
    const saved = await createTranslation(actor, given.id, given.language);
    if (saved.ok) made = saved.articleId;
    return saved;
  });
  if (answer.ok) redirect(editAddress(made));
  return answer;
}

export async function share(_: Answer | null, data: FormData): Promise<Answer> {
  let link = '';
  const answer = await act(data, { id, version }, 'saved', async (actor, given) => {
    const saved = await createPreviewLink(actor, given.id);
    if (saved.ok) link = publicUrl() + sharedPreviewAddress(saved.token);
    return saved;
  });
  return answer.ok ? { ok: true, message: link } : answer;
}

export async function remove(_: Answer | null, data: FormData): Promise<Answer> {
  const answer = await act(data, { id, version }, 'saved', (actor, given) => moveToTrash(actor, given.id));
  if (answer.ok) redirect(ARTICLES);
  return answer;
}

export async function restoreFromTrashAction(_: Answer | null, data: FormData): Promise<Answer> {
  const answer = await act(data, { id, version }, 'saved', (actor, given) => restoreFromTrash(actor, given.id));
  if (answer.ok) redirect(editAddress(Number(data.get('id'))));
  return answer;
}
