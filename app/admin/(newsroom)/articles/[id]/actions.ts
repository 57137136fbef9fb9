'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction, refusalMessage } from '#app/admin/action';
import { rowNumber, seenInstant, ticked } from '#app/admin/form';
import { ARTICLES, editAddress, sharedPreviewAddress } from '#i18n/admin-addresses';
import { instantOf } from '#i18n/dates';
import { saveChannelText } from '#newsroom/deliveries/channels/save-channel-text';
import { addNote } from '#newsroom/editing/add-note';
import { changeSlug } from '#newsroom/editing/change-slug';
import { createTranslation } from '#newsroom/editing/create-translation';
import { markTranslationCurrent } from '#newsroom/editing/mark-translation-current';
import { organizeStory } from '#newsroom/editing/organize-story';
import { publishArticle } from '#newsroom/editing/publish-article';
import { restoreRevision } from '#newsroom/editing/restore-revision';
import { changeWorkflow } from '#newsroom/editing/review-article';
import { revokePreviews } from '#newsroom/editing/revoke-previews';
import { scheduleArticle, unscheduleArticle } from '#newsroom/editing/schedule-article';
import { setEmbargo } from '#newsroom/editing/set-embargo';
import { createPreviewLink } from '#newsroom/editing/share-preview';
import { moveToTrash, restoreFromTrash } from '#newsroom/editing/trash-article';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import { WORKFLOWS } from '#newsroom/editing/working-copy';
import { languageCode } from '#newsroom/languages/language-code';
import type { Actor } from '#newsroom/permissions/actor';
import { pushArticle } from '#newsroom/push/push-article';
import { takeBackPush } from '#newsroom/push/take-back';
import { refuse } from '#newsroom/result';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listTagChoices } from '#newsroom/topics/list-tag-choices';
import { publicUrl } from '#platform/env';

const [id, version] = [rowNumber, rowNumber];
/** Every form of an article says which, and the version of its text that the person sees. */
const article = { id, version };
/** What is published although something speaks against it. */
const allowed = { allowPlaceholders: ticked, allowUntranslated: ticked };
const time = z.string().max(20);
const prose = z.string().trim().max(2_000);
const keys = z.array(z.string().max(120)).max(30);

/** The instant that a field shows by the site's time zone; undefined for what is no time. */
async function siteInstant(actor: Actor, field: string): Promise<Date | undefined> {
  const { timeZone } = await findSiteSettings(actor.language);
  return instantOf(field, timeZone);
}

export const changeWorkflowAction = newsroomAction(
  {
    input: z.strictObject({ ...article, to: z.enum(WORKFLOWS), note: prose.default(''), seen: seenInstant }),
    done: 'answers.done.workflowChanged',
  },
  ({ id, ...change }, { actor }) => changeWorkflow(actor, id, change),
);

export const publishAction = newsroomAction(
  {
    input: z.strictObject({ ...article, showRevisedDate: ticked, ...allowed }),
    done: 'answers.done.published',
  },
  ({ id, ...options }, { actor }) => publishArticle(actor, id, options),
);

export const scheduleAction = newsroomAction(
  { input: z.strictObject({ ...article, at: time, seen: seenInstant, ...allowed }), done: 'answers.done.scheduled' },
  async ({ id, at, ...options }, { actor }) => {
    const instant = await siteInstant(actor, at);
    if (!instant) return refuse('in-the-past', 'it');
    return scheduleArticle(actor, id, { at: instant, ...options });
  },
);

export const unscheduleAction = newsroomAction(
  { input: z.strictObject(article), done: 'answers.done.unscheduled' },
  ({ id }, { actor }) => unscheduleArticle(actor, id),
);

export const setEmbargoAction = newsroomAction(
  { input: z.strictObject({ ...article, until: time, seen: seenInstant }), done: 'answers.done.saved' },
  async ({ id, until, seen }, { actor }) => {
    const instant = until === '' ? null : await siteInstant(actor, until);
    return instant === undefined ? refuse('in-the-past', 'it') : setEmbargo(actor, id, instant, seen);
  },
);

export const withdrawAction = newsroomAction(
  { input: z.strictObject({ ...article, notice: prose, reason: prose.min(1) }), done: 'answers.done.withdrawn' },
  ({ id, notice, reason }, { actor }) => withdrawArticle(actor, id, { notice, reason }),
);

export const changeSlugAction = newsroomAction(
  {
    input: z.strictObject({ ...article, slug: z.string().trim().max(200), seen: z.string().max(200) }),
    done: 'answers.done.addressChanged',
  },
  ({ id, slug, seen }, { actor }) => changeSlug(actor, id, slug, seen),
);

export const addNoteAction = newsroomAction(
  { input: z.strictObject({ ...article, kind: z.enum(['correction', 'update']), text: prose.min(1) }) },
  async ({ id, kind, text }, { actor, t }) => {
    const added = await addNote(actor, id, { kind, text });
    if (!added.ok) return added;
    refresh();
    return { ok: true, message: t(`answers.done.${kind}Added`) };
  },
);

export const saveChannelTextAction = newsroomAction(
  {
    input: z.strictObject({
      ...article,
      channel: rowNumber,
      // None has been saved yet.
      seen: z.union([z.literal('0').transform(() => 0), rowNumber]),
      text: z
        .string()
        .transform((text) => text.replaceAll('\r\n', '\n').trim())
        .pipe(z.string().max(4_000)),
      isLeftOut: z
        .literal('yes')
        .optional()
        .transform((value) => value === 'yes'),
    }),
    done: 'editArticle.channels.saved',
  },
  ({ id: articleId, channel: channelId, seen, text, isLeftOut }, { actor }) =>
    saveChannelText(actor, { articleId, channelId, seen, text, isLeftOut }),
);

/** `of` is the language version that is pushed; `seen` what was pushed of it last. */
const pushed = { ...article, of: rowNumber };

export const pushAction = newsroomAction(
  {
    input: z.strictObject({
      ...pushed,
      seen: z.coerce.number().int().min(0).max(2_147_483_647),
      title: z.string().trim().max(1_000),
      text: z.string().trim().max(3_000),
      isUrgent: ticked,
    }),
    done: 'editArticle.push.pushed',
  },
  ({ of, seen, title, text, isUrgent }, { actor }) => pushArticle(actor, of, { seen, title, text, isUrgent }),
);

export const takeBackPushAction = newsroomAction(
  { input: z.strictObject(pushed), done: 'editArticle.push.takenBack' },
  ({ of }, { actor }) => takeBackPush(actor, of),
);

export const markCurrentAction = newsroomAction(
  { input: z.strictObject(article), done: 'answers.done.markedCurrent' },
  ({ id }, { actor }) => markTranslationCurrent(actor, id),
);

/** Tags may come by their names too, in any language, with commas between them. */
export const organizeAction = newsroomAction(
  {
    input: z.strictObject({
      ...article,
      seen: version,
      kind: z.string().max(80),
      section: z.string().max(120),
      tags: keys,
      moreTags: z.string().max(3_000).default(''),
      authors: keys,
      lead: z.union([z.literal(''), z.string().regex(/^[0-9a-f]{20}$/)]).transform((value) => value || null),
    }),
    lists: ['tags', 'authors'],
  },
  async ({ id, seen, kind, section, tags, moreTags, authors, lead }, { actor, t }) => {
    const named = moreTags.split(',', 30).filter((name) => name.trim() !== '');
    const found = await Promise.all(
      named.map((name) => listTagChoices(name.slice(0, 100), { language: actor.language, limit: 1 })),
    );
    const unknown = named.filter((_name, index) => !found[index]?.[0]?.isSame);
    if (unknown.length > 0)
      return { ok: false, message: t('editArticle.organize.unknownTag', { names: unknown.join(', ') }) };
    const all = [...new Set([...tags, ...found.flat().map(({ key }) => key)])];
    const saved = await organizeStory(actor, id, { seen, kind, section, tags: all, authors, leadId: lead });
    // What somebody else has changed meanwhile is to be seen too.
    refresh();
    return saved.ok ? { ok: true, message: t('answers.done.saved') } : { ok: false, message: refusalMessage(t, saved) };
  },
);

export const restoreRevisionAction = newsroomAction(
  { input: z.strictObject({ ...article, revision: version }) },
  async ({ id, version, revision }, { actor }) => {
    const restored = await restoreRevision(actor, id, { version: revision, base: version });
    return restored.ok ? redirect(editAddress(id)) : restored;
  },
);

export const translateAction = newsroomAction(
  { input: z.strictObject({ ...article, language: languageCode }) },
  async ({ id, language }, { actor }) => {
    const created = await createTranslation(actor, id, language);
    return created.ok ? redirect(editAddress(created.articleId)) : created;
  },
);

export const sharePreviewAction = newsroomAction({ input: z.strictObject(article) }, async ({ id }, { actor }) => {
  const created = await createPreviewLink(actor, id);
  refresh();
  return created.ok ? { ok: true, message: publicUrl() + sharedPreviewAddress(created.token) } : created;
});

export const revokePreviewsAction = newsroomAction(
  { input: z.strictObject(article), done: 'answers.done.previewsRevoked' },
  ({ id }, { actor }) => revokePreviews(actor, id),
);

export const moveToTrashAction = newsroomAction({ input: z.strictObject(article) }, async ({ id }, { actor }) => {
  const moved = await moveToTrash(actor, id);
  return moved.ok ? redirect(ARTICLES) : moved;
});

export const restoreFromTrashAction = newsroomAction({ input: z.strictObject(article) }, async ({ id }, { actor }) => {
  const restored = await restoreFromTrash(actor, id);
  return restored.ok ? redirect(editAddress(id)) : restored;
});
