import { Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** What is selected stays marked while the writer says where it shall link. */
export const VisibleSelection = Extension.create({
  name: 'visibleSelection',
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          decorations({ doc, selection }) {
            if (editor.isFocused || selection.empty || !(selection instanceof TextSelection)) return null;
            return DecorationSet.create(doc, [
              Decoration.inline(selection.from, selection.to, { class: 'visible-selection' }),
            ]);
          },
        },
      }),
    ];
  },
});
