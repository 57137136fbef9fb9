import type { JSONContent } from '@tiptap/core';
import type { BlockOf } from '#blocks/kinds';
import { documentOf } from '#editor/document/document';
import { withLists } from './lists.ts';
import type { Item } from './pieces.ts';
import { paragraphsOf } from './wrapped-lines.ts';

/** The blocks in a plain text: its paragraphs, and lists where at least two lines are numbered one after the other. */
export function readPlainText(text: string): JSONContent[] {
  const wrapped = text.split(/\r\n?|\n/);
  const lines = paragraphsOf(wrapped)
    .map((group) => group.map((index) => wrapped[index] ?? ''))
    .map((group) => (group.length > 1 ? group.map((line) => line.trim()).join(' ') : group.join('')))
    .filter((line) => line.trim());
  const numbers = lines.map((line) => /^\s*(\d{1,5})[.)]\s+(?=\S)/.exec(line));
  const blocks = lines.map((line, index): Item | BlockOf<'paragraph'> => {
    const [written, number] = numbers[index] ?? [];
    const isItem = [index - 1, index + 1].some(
      (other) => number && Number(numbers[other]?.[1]) - Number(number) === other - index,
    );
    return written && isItem ? itemOf(line.slice(written.length), Number(number)) : paragraphOf(line);
  });
  return documentOf(withLists(blocks, () => {})).content ?? [];
}

function paragraphOf(line: string): BlockOf<'paragraph'> {
  return { type: 'paragraph', text: [{ text: line }] };
}

function itemOf(line: string, number: number): Item {
  return { type: 'item', list: 'text', level: 1, marker: { kind: 'number', number }, text: [{ text: line }] };
}
