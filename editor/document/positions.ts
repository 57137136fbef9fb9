import type { Editor, JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { ActionContext } from '#blocks/block-editor';

/**
 * Puts a block after the one that is being written, or in place of an empty paragraph, and the cursor where writing
 * goes on.
 */
export function insertBlock(editor: Editor, block: JSONContent): void {
  const { state, view } = editor;
  const { $from } = state.selection;
  const node = state.schema.nodeFromJSON(block);
  const current = $from.depth > 0 ? $from.node(1) : null;
  const isFree = current?.type.name === 'paragraph' && current.childCount === 0;
  const at = current ? (isFree ? $from.before(1) : $from.after(1)) : state.selection.to;
  view.dispatch(isFree ? state.tr.replaceWith(at, $from.after(1), node) : state.tr.insert(at, node));
  writeAfter(view, at);
}

/** Asks for one picture or for many and puts a block with them into the text. */
export async function insertPictures(
  editor: Editor,
  { choosePictures }: ActionContext,
  many: boolean,
  blockOf: (pictures: string[]) => JSONContent,
): Promise<void> {
  const pictures = await choosePictures(many);
  if (pictures.length > 0) insertBlock(editor, blockOf(pictures));
  else editor.commands.focus();
}

/** Puts the cursor behind the block at a position. At once, for the next key is already on its way. */
export function writeAfter(view: EditorView, position: number | undefined): void {
  const { state } = view;
  const block = position === undefined ? null : state.doc.nodeAt(position);
  if (position === undefined || !block) return;
  const after = position + block.nodeSize;
  const { tr } = state;
  const { paragraph } = state.schema.nodes;
  if (paragraph && state.doc.nodeAt(after)?.type !== paragraph) tr.insert(after, paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  view.focus();
}

/** Selects the block at a position as a whole, so that arrows lead on from it. */
export function selectBlock({ state, view }: Editor, position: number | undefined): void {
  const isThere = position !== undefined && state.doc.nodeAt(position);
  if (isThere) view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, position)).scrollIntoView());
  view.focus();
}

/** Where a block goes that is to follow what is at a position; what is empty stays below it. */
export function betweenBlocks(doc: Node, position: number): number {
  const $at = doc.resolve(position);
  if ($at.depth === 0) return position;
  return $at.node(1).content.size === 0 ? $at.before(1) : $at.after(1);
}

/** Where a block goes that is dropped at a point of the window: over or under the one that is there. */
export function dropPlace(view: EditorView, { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>): number {
  const at = view.posAtCoords({ left: clientX, top: clientY })?.pos ?? 0;
  const $at = view.state.doc.resolve(at);
  if ($at.depth === 0) return at;
  const { top, bottom } = (view.nodeDOM($at.before(1)) as HTMLElement).getBoundingClientRect();
  return clientY < (top + bottom) / 2 ? $at.before(1) : $at.after(1);
}
