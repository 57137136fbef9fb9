import type { Editor } from '@tiptap/core';
import { type PictureTexts, readPictureTexts } from '#blocks/picture-texts';
import { pendingName } from '#editor/paste/pasted';

/** A file that is to become a figure, where, and what the story says of it. */
export type PendingPicture = { file: File; at: number; texts: PictureTexts };

/** Takes figures whose pictures were pasted as files out of the text: they come back once they have been uploaded. */
export function takePendingPictures({ state, view }: Editor, files: readonly File[]): PendingPicture[] {
  const names = new Map(files.map((file, index) => [pendingName(index), file]));
  const { tr } = state;
  const pending: PendingPicture[] = [];
  state.doc.descendants((node, position) => {
    const file = node.type.name === 'figure' ? names.get(node.attrs.picture) : undefined;
    if (!file) return;
    const at = tr.mapping.map(position);
    tr.delete(at, at + node.nodeSize);
    pending.push({ file, at, texts: readPictureTexts(node.attrs.texts) });
  });
  // Undo takes back the paste with them.
  if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', false));
  return pending;
}
