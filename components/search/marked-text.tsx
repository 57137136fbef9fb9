import type { MarkedText as Pieces } from '#newsroom/search/match';

/** Text in which the words that were looked for are marked. */
export function MarkedText({ pieces }: { pieces: Pieces }) {
  return pieces.map(({ at, text, marked }) => (marked ? <mark key={at}>{text}</mark> : text));
}
