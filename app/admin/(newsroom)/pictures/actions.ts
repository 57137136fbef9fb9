'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { inLanguages, readForm } from '#app/admin/form';
import type { Answer } from '#components/staff/staff-form.island';
import { PICTURES } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import { deletePicture } from '#newsroom/media/delete-picture';
import { savePictureTexts } from '#newsroom/media/save-picture-texts';

const id = z.string().regex(/^[0-9a-f]{20}$/);
const words = z.string().trim().max(1_000);
const percent = z.coerce.number().int().min(0).max(100);
const given = z.strictObject({
  id,
  focusX: percent,
  focusY: percent,
  ...inLanguages('alt', words),
  ...inLanguages('caption', words),
  ...inLanguages('credit', words),
});

/** Keeps the words and the focus of a picture. */
export async function savePictureTextsAction(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(given, data);
  if (!come.ok) return come;
  const { actor, said: form, t } = come;
  const texts = LANGUAGES.map(({ code }) => {
    return [code, { alt: form[`alt.${code}`], caption: form[`caption.${code}`], credit: form[`credit.${code}`] }];
  });
  const saved = await savePictureTexts(actor, form.id, {
    words: Object.fromEntries(texts),
    focus: { x: form.focusX / 100, y: form.focusY / 100 },
  });
  if (saved.ok) return { ok: true, message: t('pictures.details.saved') };
  if (saved.why === 'busy') return { ok: false, message: t('pictures.errors.busy') };
  return { ok: false, message: saved.why === 'absent' ? t('pictures.details.absent') : t('newsroom.notAllowed') };
}

/** Removes a picture that nothing uses, and goes back to the library. */
export async function deletePictureAction(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(z.strictObject({ id }), data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const removed = await deletePicture(actor, said.id);
  if (removed.ok) redirect(`${PICTURES}?removed=1`);
  if (removed.why === 'not-allowed') return { ok: false, message: t('newsroom.notAllowed') };
  if (removed.why === 'busy') return { ok: false, message: t('pictures.errors.busy') };
  return { ok: false, message: t(`pictures.details.${removed.why === 'used' ? 'delete.used' : 'absent'}`) };
}
