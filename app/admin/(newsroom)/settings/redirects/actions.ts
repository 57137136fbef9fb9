'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type ActionContext, newsroomAction, refusalMessage } from '#app/admin/action';
import { rowNumber } from '#app/admin/form';
import { REDIRECTS } from '#i18n/admin-addresses';
import { deleteRedirect } from '#newsroom/redirects/delete-redirect';
import { type ImportedCsv, importRedirects } from '#newsroom/redirects/import-redirects';
import { changeRedirect, createRedirect } from '#newsroom/redirects/save-redirect';

/** Refused rows that are shown at most. */
const SHOWN_ROWS = 200;

const address = z.string().trim().max(2_000);
const destination = { to: address, gone: z.literal('on').optional() };
const newForm = z.strictObject({ from: address, ...destination });
const changeForm = z.strictObject({ id: rowNumber, seen: rowNumber, ...destination });
const deletionForm = z.strictObject({ id: rowNumber, sure: z.literal('yes') });
const fileForm = z.strictObject({ file: z.instanceof(File), act: z.enum(['check', 'save']) });

export const createRedirectAction = newsroomAction(
  { input: newForm, done: 'redirects.added' },
  ({ from, to, gone }, { actor }) => createRedirect(actor, { from, to: gone ? null : to }),
);

export const changeRedirectAction = newsroomAction(
  { input: changeForm, done: 'redirects.saved' },
  ({ id, seen, to, gone }, { actor }) => changeRedirect(actor, { id, version: seen, to: gone ? null : to }),
);

export const deleteRedirectAction = newsroomAction({ input: deletionForm }, async ({ id }, { actor }) => {
  const deleted = await deleteRedirect(actor, id);
  return deleted.ok ? redirect(REDIRECTS) : deleted;
});

export const importRedirectsAction = newsroomAction({ input: fileForm }, async ({ file, act }, { actor, t }) => {
  if (file.size === 0) return { ok: false, message: t('redirects.import.noFile') };
  const text = textIn(await file.arrayBuffer());
  if (text === undefined) return { ok: false, message: t('redirects.import.encoding') };
  const result = await importRedirects(actor, { text, isDryRun: act === 'check' });
  if (!result.ok) return result;
  const { valid, saved, refused } = result;
  const message =
    act === 'check'
      ? t('redirects.import.checked', { valid, refused: refused.length })
      : t('redirects.import.done', { saved, refused: refused.length });
  return { ok: true, message, lines: linesOf(refused, t) };
});

/** Undefined for what is not UTF-8. Spreadsheets also write UTF-16, and say so at the beginning. */
function textIn(bytes: ArrayBuffer): string | undefined {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function linesOf(refused: ImportedCsv['refused'], t: ActionContext['t']): string[] {
  const lines = refused
    .slice(0, SHOWN_ROWS)
    .map(({ line, refusal }) => t('redirects.import.line', { line, message: refusalMessage(t, refusal) }));
  const more = refused.length - lines.length;
  return more > 0 ? [...lines, t('redirects.import.more', { count: more })] : lines;
}
