'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { rowNumber } from '#app/admin/form';
import { letterAddress, SUBSCRIBERS } from '#i18n/admin-addresses';
import { languageCode } from '#newsroom/languages/language-code';
import { LETTER_KINDS } from '#newsroom/letters/kinds';
import { deleteSubscriber, importSubscribers, liftSuppression } from '#newsroom/letters/subscribers/manage-subscribers';
import { arrangeItems } from '#newsroom/letters/writing/arrange-items';
import { DECISIONS, decideLetter, sendBreakingLetter } from '#newsroom/letters/writing/decide-letter';
import { sendTestLetter } from '#newsroom/letters/writing/preview-letter';
import { findStoryFor, saveLetter } from '#newsroom/letters/writing/save-letter';
import { refuse } from '#newsroom/result';

const id = rowNumber;
/** A story, or with a note after the colon a correction of it. */
const item = z.string().regex(/^[1-9]\d{0,8}(:[1-9]\d{0,8})?$/);

const letterForm = z.strictObject({
  ...{ id, seen: rowNumber, language: languageCode },
  subject: z.string().trim().max(200),
  intro: z.string().trim().max(3_000),
  items: z.array(item).max(100),
  lines: z.array(z.string().trim().max(500)).max(100),
  places: z.array(z.string().trim().max(5)).max(100),
  removed: z.array(item).max(100),
  added: z.array(item).max(100),
  story: z.string().trim().max(500),
  choice: z.enum(['automatic', 'by-hand', 'same']),
});

export const saveLetterAction = newsroomAction(
  { input: letterForm, lists: ['items', 'lines', 'places', 'removed', 'added'], done: 'newsletters.saved' },
  async ({ id: letter, seen, subject, intro, language, story, ...given }, { actor }) => {
    const found = story === '' ? null : await findStoryFor(language, story);
    if (story !== '' && found === null) return refuse('not-found', 'article');
    const added = found === null ? given.added : [...given.added, String(found)];
    return saveLetter(actor, letter, { seen, subject, intro, items: arrangeItems({ ...given, added }) });
  },
);

export const decideLetterAction = newsroomAction(
  { input: z.strictObject({ id, seen: rowNumber, decision: z.enum(DECISIONS) }) },
  async ({ id: letter, ...input }, { actor, t }) => {
    const decided = await decideLetter(actor, letter, input);
    if (!decided.ok) return decided;
    refresh();
    return { ok: true, message: t(`newsletters.decided.${input.decision}`) };
  },
);

export const testLetterAction = newsroomAction(
  { input: z.strictObject({ id }) },
  async ({ id: letter }, { actor, t }) => {
    const tested = await sendTestLetter(actor, letter, { subject: t('newsletters.test.subject'), text: '' });
    if (!tested.ok) return tested;
    const { isSent, address, answer } = tested;
    return {
      ok: isSent,
      message: t(isSent ? 'newsletters.test.sent' : 'newsletters.test.refused', { address, answer }),
    };
  },
);

export const sendAlertAction = newsroomAction(
  {
    input: z.strictObject({ language: languageCode, story: z.string().trim().min(1).max(500), sure: z.literal('yes') }),
  },
  async ({ language, story }, { actor }) => {
    const found = await findStoryFor(language, story);
    if (found === null) return refuse('not-found', 'article');
    const sent = await sendBreakingLetter(actor, found);
    return sent.ok ? redirect(letterAddress(sent.letterId)) : sent;
  },
);

const importForm = z.strictObject({
  file: z.instanceof(File).optional(),
  text: z.string().max(2_000_000),
  language: languageCode,
  kinds: z.array(z.enum(LETTER_KINDS)),
  statement: z.string().trim().max(1_000),
  asks: z.enum(['yes', 'no']),
});

export const importSubscribersAction = newsroomAction(
  { input: importForm, lists: ['kinds'] },
  async ({ file, text, asks, ...input }, { actor, t }) => {
    const table = file && file.size > 0 ? await file.text() : text;
    const imported = await importSubscribers(actor, { ...input, text: table, asks: asks === 'yes' });
    if (!imported.ok) return imported;
    refresh();
    const { refused, added, known, suppressed } = imported;
    return {
      ok: true,
      message: t('newsletters.import.done', { added, known, suppressed, refused: refused.length }),
      lines: refused.slice(0, 50),
    };
  },
);

export const deleteSubscriberAction = newsroomAction(
  {
    input: z.strictObject({
      key: z.uuid(),
      sure: z.literal('yes'),
      blocked: z
        .literal('yes')
        .optional()
        .transform((value) => value === 'yes'),
    }),
  },
  async ({ key, blocked }, { actor }) => {
    const deleted = await deleteSubscriber(actor, key, { isBlocked: blocked });
    return deleted.ok ? redirect(SUBSCRIBERS) : deleted;
  },
);

export const liftSuppressionAction = newsroomAction(
  { input: z.strictObject({ address: z.string().trim().max(320) }), done: 'newsletters.lifted' },
  ({ address }, { actor }) => liftSuppression(actor, address),
);
