import { entryOfLine } from '#newsroom/transfer/json-lines/source-line';
import { linesOf } from '#newsroom/transfer/source/lines-of';
import type { SourceEntry } from '#newsroom/transfer/source/source-item';

/** How much of a line that cannot be read is quoted, characters. */
const QUOTED = 60;

/** Whether a text, by how it begins, is an export as JSON Lines: its first line is about a site. */
export function isJsonLines(start: string): boolean {
  const [first = ''] = start.replace(/^\uFEFF/, '').split('\n', 1);
  return entryOfLine(first)?.kind === 'site';
}

/**
 * The entries of JSON Lines, one after another: memory stays that of the longest line. `text` is a file in pieces. A line
 * that is none is a problem, with its number; a last line without a line break that cannot be read was cut off.
 */
export async function* readJsonLines(text: AsyncIterable<string>): AsyncGenerator<SourceEntry> {
  let number = 0;
  for await (const { line, isWhole, isTooLong } of linesOf(text)) {
    number++;
    const written = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (written.trim() === '') continue;
    const entry = isTooLong ? undefined : entryOfLine(written);
    if (entry) yield entry;
    else
      yield {
        kind: 'problem',
        why: whyOf({ written, isWhole, isTooLong }),
        line: number,
        near: written.slice(0, QUOTED),
      };
  }
}

function whyOf({ written, isWhole, isTooLong }: { written: string; isWhole: boolean; isTooLong: boolean }) {
  if (isTooLong) return 'too-large';
  if (isJson(written)) return 'bad-value';
  return isWhole ? 'not-well-formed' : 'cut-off';
}

function isJson(written: string): boolean {
  try {
    JSON.parse(written);
    return true;
  } catch {
    return false;
  }
}
