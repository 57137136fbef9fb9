import { PICTURE_TEXT_LENGTH, type PictureTexts } from '#newsroom/articles/article-body';

/** What may be said of a picture in a story, in the order in which it is asked for. */
export const OWN_FIELDS = ['caption', 'credit', 'alt'] as const;

/** Of anything, the words that a block may carry: none that are empty. */
export function pictureTexts(given: unknown): PictureTexts {
  const fields = (typeof given === 'object' && given) || {};
  return Object.fromEntries(
    OWN_FIELDS.flatMap((field) => {
      const said: unknown = fields[field as keyof typeof fields];
      const words = typeof said === 'string' ? said.trim().slice(0, PICTURE_TEXT_LENGTH) : '';
      return words ? [[field, words]] : [];
    }),
  );
}

/** Of anything, the words by picture that a gallery of these pictures may carry. */
export function pictureTextsOf(pictures: readonly string[], given: unknown): Record<string, PictureTexts> {
  const byPicture = new Map(Object.entries((typeof given === 'object' && given) || {}));
  return Object.fromEntries(
    pictures.flatMap((id) => {
      const words = pictureTexts(byPicture.get(id));
      return Object.keys(words).length > 0 ? [[id, words]] : [];
    }),
  );
}
