import { bodyOf, documentOf } from '#editor/document';
import { type Block, plainText, type Span, type Text } from '#newsroom/articles/article-body';
import { providerOf } from '#newsroom/articles/embed-frame';
import { isHidden, keepsLines, listOfWord, marksOf, pageOf, pictogram, startsLine } from './pasted-markup.ts';

type Marks = Omit<Span, 'text'>;

/** A list that Word wrote as paragraphs; those of one list that follow each other become one. */
type WordItem = { type: 'word-item'; list: string; level: number; ordered: boolean; text: Text };

type Piece = Span | Block | WordItem | typeof BREAK;

const BREAK = Symbol('the line ends here');

/**
 * The blocks in HTML from elsewhere: what it says and how that is ordered, nothing of how it looked or what it wanted
 * to run.
 */
export function pastedBody(html: string): Block[] {
  const blocks: (Block | WordItem)[] = [];
  for (const part of linesIn(piecesIn(pageOf(html).body, {})))
    blocks.push('type' in part ? part : { type: 'paragraph', text: part.line });
  return bodyOf(documentOf(listsJoined(blocks)));
}

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
  if (word) {
    yield { type: 'word-item', ...word, text: flat(piecesIn(element, marks)) };
    return;
  }
  switch (element.localName) {
    case 'br':
      yield BREAK;
      return;
    case 'hr':
      yield { type: 'divider' };
      return;
    case 'img':
      yield* [pictogram(element)].filter(Boolean).map((text) => ({ ...marks, text }));
      return;
    case 'iframe':
      yield* framePieces(element);
      return;
    case 'h1':
    case 'h2':
      yield { type: 'heading', level: 2, text: plain(flat(piecesIn(element, marks))) };
      return;
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      yield { type: 'heading', level: 3, text: plain(flat(piecesIn(element, marks))) };
      return;
    case 'ul':
    case 'ol':
      yield { type: 'list', ordered: element.localName === 'ol', items: itemsIn(element, marks) };
      return;
    case 'blockquote':
      yield* quotePieces(element, marks);
      return;
    case 'table':
      yield* tablePieces(element as HTMLTableElement, marks);
      return;
  }
  if (startsLine(element)) yield BREAK;
  yield* piecesIn(element, marks);
  if (startsLine(element)) yield BREAK;
}

/** Items of a list and of the lists in it, which come after the item that they stood in. */
function itemsIn(list: Element, marks: Marks): Text[] {
  return [...list.children].flatMap((child) => {
    if (child.matches('ul, ol')) return itemsIn(child, marks);
    if (isHidden(child as HTMLElement)) return [];
    const item = child.cloneNode(true) as HTMLElement;
    for (const inner of item.querySelectorAll('ul, ol')) inner.remove();
    const inner = [...child.querySelectorAll('ul, ol')].filter(
      (each) => each.parentElement?.closest('ul, ol') === list,
    );
    return [flat(piecesIn(item, marksOf(item, marks))), ...inner.flatMap((each) => itemsIn(each, marks))];
  });
}

/** Whoever is quoted stands in the footer of the quote; of several paragraphs it belongs to the last. */
function* quotePieces(element: HTMLElement, marks: Marks): Generator<Piece> {
  const quote = element.cloneNode(true) as HTMLElement;
  const footer = quote.querySelector('footer, cite');
  footer?.remove();
  const attribution = (footer ? plainText(flat(piecesIn(footer, {}))) : '').replace(/^[—–-]\s*/, '');
  const parts = [...linesIn(piecesIn(quote, marks))];
  for (const [index, part] of parts.entries()) {
    if ('type' in part) yield part;
    else yield { type: 'quote', text: part.line, ...(attribution && index === parts.length - 1 && { attribution }) };
  }
}

function* tablePieces(table: HTMLTableElement, marks: Marks): Generator<Piece> {
  const rows = [...table.rows].map((row) => [...row.cells]);
  // A table of one column only sets things in their place.
  if (rows.every(({ length }) => length <= 1)) {
    for (const [cell] of rows) {
      yield BREAK;
      if (cell) yield* piecesIn(cell, marksOf(cell, marks));
    }
    yield BREAK;
    return;
  }
  const [header = [], ...body] = rows.map((cells) =>
    cells.flatMap((cell): (Text | [])[] => [
      flat(piecesIn(cell, marksOf(cell, marks))),
      ...Array(Math.min(cell.colSpan, 20) - 1).fill([]),
    ]),
  );
  const isNumeric = (column: number) => {
    const texts = body.map((row) => plainText(row[column] ?? [])).filter(Boolean);
    return texts.length > 0 && texts.every((text) => /^[-+−–]?[\d\s.,]*\d\s*%?$/.test(text));
  };
  const numeric = header.flatMap((_, column) => (isNumeric(column) ? [column] : []));
  yield { type: 'table', header: header.map(plain), rows: body, numeric };
}

function* framePieces(frame: Element): Generator<Piece> {
  const href = (frame.getAttribute('src') ?? '').replace(/^(https?:)?\/\//, 'https://');
  const provider = providerOf(href);
  if (provider) yield { type: 'embed', provider, href, title: frame.getAttribute('title') ?? '' };
}

function* linesIn(pieces: Iterable<Piece>): Generator<{ line: Text } | Block | WordItem> {
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
  const line = tidy(spans);
  return line.length > 0 ? [{ line }] : [];
}

/** Everything as one line, for places that hold no more than one. */
function flat(pieces: Iterable<Piece>): Text {
  return tidy(
    [...pieces].flatMap((piece) =>
      isSpan(piece) ? [piece] : [{ text: ' ' }, ...(piece === BREAK ? [] : textIn(piece))],
    ),
  );
}

function textIn(block: Block | WordItem): Span[] {
  const texts =
    'text' in block
      ? [block.text]
      : block.type === 'list'
        ? block.items
        : block.type === 'table'
          ? [block.header, ...block.rows].flat()
          : [];
  return texts.flatMap((text) => [...text, { text: ' ' }]);
}

function isSpan(piece: Piece): piece is Span {
  return piece !== BREAK && !('type' in piece);
}

/** Headings and header cells are bold by themselves. */
function plain(text: Text | []): Text {
  return text.map(({ strong: _, ...span }) => span);
}

/**
 * Spaces as they would be seen on a page. Those that do not break are mostly a word processor's; between digits
 * somebody meant it.
 */
function tidy(spans: Span[]): Text {
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

function listsJoined(blocks: (Block | WordItem)[]): Block[] {
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
