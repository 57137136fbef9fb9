import * as z from 'zod/mini';
import { line } from '#blocks/spans';
import type { Picture } from '#newsroom/media/picture';

/** Id of a picture of the library. */
export const pictureId = z.string().check(z.regex(/^[0-9a-f]{20}$/));

/** The longest that one of a picture's texts may be, characters. */
export const PICTURE_TEXT_LENGTH = 1_000;

const pictureText = z.optional(line(PICTURE_TEXT_LENGTH));

/** What a story says of a picture instead of what the library says; empty is as if it were left out. */
export const pictureTexts = z.strictObject({ alt: pictureText, caption: pictureText, credit: pictureText });

export type PictureTexts = z.infer<typeof pictureTexts>;

/** A picture with the texts that a story gives it, and the library's where it gives none. */
export function pictureInStory(picture: Picture, { alt, caption, credit }: PictureTexts = {}): Picture {
  return { ...picture, alt: alt || picture.alt, caption: caption || picture.caption, credit: credit || picture.credit };
}

/** What readers see under a picture, as far as the story says it itself. */
export function captionOf({ caption, credit }: PictureTexts = {}): string[] {
  return [caption, credit].flatMap((text) => text || []);
}

/** All that a story says of a picture itself. */
export function ownTextsOf(texts: PictureTexts = {}): string[] {
  return [...captionOf(texts), ...(texts.alt ? [texts.alt] : [])];
}

/** What may be said of a picture in a story, in the order in which it is asked for. */
export const PICTURE_FIELDS = ['caption', 'credit', 'alt'] as const;

/** Of anything, the texts of a picture that a block may carry: none that are empty. */
export function readPictureTexts(given: unknown): PictureTexts {
  const fields = (typeof given === 'object' && given) || {};
  return Object.fromEntries(
    PICTURE_FIELDS.flatMap((field) => {
      const value: unknown = fields[field as keyof typeof fields];
      const text = typeof value === 'string' ? value.trim().slice(0, PICTURE_TEXT_LENGTH) : '';
      return text ? [[field, text]] : [];
    }),
  );
}

/** Of anything, the texts by picture that a gallery of these pictures may carry. */
export function readTextsByPicture(pictures: readonly string[], given: unknown): Record<string, PictureTexts> {
  const byPicture = new Map(Object.entries((typeof given === 'object' && given) || {}));
  return Object.fromEntries(
    pictures.flatMap((id) => {
      const texts = readPictureTexts(byPicture.get(id));
      return Object.keys(texts).length > 0 ? [[id, texts]] : [];
    }),
  );
}
