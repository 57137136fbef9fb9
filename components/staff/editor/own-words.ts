import { OWN_WORDS_LENGTH, type OwnWords } from '#newsroom/articles/article-body';

/** What may be said of a picture in a story, in the order in which it is asked for. */
export const OWN_FIELDS = ['caption', 'credit', 'alt'] as const;

/** Of anything, the words that a block may carry: none that are empty. */
export function ownWords(given: unknown): OwnWords {
  const fields = (typeof given === 'object' && given) || {};
  return Object.fromEntries(
    OWN_FIELDS.flatMap((field) => {
      const said: unknown = fields[field as keyof typeof fields];
      const words = typeof said === 'string' ? said.trim().slice(0, OWN_WORDS_LENGTH) : '';
      return words ? [[field, words]] : [];
    }),
  );
}

/** Of anything, the words by picture that a gallery of these pictures may carry. */
export function ownWordsOf(pictures: readonly string[], given: unknown): Record<string, OwnWords> {
  const byPicture = new Map(Object.entries((typeof given === 'object' && given) || {}));
  return Object.fromEntries(
    pictures.flatMap((id) => {
      const words = ownWords(byPicture.get(id));
      return Object.keys(words).length > 0 ? [[id, words]] : [];
    }),
  );
}
