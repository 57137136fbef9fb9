import type { Editor } from '@tiptap/core';
import type { Action } from '#blocks/block-editor';
import { TABLE_LIMIT } from '#blocks/table/schema';

/** What can be done in a table. */
export const TABLE_ACTIONS = {
  addRow: {
    icon: { path: 'M3 4h14v6H3zM10 12.5v5M7.5 15h5' },
    run: (editor) => void editor.chain().focus().addRowAfter().run(),
  },
  removeRow: {
    icon: { path: 'M3 4h14v6H3zM7.5 15h5' },
    run: (editor) => void editor.chain().focus().deleteRow().run(),
    // Without its first row a table would make a header of the next.
    isPossible: (editor) => !editor.isActive('tableHeader'),
  },
  addColumn: {
    icon: { path: 'M4 3h6v14H4zM12.5 10h5M15 7.5v5' },
    run: (editor) => void editor.chain().focus().addColumnAfter().run(),
    isPossible: (editor) => columnsOf(editor) < TABLE_LIMIT.columns,
  },
  removeColumn: {
    icon: { path: 'M4 3h6v14H4zM12.5 10h5' },
    run: (editor) => void editor.chain().focus().deleteColumn().run(),
    isPossible: (editor) => columnsOf(editor) > 1,
  },
  numericColumn: {
    icon: { letters: '123' },
    run: toggleNumericColumn,
    isOn: (editor) => headerOf(editor)?.node.attrs.numeric === true,
  },
  removeTable: {
    icon: { path: 'M3 4.5h14v11H3zM7.5 7.5l5 5M12.5 7.5l-5 5' },
    run: (editor) => void editor.chain().focus().deleteTable().run(),
  },
} satisfies Record<string, Action>;

function columnsOf(editor: Editor): number {
  return tableOf(editor)?.node.firstChild?.childCount ?? 0;
}

function tableOf({ state }: Editor) {
  const { $from } = state.selection;
  return $from.node(1)?.type.name === 'table' ? { node: $from.node(1), start: $from.start(1) } : undefined;
}

/** The header cell over the cell that the cursor is in. */
function headerOf(editor: Editor) {
  const table = tableOf(editor);
  const row = table?.node.firstChild;
  if (!table || !row) return undefined;
  const column = editor.state.selection.$from.index(2);
  let position = table.start + 1;
  for (let before = 0; before < column; before++) position += row.maybeChild(before)?.nodeSize ?? 0;
  const node = row.maybeChild(column);
  return node ? { node, position } : undefined;
}

function toggleNumericColumn(editor: Editor): void {
  const header = headerOf(editor);
  if (!header) return;
  const { node, position } = header;
  editor
    .chain()
    .focus()
    .command(({ tr }) =>
      Boolean(tr.setNodeMarkup(position, undefined, { ...node.attrs, numeric: !node.attrs.numeric })),
    )
    .run();
}
