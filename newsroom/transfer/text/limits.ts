import { type Block, type BlockOf, kindOf } from '#blocks/kinds';
import { ITEM_LIMIT } from '#blocks/list/schema';
import { type Span, TEXT_LIMIT, type Text } from '#blocks/spans';
import { TABLE_LIMIT } from '#blocks/table/schema';
import { joinTexts } from './pieces.ts';

// What is longer than a block may be is divided.

/** A block as blocks that may be stored. */
export function fitting(block: Block): Block[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return dividedText(block.text).map((text) => ({ ...block, text }));
    case 'quote': {
      const { attribution, ...quote } = block;
      const texts = dividedText(block.text);
      const isLast = (index: number) => index === texts.length - 1;
      return texts.map((text, index) => ({ ...quote, text, ...(attribution && isLast(index) && { attribution }) }));
    }
    case 'list':
      return fittingLists(block);
    case 'table':
      return fittingTables(block);
    default:
      return [block];
  }
}

function fittingLists({ items, ...list }: BlockOf<'list'>): Block[] {
  return chunks(items.map(wholeText), ITEM_LIMIT).map((part, index) => {
    const start = (list.start ?? 1) + index * ITEM_LIMIT;
    return { type: 'list', ordered: list.ordered, ...(list.ordered && start !== 1 && { start }), items: part };
  });
}

function fittingTables({ header, rows, numeric = [] }: BlockOf<'table'>): Block[] {
  const whole = [header, ...rows].map((row) => row.map(wholeText));
  return columnGroups(header.length).flatMap((columns) => {
    const [top = [], ...body] = whole.map((row) => columns.map((column) => row[column] ?? []));
    const right = columns.flatMap((column, index) => (numeric.includes(column) ? [index] : []));
    return (body.length > 0 ? chunks(body, TABLE_LIMIT.rows) : [[]]).map((part) => ({
      type: 'table' as const,
      header: top,
      rows: part,
      ...(right.length > 0 && { numeric: right }),
    }));
  });
}

/** Where there are too many columns for one table, the next has the headings of the rows again. */
function columnGroups(width: number): number[][] {
  const columns = [...Array(width).keys()];
  if (width <= TABLE_LIMIT.columns) return [columns];
  return chunks(columns.slice(1), TABLE_LIMIT.columns - 1).map((others) => [0, ...others]);
}

/** A text in pieces that a block may hold, divided between two words. */
function dividedText(text: Text): Text[] {
  const texts: Text[] = [];
  let rest = text.flatMap(shortSpans);
  while (rest.length > TEXT_LIMIT.spans) {
    let at = TEXT_LIMIT.spans;
    while (at > 1 && !/\s$/.test(rest[at - 1]?.text ?? '') && !/^\s/.test(rest[at]?.text ?? '')) at--;
    const end = at > 1 ? at : TEXT_LIMIT.spans;
    texts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...texts, rest];
}

/** A text as one that a block may hold; with too many marks, without them. */
function wholeText(text: Text): Text {
  const short = text.flatMap(shortSpans);
  return short.length <= TEXT_LIMIT.spans ? short : shortSpans({ text: text.map((span) => span.text).join('') });
}

/** A span in pieces. Characters that take two places stay whole: PostgreSQL refuses halves. */
function shortSpans(span: Span): Span[] {
  if (span.text.length <= TEXT_LIMIT.letters) return [span];
  const pieces: Span[] = [];
  for (let rest = span.text; rest; ) {
    const cutsPair = rest.length > TEXT_LIMIT.letters && /[\ud800-\udbff]/.test(rest[TEXT_LIMIT.letters - 1] ?? '');
    const length = TEXT_LIMIT.letters - (cutsPair ? 1 : 0);
    pieces.push({ ...span, text: rest.slice(0, length) });
    rest = rest.slice(length);
  }
  return pieces;
}

function chunks<T>(whole: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
    whole.slice(index * size, (index + 1) * size),
  );
}

/** A line in two, between two words; the second is empty where the first may be as long as that. */
export function cutLine(line: string, length: number): [kept: string, rest: string] {
  if (line.length <= length) return [line, ''];
  const space = line.lastIndexOf(' ', length);
  const cutsPair = /[\ud800-\udbff]/.test(line[length - 1] ?? '');
  const at = space > 0 ? space : length - (cutsPair ? 1 : 0);
  return [line.slice(0, at), line.slice(at).trim()];
}

/** How many blocks a body may have. */
const MOST_BLOCKS = 2_000;

/** A body that may be stored: of one that has too many blocks, paragraphs are joined. What is still too much is `rest`. */
export function fittingBody(blocks: readonly Block[]): { body: Block[]; rest: Block[] } {
  const most = Math.ceil((2 * blocks.length) / MOST_BLOCKS);
  const body = blocks.length > MOST_BLOCKS ? joinedParagraphs(blocks, most).flatMap(fitting) : [...blocks];
  return { body: body.slice(0, MOST_BLOCKS), rest: body.slice(MOST_BLOCKS) };
}

function joinedParagraphs(blocks: readonly Block[], most: number): Block[] {
  const joined: Block[] = [];
  let open: Text[] = [];
  const flush = () => {
    if (open.length > 0) joined.push({ type: 'paragraph', text: joinTexts(open, ' ') });
    open = [];
  };
  for (const block of blocks) {
    if (block.type !== 'paragraph') flush();
    if (block.type === 'paragraph') open.push(block.text);
    else joined.push(block);
    if (open.length === most) flush();
  }
  flush();
  return joined;
}

/** All that somebody can read of a block, also what is struck out. */
export function lettersOf(block: Block): string {
  const { prose = [], labels = [], hidden = [] } = kindOf(block).text.parts(block);
  const texts = prose.map((text) => text.map((span) => span.text).join(''));
  return [...texts, ...labels, ...hidden].join('\n');
}
