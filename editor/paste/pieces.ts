import { type Block, kindOf } from '#blocks/kinds';
import type { Marker } from '#blocks/list/marker';
import type { Marks, Span, Text } from '#blocks/spans';
import type { Punctuation } from '#i18n/languages/record';
import type { Loss } from './losses.ts';
import { paragraphsOf } from './wrapped-lines.ts';

// Pasted HTML is read as a row of pieces: runs of text, ends of lines, and the blocks among them.

/** An item of a list. Those of one list that follow each other become one block. */
export type Item = { type: 'item'; list: unknown; level: number; marker: Marker; text: Text };

/** A picture that is in the clipboard itself, and what was written under it. */
export type PastedPicture = { type: 'picture'; file: File; caption: string };

type PastedBlock = Block | Item | PastedPicture;

export type Piece = Span | PastedBlock | typeof BREAK | typeof LINE_BREAK | typeof GAP;

/** A line, or a block between two lines. */
export type Line = { line: Text } | PastedBlock;

/** The end of a line. */
export const BREAK = Symbol('the line ends here');

/** The end of a line inside of a text, which may have been wrapped. */
export const LINE_BREAK = Symbol('the text goes on in another line');

/** Where something stood that kept what is before it apart from what is after it. */
export const GAP = Symbol('these stand apart');

/** Reads what is inside an element; `marks` are those that hold there. */
export type PasteReader = {
  pieces(inside: Element, marks: Marks): Iterable<Piece>;
  lines(inside: Element, marks: Marks): Iterable<Line>;
  /** Everything as one line, for places that hold no more than one. */
  line(inside: Element, marks: Marks): Text;
  /** Remembers what the story cannot keep, so that the writer is told. */
  lose(loss: Loss): void;
  /** That of the story's language. */
  punctuation: Punctuation;
};

/** What is made of an element. */
export type PasteRule = (element: HTMLElement, marks: Marks, read: PasteReader) => Iterable<Piece>;

export function* linesOf(pieces: Iterable<Piece>): Generator<Line> {
  let lines: Inline[][] = [[]];
  for (const piece of pieces) {
    if (isInline(piece)) lines.at(-1)?.push(piece);
    else if (piece === LINE_BREAK) lines.push([]);
    else {
      yield* unwrapped(lines);
      lines = [[]];
      if (piece !== BREAK) yield piece;
    }
  }
  yield* unwrapped(lines);
}

/** Lines of one text, joined where it was only wrapped. */
function unwrapped(lines: Inline[][]): { line: Text }[] {
  const texts = lines.map(withoutExtraSpaces);
  const groups = paragraphsOf(texts.map((text) => text.map((span) => span.text).join('')));
  const joined = groups.map((group) =>
    group.flatMap((index, at) => [...(at > 0 ? [SPACE] : []), ...(texts[index] ?? [])]),
  );
  return joined.flatMap((line) => (line.length > 0 ? [{ line }] : []));
}

const SPACE: Span = { text: ' ' };

/** All pieces as one line; what is no text is handed to `lose`. */
export function oneLineOf(pieces: Iterable<Piece>, lose: (loss: Loss) => void): Text {
  return withoutExtraSpaces(
    [...pieces].flatMap((piece) => {
      if (isInline(piece)) return [piece];
      if (piece === BREAK || piece === LINE_BREAK) return [SPACE];
      return [SPACE, ...textIn(piece, lose)];
    }),
  );
}

function textIn(block: PastedBlock, lose: (loss: Loss) => void): Span[] {
  if (block.type === 'item') return [...markerText(block.marker), ...block.text, { text: ' ' }];
  const texts = block.type === 'picture' ? [] : (kindOf(block).text.parts(block).prose ?? []);
  if (block.type === 'table') lose('nesting');
  else if (block.type === 'picture') lose('picture');
  else if (texts.length === 0) lose('block');
  const attribution = block.type === 'quote' && block.attribution ? [{ text: `${block.attribution} ` }] : [];
  return [...texts.flatMap((text) => [...text, { text: ' ' }]), ...attribution];
}

/** What stood before an item, as text. */
export function markerText(marker: Marker): Span[] {
  if (marker.kind === 'bullet') return [];
  return [{ text: `${marker.kind === 'number' ? `${marker.number}.` : marker.text} ` }];
}

type Inline = Span | typeof GAP;

export function isInline(piece: Piece): piece is Inline {
  return piece === GAP || (typeof piece === 'object' && !('type' in piece));
}

/** Headings and header cells are bold by themselves. */
export function withoutStrong(text: Text): Text {
  return text.map(({ strong: _, ...span }) => span);
}

/** Whether two texts would be read as one figure if they stood side by side. */
function wouldJoin(before: string, after: string): boolean {
  return /[\p{N}.,]$/u.test(before) && /^[\p{N}.,]/u.test(after);
}

/**
 * Spaces as they would be seen on a page. Those that do not break are mostly a word processor's; between digits
 * somebody meant it.
 */
function withoutExtraSpaces(pieces: Inline[]): Text {
  let before = ' ';
  let isApart = false;
  const kept = pieces.flatMap((piece) => {
    if (piece === GAP) {
      isApart = true;
      return [];
    }
    let text = piece.text
      .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
      .replace(/(?<!\d)\u00a0|\u00a0(?!\d)/g, ' ')
      .replace(/[ \t\r\n\f]+/g, ' ');
    if (isApart && wouldJoin(before, text)) text = ` ${text}`;
    if (before === ' ') text = text.replace(/^ /, '');
    if (text) isApart = false;
    before = text.at(-1) ?? before;
    return text ? [{ ...piece, text }] : [];
  });
  const last = kept.at(-1);
  if (last) last.text = last.text.trimEnd();
  return last?.text === '' ? kept.slice(0, -1) : kept;
}
