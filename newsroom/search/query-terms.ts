import { wordsIn } from '#i18n/words';

/**
 * Longer questions than this are cut: no reader means them. In UTF-16 code units, as the `maxlength` of a field counts.
 */
export const QUERY_LENGTH_LIMIT = 200;

/** What comes after so many words and phrases of a question is not looked at. */
const TERM_LIMIT = 12;

/** A word to look for, or, in quotes, words that stand together. `without`: stories that have it are left out. */
export type Term = { text: string; quoted: boolean; without: boolean };

/** A question as it was meant: whole characters of at most the limit, nothing that cannot be seen, single spaces. */
export function normalizeQuery(typed: string): string {
  return typed
    .slice(0, QUERY_LENGTH_LIMIT * 4)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{C}\p{Z}\ufffd]+/gu, ' ')
    .trim()
    .slice(0, QUERY_LENGTH_LIMIT)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd();
}

/**
 * What a tidy question asks for. Quotes of every language are quotes; a minus counts where a word or quote follows it
 * at once, and not before a figure: many write -18 and mean it.
 */
export function termsOf(question: string): Term[] {
  const parts = question.matchAll(
    /(?<before>^|\s)(?<minus>[-−–])?["“”„«»](?<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?<word>[^\s"“”„«»]+)/gu,
  );
  return [...parts]
    .map(({ groups: { minus, phrase, word = '' } = {} }) => {
      if (phrase !== undefined) return { text: phrase.trim(), quoted: true, without: minus !== undefined };
      const without = /^[-−–]+[^-−–\p{N}]/u.test(word);
      return { text: word.replace(/^[-−–]+/u, ''), quoted: false, without };
    })
    .filter(({ text }) => wordsIn(text).length > 0)
    .slice(0, TERM_LIMIT);
}

/** The reverse of termsOf. */
export function writeQuery(terms: readonly Term[]): string {
  return terms.map(({ text, quoted, without }) => `${without ? '-' : ''}${quoted ? `"${text}"` : text}`).join(' ');
}

/** A question with some of its words written otherwise. */
export function respell(terms: readonly Term[], spellings: ReadonlyMap<string, string>): string {
  return writeQuery(
    terms.map((term) =>
      term.quoted || term.without ? term : { ...term, text: spellings.get(term.text) ?? term.text },
    ),
  );
}

/** Whether the last thing typed is a word that may go on. */
export function endsInWord(terms: readonly Term[]): boolean {
  const last = terms.at(-1);
  return last !== undefined && !last.quoted && !last.without;
}
