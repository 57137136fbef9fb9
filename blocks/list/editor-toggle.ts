import { Fragment, type Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';

export type ListName = 'bulletList' | 'orderedList';

/** One line of the text: a block of its own, or an item of a list. */
type Line = { block: Node; list: string | null; start?: number | undefined; from: number; isSelected: boolean };

/**
 * Makes the selected lines a list, or single paragraphs again where they are one. Tiptap's own command wants to put all
 * of them into one item first, and an item of ours holds one paragraph.
 */
export function toggleList({ doc, schema, selection, tr }: EditorState, name: ListName): Transaction | undefined {
  const { lines, from, to } = linesOf(doc, selection.from, selection.to);
  const selected = lines.filter(({ isSelected }) => isSelected);
  if (selected.length === 0 || lines.some(({ block }) => !block.isTextblock)) return undefined;
  const list = selected.every((line) => line.list === name) ? null : name;
  const changed = lines.map((line) =>
    line.isSelected ? { ...line, block: schema.node('paragraph', null, line.block.content), list } : line,
  );
  const { content, starts } = joined(changed);
  const moved = (position: number) => {
    const index = lines.findLastIndex((line) => line.from <= position);
    const line = lines[Math.max(0, index)];
    const offset = line ? Math.min(Math.max(0, position - line.from), line.block.content.size) : 0;
    return from + (starts[Math.max(0, index)] ?? 0) + offset;
  };
  tr.replaceWith(from, to, content);
  return tr.setSelection(
    TextSelection.between(tr.doc.resolve(moved(selection.from)), tr.doc.resolve(moved(selection.to))),
  );
}

function linesOf(doc: Node, from: number, to: number): { lines: Line[]; from: number; to: number } {
  const touched: { block: Node; start: number }[] = [];
  doc.forEach((block, start) => {
    if (start < to && start + block.nodeSize > from) touched.push({ block, start });
  });
  // The empty paragraph at the end of every document is no item, unless it is all there is.
  const hasText = ({ block }: { block: Node }) => block.content.size > 0;
  const first = touched.findIndex(hasText);
  const meant = first < 0 ? touched : touched.slice(first, touched.findLastIndex(hasText) + 1);
  const lines: Line[] = [];
  for (const { block, start } of meant) {
    if (!/List$/.test(block.type.name)) {
      lines.push({ block, list: null, from: start + 1, isSelected: true });
      continue;
    }
    block.forEach((item, offset, index) => {
      const at = start + 1 + offset;
      const isSelected = at < to && at + item.nodeSize > from;
      const first: number | undefined = index === 0 ? block.attrs.start : undefined;
      if (item.firstChild)
        lines.push({ block: item.firstChild, list: block.type.name, start: first, from: at + 2, isSelected });
    });
  }
  const last = meant.at(-1);
  return { lines, from: meant[0]?.start ?? 0, to: last ? last.start + last.block.nodeSize : 0 };
}

/** The lines as blocks again, and where the text of each begins. */
function joined(lines: Line[]): { content: Fragment; starts: number[] } {
  const blocks: Node[] = [];
  const starts: number[] = [];
  let size = 0;
  for (const [index, { block, list, start }] of lines.entries()) {
    const { schema } = block.type;
    const previous = blocks.at(-1);
    if (!list) {
      blocks.push(block);
      starts.push(size + 1);
      size += block.nodeSize;
      continue;
    }
    const item = schema.node('listItem', null, block);
    if (previous && lines[index - 1]?.list === list) {
      blocks[blocks.length - 1] = previous.copy(previous.content.addToEnd(item));
      // Into the list that is open, before its end.
      starts.push(size + 1);
      size += item.nodeSize;
    } else {
      const started = schema.node(list, { start }, item);
      blocks.push(started);
      starts.push(size + 3);
      size += started.nodeSize;
    }
  }
  return { content: Fragment.from(blocks), starts };
}
