import type { Editor } from '@tiptap/core';
import { TableCell, TableHeader, TableRow, Table as TiptapTable } from '@tiptap/extension-table';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const spans = { colspan: { default: 1 }, rowspan: { default: 1 } };

const Cell = TableCell.extend({
  content: 'inline*',
  addAttributes: () => spans,
  parseHTML: () => [{ tag: 'td' }],
});

/** A header cell says of its whole column whether it is one of numbers. */
const Header = TableHeader.extend({
  content: 'inline*',
  addAttributes: () => ({
    ...spans,
    numeric: {
      default: false,
      parseHTML: (element: HTMLElement) => element.classList.contains('number'),
      renderHTML: ({ numeric }: { numeric: boolean }) => (numeric ? { class: 'number' } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'th' }],
});

/** Nothing is written between cells: a cursor there would make a new one. */
const Row = TableRow.extend({ allowGapCursor: false });

const Table = TiptapTable.extend({
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['div', { class: 'scroll' }, ['table', ['tbody', 0]]],
  addKeyboardShortcuts() {
    return { ...this.parent?.(), Enter: ({ editor }) => enterCellBelow(editor) };
  },
  addProseMirrorPlugins() {
    return [...(this.parent?.() ?? []), firstRowIsHeader(), numbersToTheRight(), oneLineInCells()];
  },
});

export const TABLE_NODES = [Table, Row, Header, Cell];

/** A cell has one line, so Enter goes down, and makes a row where there is none. */
function enterCellBelow(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  const table = $from.node(1);
  if (table?.type.name !== 'table' || $from.depth < 3) return false;
  const row = $from.index(1);
  const column = $from.index(2);
  if (row === table.childCount - 1) editor.commands.addRowAfter();
  const { doc, tr } = editor.state;
  const below = doc.resolve($from.after(2)).nodeAfter;
  let position = $from.after(2) + 1;
  for (let before = 0; before < column; before++) position += below?.maybeChild(before)?.nodeSize ?? 0;
  editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(position + 1))).scrollIntoView());
  return true;
}

function firstRowIsHeader(): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, { doc, schema, tr }): Transaction | null {
      if (!transactions.some(({ docChanged }) => docChanged)) return null;
      doc.forEach((table, start) => {
        if (table.type.name !== 'table') return;
        forEachCell(table, (cell, offset, row) => {
          const type = schema.nodes[row === 0 ? 'tableHeader' : 'tableCell'];
          if (cell.type !== type) tr.setNodeMarkup(start + 1 + offset, type, cell.attrs);
        });
      });
      return tr.docChanged ? tr : null;
    },
  });
}

function numbersToTheRight(): Plugin {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const numbers: Decoration[] = [];
        doc.forEach((table, start) => {
          if (table.type.name !== 'table') return;
          forEachCell(table, (cell, offset, row, column) => {
            const from = start + 1 + offset;
            if (row > 0 && table.firstChild?.maybeChild(column)?.attrs.numeric)
              numbers.push(Decoration.node(from, from + cell.nodeSize, { class: 'number' }));
          });
        });
        return DecorationSet.create(doc, numbers);
      },
    },
  });
}

/** A cell holds one text; a pasted table goes cell by cell, which Tiptap's own plugin sees to. */
function oneLineInCells(): Plugin {
  return new Plugin({
    props: { transformPasted: (slice, { state }) => (isInCell(state) ? inOneLine(slice) : slice) },
  });
}

function isInCell({ selection }: EditorState): boolean {
  return /^table(Cell|Header)$/.test(selection.$from.parent.type.name);
}

function inOneLine(slice: Slice): Slice {
  if (slice.content.firstChild?.type.spec.tableRole) return slice;
  const inline: Node[] = [];
  let number = '';
  slice.content.descendants((node, _, parent, index) => {
    if (parent?.type.name === 'orderedList') number = `${parent.attrs.start + index}. `;
    if (!node.isTextblock) return !node.isInline || Boolean(inline.push(node));
    const before = `${inline.length > 0 ? ' ' : ''}${number}`;
    if (before) inline.push(node.type.schema.text(before));
    number = '';
    inline.push(...node.content.content);
    if (node.attrs.attribution) inline.push(node.type.schema.text(` ${node.attrs.attribution}`));
    return false;
  });
  return new Slice(Fragment.from(inline), 0, 0);
}

function forEachCell(table: Node, visit: (cell: Node, offset: number, row: number, column: number) => void): void {
  table.forEach((cells, rowOffset, row) => {
    cells.forEach((cell, cellOffset, column) => {
      visit(cell, rowOffset + 1 + cellOffset, row, column);
    });
  });
}
