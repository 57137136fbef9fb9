/** What a drawing lacks letters for: letters, and emoji, each as one. */
export type MissingLetters = { letters: ReadonlySet<string>; emoji: ReadonlySet<string> };

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Quotation marks and brackets that are left with nothing between them. */
const EMPTY_PAIRS = /[“„«"‘([]\s*[”“»"’)\]]/g;
/** Marks that stand between two parts, one of which is gone. */
const LOOSE_ENDS = /^[\s,.:;/|–—-]+|[\s,:;/|–—-]+$/g;

/**
 * A text without what cannot be drawn: words that have a letter of another script, signs and emoji. A word is left out
 * whole, for without one of its letters it is another word. A text that can be drawn stays as it is.
 */
export function drawableText(text: string, { letters, emoji }: MissingLetters): string {
  const isMissing = (part: string) => [...part].some((letter) => letters.has(letter));
  const withoutEmoji = [...GRAPHEMES.segment(text)].map(({ segment }) => (emoji.has(segment) ? ' ' : segment)).join('');
  const drawable = withoutEmoji
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => (isMissing(word) ? ' ' : word))
    .replace(/./gsu, (sign) => (isMissing(sign) ? ' ' : sign));
  if (drawable === text) return text;
  return drawable
    .replace(EMPTY_PAIRS, ' ')
    .replace(/\s+([,.:;!?])/g, '$1')
    .replace(/([,:;])[,:;]+/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(LOOSE_ENDS, '');
}
