import type { ArticleBody } from '#blocks/body';
import { ALL_EDITORS } from '#blocks/editors';
import type { Block } from '#blocks/kinds';
import type { Text } from '#blocks/spans';
import { bodyOf, documentOf } from '#editor/document/document';
import { isHidden, keepsLines, listOfWord, marksOf, pageOf, pictogram, startsLine } from './pasted-markup.ts';
import { BREAK, linesOf, type Marks, oneLineOf, type PasteReader, type Piece, type WordItem } from './pieces.ts';

const RULES = new Map(ALL_EDITORS.flatMap(([, { paste = {} }]) => Object.entries(paste)));

/**
 * The blocks in HTML from elsewhere: what it says and how that is ordered, nothing of how it looked or what it wanted
 * to run.
 */
export function pastedBody(html: string): ArticleBody {
  const blocks: (Block | WordItem)[] = [];
  for (const part of READER.lines(pageOf(html).body, {}))
    blocks.push('type' in part ? part : { type: 'paragraph', text: part.line });
  return bodyOf(documentOf(withWordLists(blocks)));
}

const READER: PasteReader = {
  pieces: piecesIn,
  lines: (inside, marks) => linesOf(piecesIn(inside, marks)),
  line: (inside, marks) => oneLineOf(piecesIn(inside, marks)),
};

function* piecesIn(parent: Node, marks: Marks): Generator<Piece> {
  for (const node of parent.childNodes) {
    if (node.nodeType === node.TEXT_NODE) yield* textPieces(node as globalThis.Text, marks);
    else if (node.nodeType === node.ELEMENT_NODE && !isHidden(node as HTMLElement))
      yield* elementPieces(node as HTMLElement, marks);
  }
}

function* textPieces(node: globalThis.Text, marks: Marks): Generator<Piece> {
  for (const [index, text] of (keepsLines(node.parentElement) ? node.data.split('\n') : [node.data]).entries()) {
    if (index > 0) yield BREAK;
    if (text) yield { ...marks, text };
  }
}

function* elementPieces(element: HTMLElement, outer: Marks): Generator<Piece> {
  const marks = marksOf(element, outer);
  const word = listOfWord(element);
  const rule = RULES.get(element.localName);
  if (word) yield { type: 'word-item', ...word, text: READER.line(element, marks) };
  else if (rule) yield* rule(element, marks, READER);
  else if (element.localName === 'br') yield BREAK;
  else if (element.localName === 'img') yield* [pictogram(element)].filter(Boolean).map((text) => ({ ...marks, text }));
  else {
    if (startsLine(element)) yield BREAK;
    yield* piecesIn(element, marks);
    if (startsLine(element)) yield BREAK;
  }
}

function withWordLists(blocks: (Block | WordItem)[]): Block[] {
  const joined: Block[] = [];
  let open: { list: string; ordered: boolean; items: Text[] } | undefined;
  for (const block of blocks) {
    if (block.type !== 'word-item') {
      joined.push(block);
      open = undefined;
    } else if (open?.list === block.list && (block.level > 1 || open.ordered === block.ordered)) {
      open.items.push(block.text);
    } else {
      open = { list: block.list, ordered: block.ordered, items: [block.text] };
      joined.push({ type: 'list', ordered: open.ordered, items: open.items });
    }
  }
  return joined;
}
