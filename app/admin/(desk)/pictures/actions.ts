'use server';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { PICTURES } from '#i18n/desk-addresses';
import { removePicture } from '#newsroom/media/remove-picture';
import { savePictureWords } from '#newsroom/media/save-picture-words';
import { acting, speakToStranger } from '../../gate.ts';

type Answer = { ok: boolean; message: string };

const id = z.string().regex(/^[0-9a-f]{20}$/);
const words = z.string().trim().max(1_000);
const percent = z.coerce.number().int().min(0).max(100);
const given = z.strictObject({
  id,
  focusX: percent,
  focusY: percent,
  ...{ 'en.alt': words, 'en.caption': words, 'en.credit': words },
  ...{ 'ru.alt': words, 'ru.caption': words, 'ru.credit': words },
  ...{ 'hy.alt': words, 'hy.caption': words, 'hy.credit': words },
});

/** Keeps the words and the focus of a picture. */
export async function keepWords(_: unknown, data: FormData): Promise<Answer> {
  const actor = await acting();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language });
  const read = given.safeParse(Object.fromEntries([...data].filter(([name]) => !name.startsWith('$'))));
  if (!read.success)
    return { ok: false, message: t('desk.badInput', { fields: read.error.issues.map(({ path }) => path.join('.')).join(', ') }) };
  const form = read.data;
  const wordsIn = (language: 'en' | 'ru' | 'hy') => ({
    alt: form[`${language}.alt`],
    caption: form[`${language}.caption`],
    credit: form[`${language}.credit`],
  });
  const saved = await savePictureWords(actor, form.id, {
    words: { en: wordsIn('en'), ru: wordsIn('ru'), hy: wordsIn('hy') },
    focus: { x: form.focusX / 100, y: form.focusY / 100 },
  });
  if (saved.ok) return { ok: true, message: t('pictures.entry.saved') };
  if (saved.why === 'busy') return { ok: false, message: t('pictures.trouble.busy') };
  return { ok: false, message: saved.why === 'absent' ? t('pictures.entry.absent') : t('desk.notAllowed') };
}

/** Removes a picture that nothing uses, and goes back to the library. */
export async function dropPicture(_: unknown, data: FormData): Promise<Answer> {
  const actor = await acting();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language });
  const read = id.safeParse(data.get('id'));
  const removed = read.success ? await removePicture(actor, read.data) : ({ ok: false, why: 'absent' } as const);
  if (removed.ok) redirect(`${PICTURES}?removed=1`);
  if (removed.why === 'not-allowed') return { ok: false, message: t('desk.notAllowed') };
  if (removed.why === 'busy') return { ok: false, message: t('pictures.trouble.busy') };
  return { ok: false, message: t(`pictures.entry.${removed.why === 'used' ? 'remove.used' : 'absent'}`) };
}

async function signedOut(): Promise<Answer> {
  const t = await getTranslations({ locale: await speakToStranger(), namespace: 'desk' });
  return { ok: false, message: t('signedOut') };
}
