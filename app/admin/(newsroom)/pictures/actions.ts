'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { inLanguages, rowNumber } from '#app/admin/form';
import { PICTURES } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import { deletePicture } from '#newsroom/media/delete-picture';
import { savePictureTexts } from '#newsroom/media/save-picture-texts';

const id = z.string().regex(/^[0-9a-f]{20}$/);
const text = z.string().trim().max(1_000);
const percent = z.coerce.number().int().min(0).max(100);

/** Saves caption, credit, alt text and focal point of a picture. */
export const savePictureTextsAction = newsroomAction(
  {
    input: z.strictObject({
      id,
      seen: rowNumber,
      focusX: percent,
      focusY: percent,
      ...inLanguages('alt', text),
      ...inLanguages('caption', text),
      ...inLanguages('credit', text),
    }),
    done: 'pictures.details.saved',
  },
  ({ id, seen, focusX, focusY, ...given }, { actor }) => {
    const texts = LANGUAGES.map(({ code }) => {
      return [code, { alt: given[`alt.${code}`], caption: given[`caption.${code}`], credit: given[`credit.${code}`] }];
    });
    const focus = { x: focusX / 100, y: focusY / 100 };
    return savePictureTexts(actor, id, { words: Object.fromEntries(texts), focus, seen });
  },
);

/** Deletes a picture that nothing uses, and goes back to the library. */
export const deletePictureAction = newsroomAction({ input: z.strictObject({ id }) }, async ({ id }, { actor }) => {
  const deleted = await deletePicture(actor, id);
  return deleted.ok ? redirect(`${PICTURES}?removed=1`) : deleted;
});
