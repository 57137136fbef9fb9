import type { Editor } from '@tiptap/core';
import { type ListName, toggleList } from './lists.ts';
import { insertBlock } from './positions.ts';

/**
 * What toolbar and shortcuts do; `link`, `figure` and `gallery` need an answer from the writer first, which the
 * editor's page asks for.
 */
export type ActionName =
  | 'bold'
  | 'italic'
  | 'link'
  | 'heading'
  | 'subheading'
  | 'bullets'
  | 'numbers'
  | 'quote'
  | 'figure'
  | 'gallery'
  | 'table'
  | 'divider'
  | 'undo'
  | 'redo'
  | 'addRow'
  | 'removeRow'
  | 'addColumn'
  | 'removeColumn'
  | 'numericColumn'
  | 'removeTable';

type Action = {
  run(editor: Editor): void;
  /** What the button shows as pressed. */
  isOn?(editor: Editor): boolean;
  isPossible?(editor: Editor): boolean;
};

/** All that act at once. */
export const ACTIONS: Record<Exclude<ActionName, 'link' | 'figure' | 'gallery'>, Action> = {
  bold: { run: (editor) => editor.chain().focus().toggleBold().run(), isOn: (editor) => editor.isActive('bold') },
  italic: { run: (editor) => editor.chain().focus().toggleItalic().run(), isOn: (editor) => editor.isActive('italic') },
  heading: {
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
    isOn: (editor) => editor.isActive('heading', { level: 2 }),
    isPossible: isOutsideTable,
  },
  subheading: {
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
    isOn: (editor) => editor.isActive('heading', { level: 3 }),
    isPossible: isOutsideTable,
  },
  bullets: {
    run: (editor) => makeList(editor, 'bulletList'),
    isOn: (editor) => editor.isActive('bulletList'),
    isPossible: isOutsideTable,
  },
  numbers: {
    run: (editor) => makeList(editor, 'orderedList'),
    isOn: (editor) => editor.isActive('orderedList'),
    isPossible: isOutsideTable,
  },
  quote: {
    run: (editor) => editor.chain().focus().toggleNode('quote', 'paragraph').run(),
    isOn: (editor) => editor.isActive('quote'),
    isPossible: isOutsideTable,
  },
  table: {
    run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3 }).run(),
    isPossible: isOutsideTable,
  },
  divider: { run: (editor) => insertBlock(editor, { type: 'horizontalRule' }), isPossible: isOutsideTable },
  undo: { run: (editor) => editor.chain().focus().undo().run(), isPossible: (editor) => editor.can().undo() },
  redo: { run: (editor) => editor.chain().focus().redo().run(), isPossible: (editor) => editor.can().redo() },
  addRow: { run: (editor) => editor.chain().focus().addRowAfter().run() },
  // Without its first row a table would make a header of the next.
  removeRow: {
    run: (editor) => editor.chain().focus().deleteRow().run(),
    isPossible: (editor) => !editor.isActive('tableHeader'),
  },
  addColumn: {
    run: (editor) => editor.chain().focus().addColumnAfter().run(),
    isPossible: (editor) => columnsOf(editor) < 20,
  },
  removeColumn: {
    run: (editor) => editor.chain().focus().deleteColumn().run(),
    isPossible: (editor) => columnsOf(editor) > 1,
  },
  numericColumn: { run: toggleNumericColumn, isOn: (editor) => headerOf(editor)?.node.attrs.numeric === true },
  removeTable: { run: (editor) => editor.chain().focus().deleteTable().run() },
};

function makeList({ state, view }: Editor, name: ListName): void {
  const transaction = toggleList(state, name);
  if (transaction) view.dispatch(transaction.scrollIntoView());
  view.focus();
}

function isOutsideTable(editor: Editor): boolean {
  return !editor.isActive('table');
}

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
