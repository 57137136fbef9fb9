import type { Block } from '#blocks/kinds';
import { kindOf } from '#blocks/kinds';
import type { Span, Text } from '#blocks/spans';

// Pasted HTML is read as a row of pieces: runs of text, ends of lines, and the blocks among them.

/** The marks that hold in a place. */
export type Marks = Omit<Span, 'text'>;

/** An item of a list that Word wrote as a paragraph; those of one list that follow each other become one. */
export type WordItem = { type: 'word-item'; list: string; level: number; ordered: boolean; text: Text };

export type Piece = Span | Block | WordItem | typeof BREAK;

/** A line, or a block between two lines. */
export type Line = { line: Text } | Block | WordItem;

/** The end of a line. */
export const BREAK = Symbol('the line ends here');

/** Reads what is inside an element; `marks` are those that hold there. */
export type PasteReader = {
  pieces(inside: Element, marks: Marks): Iterable<Piece>;
  lines(inside: Element, marks: Marks): Iterable<Line>;
  /** Everything as one line, for places that hold no more than one. */
  line(inside: Element, marks: Marks): Text;
};

/** What is made of an element. */
export type PasteRule = (element: HTMLElement, marks: Marks, read: PasteReader) => Iterable<Piece>;

export function* linesOf(pieces: Iterable<Piece>): Generator<Line> {
  let line: Span[] = [];
  for (const piece of pieces) {
    if (isSpan(piece)) {
      line.push(piece);
      continue;
    }
    yield* lineOf(line);
    line = [];
    if (piece !== BREAK) yield piece;
  }
  yield* lineOf(line);
}

function lineOf(spans: Span[]): { line: Text }[] {
  const line = withoutExtraSpaces(spans);
  return line.length > 0 ? [{ line }] : [];
}

export function oneLineOf(pieces: Iterable<Piece>): Text {
  return withoutExtraSpaces(
    [...pieces].flatMap((piece) =>
      isSpan(piece) ? [piece] : [{ text: ' ' }, ...(piece === BREAK ? [] : textIn(piece))],
    ),
  );
}

function textIn(block: Block | WordItem): Span[] {
  const texts = block.type === 'word-item' ? [block.text] : (kindOf(block).text.parts(block).prose ?? []);
  return texts.flatMap((text) => [...text, { text: ' ' }]);
}

function isSpan(piece: Piece): piece is Span {
  return piece !== BREAK && !('type' in piece);
}

/** Headings and header cells are bold by themselves. */
export function withoutStrong(text: Text): Text {
  return text.map(({ strong: _, ...span }) => span);
}

/**
 * Spaces as they would be seen on a page. Those that do not break are mostly a word processor's; between digits
 * somebody meant it.
 */
function withoutExtraSpaces(spans: Span[]): Text {
  let before = ' ';
  const kept = spans.flatMap((span) => {
    let text = span.text
      .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
      .replace(/(?<!\d)\u00a0|\u00a0(?!\d)/g, ' ')
      .replace(/[ \t\r\n\f]+/g, ' ');
    if (before === ' ') text = text.replace(/^ /, '');
    before = text.at(-1) ?? before;
    return text ? [{ ...span, text }] : [];
  });
  const last = kept.at(-1);
  if (last) last.text = last.text.trimEnd();
  return last?.text === '' ? kept.slice(0, -1) : kept;
}
