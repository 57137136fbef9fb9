/** Longer texts are not kept for long, letters. */
const SHORT = 2_000;

/**
 * A text as a string of its own: a piece that V8 cuts out of a part of a file keeps the whole part in memory. Halves of
 * letters, which no address and no database can hold, become U+FFFD.
 */
export function ownedString(text: string): string {
  return text.length > SHORT ? text.toWellFormed() : Buffer.from(text).toString();
}
