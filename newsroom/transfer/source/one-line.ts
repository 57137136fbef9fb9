/** Breaks of lines and other room between words; not the spaces that hold words together (no-break, narrow no-break). */
const ROOM = /[^\S\u00a0\u202f]+/g;

/** A text on one line, without room at its ends. */
export function oneLine(text: string): string {
  return text.replace(ROOM, ' ').trim();
}
