import type { JSONContent } from '@tiptap/core';
import {
  type ArticleBody,
  type Block,
  blockOf,
  mayLinkTo,
  type Span,
  type Text,
} from '#newsroom/articles/article-body';
import { pictureTexts, pictureTextsOf } from './picture-texts.ts';

// The body's blocks and the editor's document, each made of the other. The document may hold what is not to be stored
// (empty paragraphs, titles not written yet) and more than a block may carry; the body never does.

const RESULT_LIMIT = { letters: 20_000, spans: 2_000, items: 200, pictures: 50, columns: 20, rows: 500 };

/** The editor's document for a body; blocks that nobody knows are left out. */
export function documentOf(body: ArticleBody): JSONContent {
  const content = body.flatMap((block) => (block.type === 'unknown' ? [] : [nodeOf(block)]));
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

/** The body that a document holds. */
export function bodyOf(document: JSONContent): Block[] {
  return (document.content ?? []).flatMap(blocksOf).flatMap((candidate) => blockOf(candidate) ?? []);
}

function nodeOf(block: Block): JSONContent {
  switch (block.type) {
    case 'paragraph':
      return { type: 'paragraph', content: inlineOf(block.text) };
    case 'heading':
      return { type: 'heading', attrs: { level: block.level }, content: inlineOf(block.text) };
    case 'quote':
      return { type: 'quote', attrs: { attribution: block.attribution ?? '' }, content: inlineOf(block.text) };
    case 'list':
      return {
        type: block.ordered ? 'orderedList' : 'bulletList',
        content: block.items.map((item) => ({
          type: 'listItem',
          content: [{ type: 'paragraph', content: inlineOf(item) }],
        })),
      };
    case 'figure':
      return { type: 'figure', attrs: { picture: block.picture, words: pictureTexts(block) } };
    case 'gallery':
      return { type: 'gallery', attrs: { pictures: block.pictures, words: block.words ?? {} } };
    case 'embed':
      return { type: 'embed', attrs: { provider: block.provider, href: block.href, title: block.title } };
    case 'table':
      return tableNode(block);
    case 'divider':
      return { type: 'horizontalRule' };
  }
}

function tableNode({ header, rows, numeric = [] }: Extract<Block, { type: 'table' }>): JSONContent {
  const width = Math.max(header.length, ...rows.map(({ length }) => length));
  const cells = (row: (Text | [])[]) => Array.from({ length: width }, (_, column) => inlineOf(row[column] ?? []));
  return {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: cells(header).map((content, column) => ({
          type: 'tableHeader',
          attrs: { numeric: numeric.includes(column) },
          content,
        })),
      },
      ...rows.map((row) => ({
        type: 'tableRow',
        content: cells(row).map((content) => ({ type: 'tableCell', content })),
      })),
    ],
  };
}

function inlineOf(text: Text | []): JSONContent[] {
  return text.map(({ text, strong, emphasis, href }) => ({
    type: 'text',
    text,
    marks: [
      ...(href ? [{ type: 'link', attrs: { href } }] : []),
      ...(strong ? [{ type: 'bold' }] : []),
      ...(emphasis ? [{ type: 'italic' }] : []),
    ],
  }));
}

function blocksOf(node: JSONContent): unknown[] {
  switch (node.type) {
    case 'paragraph':
      return textsOf(node).map((text) => ({ type: 'paragraph', text }));
    case 'heading':
      return textsOf(node).map((text) => ({ type: 'heading', level: node.attrs?.level, text }));
    case 'quote': {
      const attribution = String(node.attrs?.attribution ?? '').trim();
      return textsOf(node).map((text) => ({
        type: 'quote',
        text,
        ...(attribution && { attribution: attribution.slice(0, 300) }),
      }));
    }
    case 'bulletList':
    case 'orderedList':
      return chunks(
        (node.content ?? []).flatMap((item) => (item.content ?? []).flatMap(textsOf)),
        RESULT_LIMIT.items,
      ).map((items) => ({
        type: 'list',
        ordered: node.type === 'orderedList',
        items,
      }));
    case 'figure':
      return [{ type: 'figure', picture: node.attrs?.picture, ...pictureTexts(node.attrs?.words) }];
    case 'gallery':
      return chunks<string>(node.attrs?.pictures ?? [], RESULT_LIMIT.pictures).map((pictures) =>
        galleryOf(pictures, node.attrs?.words),
      );
    case 'embed': {
      const { provider, href, title } = node.attrs ?? {};
      return [
        {
          type: 'embed',
          provider,
          href,
          title: (title?.trim() || String(href).replace(/^https:\/\//, '')).slice(0, 300),
        },
      ];
    }
    case 'table':
      return tablesOf(node);
    case 'horizontalRule':
      return [{ type: 'divider' }];
    default:
      return [];
  }
}

function galleryOf(pictures: string[], given: unknown): unknown {
  const words = pictureTextsOf(pictures, given);
  const [only = '', ...others] = pictures;
  if (others.length === 0) return { type: 'figure', picture: only, ...words[only] };
  return { type: 'gallery', pictures, ...(Object.keys(words).length > 0 && { words }) };
}

function tablesOf({ content = [] }: JSONContent): unknown[] {
  const rows = content.map((row) => (row.content ?? []).flatMap(cellsOf));
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return chunks([...Array(width).keys()], RESULT_LIMIT.columns)
    .flatMap((columns) => {
      const [header = [], ...body] = rows.map((row) => columns.map((column) => row[column] ?? EMPTY));
      return (body.length > 0 ? chunks(body, RESULT_LIMIT.rows) : [[]]).map((rows) => ({ header, rows }));
    })
    .filter(({ header, rows }) => [header, ...rows].flat().some(({ text }) => text.length > 0))
    .map(({ header, rows }) => {
      const numeric = header.flatMap(({ isNumeric }, column) => (isNumeric ? [column] : []));
      const texts = (cells: Cell[]) => cells.map(({ text }) => text);
      return { type: 'table', header: texts(header), rows: rows.map(texts), ...(numeric.length > 0 && { numeric }) };
    });
}

type Cell = { text: Text | []; isNumeric: boolean };

const EMPTY: Cell = { text: [], isNumeric: false };

/** A cell, and empty ones for the columns that it spreads over. */
function cellsOf(cell: JSONContent): Cell[] {
  const spread = Math.min(Number(cell.attrs?.colspan ?? 1), RESULT_LIMIT.columns) - 1;
  return [
    { text: textsOf(cell)[0] ?? [], isNumeric: cell.attrs?.numeric === true },
    ...Array<Cell>(Math.max(0, spread)).fill(EMPTY),
  ];
}

/** A node's text, in as many pieces as a block's limit makes of it; none where there is nothing to read. */
function textsOf({ content = [] }: JSONContent): Text[] {
  const spans: Span[] = [];
  for (const { text = '', marks = [] } of content) {
    const href = marks.find(({ type }) => type === 'link')?.attrs?.href;
    const span: Span = {
      text,
      ...(marks.some(({ type }) => type === 'bold') && { strong: true }),
      ...(marks.some(({ type }) => type === 'italic') && { emphasis: true }),
      ...(typeof href === 'string' && mayLinkTo(href) && { href }),
    };
    const last = spans.at(-1);
    if (last && last.strong === span.strong && last.emphasis === span.emphasis && last.href === span.href)
      last.text += text;
    else if (text) spans.push(span);
  }
  if (!spans.some(({ text }) => text.trim())) return [];
  const whole = spans.flatMap((span) => chunks(span.text, RESULT_LIMIT.letters).map((text) => ({ ...span, text })));
  return chunks(whole, RESULT_LIMIT.spans);
}

function chunks(whole: string, size: number): string[];
function chunks<T>(whole: T[], size: number): T[][];
function chunks<T>(whole: string | T[], size: number): (string | T[])[] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
    whole.slice(index * size, (index + 1) * size),
  );
}
