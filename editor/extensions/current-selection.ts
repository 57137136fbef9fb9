import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

/** What may act on the selection, or is the last that is heard of a click. */
const ACTS = ['keydown', 'mousedown', 'mouseup'] as const;

/**
 * Lets the editor know where the cursor is before a key or a click is acted on. A browser moves the cursor at once, but
 * tells so by an event of its own, which on a busy machine comes after the keys that were pressed meanwhile: a line
 * begun by Enter came where the cursor had been before the click.
 */
export const CurrentSelection = Extension.create({
  name: 'currentSelection',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('currentSelection'),
      view: (view) => {
        const page = view.dom.ownerDocument;
        const readSelection = () => {
          if (view.hasFocus() && !view.composing) page.dispatchEvent(new Event('selectionchange'));
        };
        for (const act of ACTS) page.addEventListener(act, readSelection, { capture: true });
        return {
          destroy: () => {
            for (const act of ACTS) page.removeEventListener(act, readSelection, { capture: true });
          },
        };
      },
    }),
  ],
});
