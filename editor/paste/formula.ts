import type { Marks } from '#blocks/spans';
import type { PasteReader, Piece } from './pieces.ts';

// MathML, which says by the order of its elements alone what is raised, lowered, or divided by what.

type Write = (parts: Element[], marks: Marks, read: PasteReader) => Iterable<Piece>;

const FORMULAS: Record<string, Write> = {
  msup: scripted('super'),
  msub: scripted('sub'),
  msubsup: scripted('sub', 'super'),
  *mfrac([above, below], marks, read) {
    if (above) yield* inBrackets(above, marks, read);
    yield { ...marks, text: '/' };
    if (below) yield* inBrackets(below, marks, read);
  },
  *msqrt(parts, marks, read) {
    yield { ...marks, text: '√(' };
    for (const part of parts) yield* read.pieces(wrapped(part), marks);
    yield { ...marks, text: ')' };
  },
  munder: inARow,
  mover: inARow,
  munderover: inARow,
  mmultiscripts: inARow,
  mroot: inARow,
  mtable: inARow,
};

/** What is made of an element of a formula that more than its letters belong to; undefined for all others. */
export function formulaPieces(element: Element, marks: Marks, read: PasteReader): Iterable<Piece> | undefined {
  if (!Object.hasOwn(FORMULAS, element.localName)) return undefined;
  return FORMULAS[element.localName]?.([...element.children], marks, read);
}

function scripted(...scripts: NonNullable<Marks['script']>[]): Write {
  return function* ([base, ...parts], marks, read) {
    if (base) yield* read.pieces(wrapped(base), marks);
    if (marks.script) read.lose('formula');
    for (const [index, part] of parts.entries()) {
      const script = scripts[index];
      yield* read.pieces(wrapped(part), script ? { ...marks, script } : marks);
    }
  };
}

function* inBrackets(part: Element, marks: Marks, read: PasteReader): Generator<Piece> {
  const needsBrackets = part.children.length > 1;
  if (needsBrackets) yield { ...marks, text: '(' };
  yield* read.pieces(wrapped(part), marks);
  if (needsBrackets) yield { ...marks, text: ')' };
}

/** One after the other: what it means is lost, and the writer is told. */
function* inARow(parts: Element[], marks: Marks, read: PasteReader): Generator<Piece> {
  read.lose('formula');
  for (const part of parts) {
    yield { text: ' ' };
    yield* read.pieces(wrapped(part), marks);
  }
}

/** What is inside is read; so what is to be read itself has to stand in something. */
function wrapped(part: Element): Element {
  const box = part.ownerDocument.createElement('span');
  box.append(part.cloneNode(true));
  return box;
}
