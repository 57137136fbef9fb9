'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { editAddress } from '#i18n/admin-addresses';
import { STORY_KINDS } from '#newsroom/articles/kinds';
import { createArticle } from '#newsroom/editing/create-article';
import { changeWorkflow } from '#newsroom/editing/review-article';
import { moveToTrash } from '#newsroom/editing/trash-article';
import { languageCode } from '#newsroom/languages/language-code';

/** Creates a story and goes to where it is written. */
export const createArticleAction = newsroomAction(
  {
    input: z.strictObject({
      language: languageCode,
      section: z.string().min(1).max(120),
      kind: z.enum(STORY_KINDS),
    }),
  },
  async (input, { actor }) => {
    const created = await createArticle(actor, input);
    return created.ok ? redirect(editAddress(created.articleId)) : created;
  },
);

/** Changes all articles that were selected in the list; what is refused for one is done for the others. */
export const changeSelectedAction = newsroomAction(
  {
    input: z.strictObject({
      act: z.enum(['in_review', 'ready', 'remove']),
      /** Article and the version that was seen in the list. */
      chosen: z
        .array(z.string().regex(/^\d{1,9}\.\d{1,9}$/))
        .min(1)
        .max(100),
    }),
    lists: ['chosen'],
  },
  async ({ act, chosen }, { actor, t }) => {
    let count = 0;
    for (const one of chosen) {
      const [id = 0, version = 0] = one.split('.').map(Number);
      const done =
        act === 'remove' ? await moveToTrash(actor, id) : await changeWorkflow(actor, id, { to: act, version });
      if (done.ok) count++;
    }
    refresh();
    return { ok: count > 0, message: t('articles.bulk.result', { count, refused: chosen.length - count }) };
  },
);
