/** Longer texts are not kept for long, letters. */
const SHORT = 2_000;

/** A text as a string of its own. A piece that V8 cuts out of a part of a file keeps the whole part in memory. */
export function ownedString(text: string): string {
  return text.length > SHORT ? text : Buffer.from(text).toString();
}
