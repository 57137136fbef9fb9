import { ALL_EDITORS } from '#blocks/editors';
import { type Marks, plainText } from '#blocks/spans';
import { type Language, languageOf } from '#i18n/languages';
import { formulaPieces } from './formula.ts';
import type { Loss } from './losses.ts';
import { itemOfWord } from './numbering.ts';
import {
  isHidden,
  isInSymbols,
  isLostLink,
  keepsLines,
  lossOf,
  marksOf,
  pictogram,
  scriptOf,
  standsApart,
  startsLine,
} from './pasted-markup.ts';
import { fileOf } from './pasted-picture.ts';
import { BREAK, GAP, LINE_BREAK, linesOf, oneLineOf, type PasteReader, type PasteRule, type Piece } from './pieces.ts';

/** Reads pasted HTML into a story in a language; `lose` is told of what the story cannot keep. */
export function readerFor(language: Language, lose: (loss: Loss) => void): PasteReader {
  const read: PasteReader = {
    pieces: (inside, marks) => piecesIn(inside, marks, read),
    lines: (inside, marks) => linesOf(piecesIn(inside, marks, read)),
    line: (inside, marks) => oneLineOf(piecesIn(inside, marks, read), lose),
    lose,
    punctuation: languageOf(language).punctuation,
  };
  return read;
}

function* piecesIn(parent: Node, marks: Marks, read: PasteReader): Generator<Piece> {
  for (const node of parent.childNodes) {
    if (node.nodeType === node.TEXT_NODE) yield* textPieces(node as Text, marks, read);
    else if (node.nodeType === node.ELEMENT_NODE && !isHidden(node as HTMLElement))
      yield* elementPieces(node as HTMLElement, marks, read);
  }
}

function* textPieces({ data, parentElement }: Text, marks: Marks, read: PasteReader): Generator<Piece> {
  // Letters that only a typeface of the source knows.
  if (/[\ue000-\uf8ff]/.test(data)) read.lose('symbol');
  for (const [index, text] of (keepsLines(parentElement) ? data.split('\n') : [data]).entries()) {
    if (index > 0) yield LINE_BREAK;
    if (text) yield { ...marks, text };
  }
}

function* elementPieces(element: HTMLElement, outer: Marks, read: PasteReader): Generator<Piece> {
  const loss = lossOf(element);
  if (loss) {
    read.lose(loss);
    yield GAP;
    return;
  }
  const marks = marksOf(element, outer);
  if (isLostLink(element, marks)) read.lose('link');
  if (isInSymbols(element) && element.textContent?.trim()) read.lose('symbol');
  // A power of a power would be another figure.
  if (outer.script && scriptOf(element)) read.lose('formula');
  const isApart = standsApart(element);
  if (isApart) yield GAP;
  const rule = RULES.get(element.localName);
  yield* itemPieces(element, marks, read) ??
    rule?.(element, marks, read) ??
    formulaPieces(element, marks, read) ??
    plainPieces(element, marks, read);
  if (isApart) yield GAP;
}

function* plainPieces(element: HTMLElement, marks: Marks, read: PasteReader): Generator<Piece> {
  if (startsLine(element)) yield BREAK;
  yield* read.pieces(element, marks);
  if (startsLine(element)) yield BREAK;
}

/** Word writes an item of a list as a paragraph. In headings its number is text. */
function itemPieces(element: HTMLElement, marks: Marks, read: PasteReader): Iterable<Piece> | undefined {
  const item = /^h[1-6]$/.test(element.localName) ? undefined : itemOfWord(element);
  if (!item) return undefined;
  const { ignored, ...place } = item;
  ignored.remove();
  return [{ type: 'item', ...place, text: read.line(element, marks) }];
}

const OWN_RULES: Record<string, PasteRule> = {
  br: () => [LINE_BREAK],
  img: picturePieces,
  figure: figurePieces,
  q: quotedPieces,
  *rt(element, marks, read) {
    yield { ...marks, text: ' (' };
    yield* read.pieces(element, marks);
    yield { ...marks, text: ')' };
  },
};

const RULES = new Map([
  ...Object.entries(OWN_RULES),
  ...ALL_EDITORS.flatMap(([, { paste = {} }]) => Object.entries(paste)),
]);

function picturePieces(image: HTMLElement, marks: Marks, read: PasteReader): Piece[] {
  const text = pictogram(image);
  if (text) return [{ ...marks, text }];
  const file = fileOf(image);
  if (file) return [{ type: 'picture', file, caption: '' }];
  read.lose('picture');
  return [GAP];
}

/** A caption goes with the one picture that it stands under, and is a line where there is anything else. */
function* figurePieces(figure: HTMLElement, marks: Marks, read: PasteReader): Generator<Piece> {
  const written = figure.querySelector('figcaption');
  const hasPicture = figure.querySelector('img, svg, canvas, picture, video') !== null;
  written?.remove();
  const pieces = [...read.pieces(figure, marks)];
  const caption = written ? read.line(written, {}) : [];
  const pictures = pieces.filter((piece) => isPicture(piece));
  const isAlone = pictures.length === 1 || (hasPicture && !pieces.some((piece) => isSeen(piece)));
  yield BREAK;
  for (const piece of pieces)
    yield isPicture(piece) && pictures.length === 1 ? { ...piece, caption: plainText(caption) } : piece;
  yield BREAK;
  if (caption.length === 0) return;
  if (!isAlone) yield* [...caption, BREAK];
  else if (pictures.length === 0) read.lose('caption');
}

function isPicture(piece: Piece) {
  return typeof piece === 'object' && 'type' in piece && piece.type === 'picture';
}

function isSeen(piece: Piece): boolean {
  return typeof piece === 'object' && ('type' in piece || piece.text.trim() !== '');
}

/** The quotation marks that a browser would have drawn. */
function* quotedPieces(element: HTMLElement, marks: Marks, read: PasteReader): Generator<Piece> {
  const isInner = Boolean(element.parentElement?.closest('q'));
  const [open, close] = isInner ? read.punctuation.innerQuotes : read.punctuation.outerQuotes;
  yield { ...marks, text: open };
  yield* read.pieces(element, marks);
  yield { ...marks, text: close };
}
