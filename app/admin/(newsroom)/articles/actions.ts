'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { readForm } from '#app/admin/form';
import type { Answer } from '#components/staff/staff-form.island';
import { editAddress } from '#i18n/admin-addresses';
import { STORY_KINDS } from '#newsroom/articles/kinds';
import { createArticle } from '#newsroom/editing/create-article';
import { changeWorkflow } from '#newsroom/editing/review-article';
import { moveToTrash } from '#newsroom/editing/trash-article';
import { languageCode } from '#newsroom/languages/language-code';

const beginning = z.strictObject({
  language: languageCode,
  section: z.string().min(1).max(120),
  kind: z.enum(STORY_KINDS),
});

/** Begins a story and goes to where it is written. */
export async function begin(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(beginning, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const begun = await createArticle(actor, said);
  if (!begun.ok) return { ok: false, message: t(`answers.refused.${begun.why}`) };
  redirect(editAddress(begun.articleId));
}

const chosen = z.strictObject({
  act: z.enum(['in_review', 'ready', 'remove']),
  /** Article and the version that was seen in the list. */
  chosen: z
    .array(z.string().regex(/^\d{1,9}\.\d{1,9}$/))
    .min(1)
    .max(100),
});

/**
 * Does one thing to each of the articles that were chosen in the list; what is refused for one is done for the others.
 */
export async function changeSelected(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(chosen, data, ['chosen']);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  let count = 0;
  for (const one of said.chosen) {
    const [id = 0, version = 0] = one.split('.').map(Number);
    const done =
      said.act === 'remove' ? await moveToTrash(actor, id) : await changeWorkflow(actor, id, { to: said.act, version });
    if (done.ok) count++;
  }
  refresh();
  return { ok: count > 0, message: t('articles.acted', { count, refused: said.chosen.length - count }) };
}
