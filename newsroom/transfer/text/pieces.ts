import type { Block } from '#blocks/kinds';
import type { Marker } from '#blocks/list/marker';
import { haveSameMarks, type Marks, type Span, type Text } from '#blocks/spans';

// HTML is read as a row of pieces: runs of letters, ends of lines, and what stands between two lines.

type Run = { kind: 'run'; text: string; marks: Marks };

/** An item of a list. Those of one list that follow each other become one block. */
export type Item = { kind: 'item'; list: unknown; level: number; marker: Marker; text: Text };

/** A picture, by the places where it may be found, the best first. */
export type WantedPicture = {
  candidates: string[];
  alt: string;
  caption: string;
  /** What is told of it where it has no address. */
  told?: string;
};

/** Something that is shown from elsewhere. `words` may be made of its address, where nobody named it. */
export type Shown = { kind: 'shown'; href: string; words: string; isNamed: boolean };

type Between =
  | Item
  | Shown
  | { kind: 'block'; block: Block }
  | { kind: 'picture'; picture: WantedPicture }
  | { kind: 'gallery'; pictures: WantedPicture[] };

export type Piece = Run | { kind: 'end' } | Between;

/** The end of a line. */
export const END: Piece = { kind: 'end' };

/** What keeps that before it apart from that after it. */
export const GAP: Piece = { kind: 'run', text: ' ', marks: {} };

/** A line of text, or what stands between two lines. */
export type Line = { kind: 'line'; text: Text } | Between;

/** Pieces line by line. Pictures do not end a line: they come after it, unless they stand before it. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let runs: Run[] = [];
  let held: Line[] = [];
  const flush = () => {
    const text = textOf(runs);
    if (text.length > 0) lines.push({ kind: 'line', text });
    for (const picture of held) lines.push(picture);
    runs = [];
    held = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'run') runs.push(piece);
    else if (piece.kind === 'picture' && runs.some(({ text }) => text.trim())) held.push(piece);
    else {
      if (piece.kind !== 'picture') flush();
      if (piece.kind !== 'end') lines.push(piece);
    }
  }
  flush();
  return lines;
}

/** The same with all lines joined that nothing stands between. */
export function joinedLinesOf(pieces: readonly Piece[]): Line[] {
  const joined: Line[] = [];
  let texts: Text[] = [];
  const flush = () => {
    if (texts.length > 0) joined.push({ kind: 'line', text: joinTexts(texts, ' ') });
    texts = [];
  };
  for (const line of linesOf(pieces)) {
    if (line.kind === 'line') texts.push(line.text);
    else {
      flush();
      joined.push(line);
    }
  }
  flush();
  return joined;
}

/** Adds lines to pieces, each as a line of its own. */
export function pushLines(out: Piece[], lines: readonly Line[]): void {
  for (const line of lines) {
    if (line.kind !== 'line') out.push(line);
    else for (const { text, ...marks } of line.text) out.push({ kind: 'run', text, marks });
    out.push(END);
  }
}

/** Texts one after the other; those that say nothing are left out. */
export function joinTexts(texts: readonly Text[], between: string): Text {
  const joined: Text = [];
  for (const text of texts) {
    if (text.length === 0) continue;
    if (joined.length > 0) append(joined, { text: between });
    for (const span of text) append(joined, span);
  }
  return joined;
}

function append(text: Text, span: Span): void {
  const last = text.at(-1);
  if (last && haveSameMarks(last, span)) text[text.length - 1] = { ...last, text: last.text + span.text };
  else text.push(span);
}

/**
 * Non-breaking spaces that somebody meant: after a short word or initial, at a number, dash or sign. Editors put others
 * wherever two spaces were typed.
 */
const MEANT =
  /(?<=[\p{N}–—«„“№§(]|(?<!\p{L})\p{L}{1,2}\.?)\u00a0(?=\S)|(?<=\S)\u00a0(?=[\p{N}–—»”!?:;%]|\p{L}{1,2}(?!\p{L}))/gu;

/** A placeholder for those while the others become spaces; visible text never has it. */
const KEPT = '\u200b';

/** Runs as a text, with spaces as they would be seen on a page. */
function textOf(runs: readonly Run[]): Text {
  const text: Text = [];
  let before = ' ';
  for (const run of runs) {
    let letters = run.text.includes('\u00a0') ? run.text.replace(MEANT, KEPT) : run.text;
    letters = letters.replace(/[\s\u0085]+/g, ' ').replaceAll(KEPT, '\u00a0');
    if (before === ' ' && letters.startsWith(' ')) letters = letters.slice(1);
    if (!letters) continue;
    before = letters.at(-1) ?? before;
    append(text, { ...run.marks, text: letters });
  }
  const last = text.at(-1);
  if (last?.text.endsWith(' ')) text[text.length - 1] = { ...last, text: last.text.trimEnd() };
  return withoutEmptyLinks(last?.text.trim() === '' ? text.slice(0, -1) : text);
}

/** A link of nothing but spaces has no words to be followed by. */
function withoutEmptyLinks(text: Text): Text {
  const kept: Text = [];
  for (const [index, span] of text.entries()) {
    const { href, ...unlinked } = span;
    const isBeside = [text[index - 1], text[index + 1]].some((other) => other?.href === href);
    append(kept, !href || isBeside || span.text.trim() ? span : unlinked);
  }
  return kept;
}
