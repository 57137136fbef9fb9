'use server';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { editAddress } from '#i18n/desk-addresses';
import { saveArticle } from '#newsroom/articles/save-article';
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
