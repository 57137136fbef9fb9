'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { editAddress } from '#i18n/desk-addresses';
import { removeArticle } from '#newsroom/articles/remove-article';
import { saveArticle } from '#newsroom/articles/save-article';
import { saveWorkflow } from '#newsroom/articles/save-workflow';
import { acting } from '../../gate.ts';

const beginning = z.object({ language: z.enum(['en', 'ru', 'hy']), section: z.string().min(1).max(120) });

/** Begins a story and goes to where it is written. */
export async function begin(_: unknown, data: FormData): Promise<{ ok: false; message: string }> {
  const actor = await acting();
  const t = await getTranslations({ locale: actor?.language ?? 'en', namespace: 'answers' });
  if (!actor) return { ok: false, message: t('signed-out') };
  const read = beginning.safeParse({ language: data.get('language'), section: data.get('section') });
  if (!read.success) return { ok: false, message: t('bad-input', { fields: 'section' }) };
  const begun = await saveArticle(actor, read.data);
  if (!begun.ok) return { ok: false, message: t(`refused.${begun.why}`) };
  redirect(editAddress(begun.articleId));
}

const chosen = z.object({
  act: z.enum(['in_review', 'ready', 'remove']),
  /** Article and the version that was seen in the list. */
  chosen: z
    .array(z.string().regex(/^\d{1,9}\.\d{1,9}$/))
    .min(1)
    .max(100),
});

/** Does one thing to each of the articles that were chosen in the list; what is refused for one is done for the others. */
export async function actOnChosen(_: unknown, data: FormData): Promise<{ ok: boolean; message: string }> {
  const actor = await acting();
  const t = await getTranslations({ locale: actor?.language ?? 'en' });
  if (!actor) return { ok: false, message: t('answers.signed-out') };
  const read = chosen.safeParse({ act: data.get('act'), chosen: data.getAll('chosen') });
  if (!read.success) return { ok: false, message: t('answers.bad-input', { fields: t('articles.chosen') }) };
  const { act } = read.data;
  let count = 0;
  for (const one of read.data.chosen) {
    const [id = 0, version = 0] = one.split('.').map(Number);
    const done = act === 'remove' ? await removeArticle(actor, id) : await saveWorkflow(actor, id, { to: act, version });
    if (done.ok) count++;
  }
  refresh();
  return { ok: count > 0, message: t('articles.acted', { count, refused: read.data.chosen.length - count }) };
}
