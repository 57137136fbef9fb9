/** Longer than any story; a line beyond is not held. Characters. */
const LONGEST_LINE = 5_000_000;
/** As much of it is given. */
const BEGINNING = 60;

type Line = { line: string; isWhole: boolean; isTooLong: boolean };

/**
 * The lines of a text that comes in pieces, without what ends them: of one that is too long only the beginning, and the
 * last one perhaps not whole.
 */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let held = '';
  let isTooLong = false;
  for await (const chunk of text) {
    const parts = chunk.split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      yield { line: (held + part).replace(/\r$/, ''), isWhole: true, isTooLong };
      held = '';
      isTooLong = false;
    }
    if (held.length + last.length > LONGEST_LINE) isTooLong = true;
    held = isTooLong ? held.slice(0, BEGINNING) : held + last;
  }
  if (held !== '') yield { line: held, isWhole: false, isTooLong };
}
