import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import type { BlockEditor } from '#blocks/block-editor';
import type { Divider } from '#blocks/divider/schema';
import { insertBlock } from '#editor/document/positions';

export const dividerEditor = {
  extensions: [HorizontalRule],
  toNode: () => ({ type: 'horizontalRule' }),
  fromNode: { horizontalRule: () => [{ type: 'divider' }] },
  toolbar: {
    group: 'insert',
    actions: {
      divider: {
        icon: { path: 'M3 10h14M6 5.5h8M6 14.5h8' },
        run: (editor) => insertBlock(editor, { type: 'horizontalRule' }),
      },
    },
  },
  paste: { hr: () => [{ type: 'divider' }] },
} satisfies BlockEditor<Divider>;
