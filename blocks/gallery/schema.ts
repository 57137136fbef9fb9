import * as z from 'zod/mini';
import { pictureId, pictureTexts } from '#blocks/picture-texts';
import { listOf } from '#blocks/spans';

export const GALLERY_LIMIT = 50;

export const gallery = z
  .strictObject({
    type: z.literal('gallery'),
    pictures: listOf(pictureId, GALLERY_LIMIT, 2),
    /** What the story says of its pictures, by picture. */
    words: z.optional(z.record(pictureId, pictureTexts)),
  })
  .check(
    z.refine(
      ({ pictures, words = {} }) => Object.keys(words).every((id) => pictures.includes(id)),
      'texts of a picture that is not there',
    ),
  );

export type Gallery = z.infer<typeof gallery>;
