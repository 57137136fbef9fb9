import { type Editor, Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { PictureTexts } from '#blocks/picture-texts';
import { betweenBlocks } from '#editor/document/positions';

/**
 * Where a picture that is being uploaded will stand, and what is drawn there meanwhile. It is no part of the text:
 * nothing of it is saved or undone.
 */
type Placeholder = { key: number; at: number; element: HTMLElement; texts?: PictureTexts };

const PLACEHOLDERS = new PluginKey<Placeholder[]>('uploadPlaceholders');

type Change = { add?: Placeholder; remove?: number };

export const UploadPlaceholders = Extension.create({
  name: 'uploadPlaceholders',
  addProseMirrorPlugins: () => [
    new Plugin<Placeholder[]>({
      key: PLACEHOLDERS,
      state: {
        init: () => [],
        apply(transaction, placeholders) {
          const { add, remove } = (transaction.getMeta(PLACEHOLDERS) ?? {}) as Change;
          const moved = transaction.docChanged
            ? placeholders.map((each) => ({ ...each, at: transaction.mapping.map(each.at) }))
            : placeholders;
          return [...moved, ...(add ? [add] : [])].filter(({ key }) => key !== remove);
        },
      },
      props: {
        decorations(state) {
          const placeholders = PLACEHOLDERS.getState(state) ?? [];
          return DecorationSet.create(
            state.doc,
            placeholders.map(({ key, at, element }) =>
              Decoration.widget(betweenBlocks(state.doc, at), element, {
                key: `upload ${key}`,
                stopEvent: () => true,
                ignoreSelection: true,
              }),
            ),
          );
        },
      },
    }),
  ],
});

/** Adds a placeholder near a position. It stays there however the text changes. */
export function addPlaceholder({ state, view }: Editor, placeholder: Placeholder): void {
  const at = betweenBlocks(state.doc, placeholder.at);
  view.dispatch(state.tr.setMeta(PLACEHOLDERS, { add: { ...placeholder, at } } satisfies Change));
}

export function removePlaceholder({ state, view }: Editor, key: number): void {
  view.dispatch(state.tr.setMeta(PLACEHOLDERS, { remove: key } satisfies Change));
}

/** Puts a picture in place of a placeholder. The cursor stays where the writer is. */
export function replacePlaceholder({ state, view }: Editor, key: number, picture: string): void {
  const placeholder = PLACEHOLDERS.getState(state)?.find((each) => each.key === key);
  const figure = state.schema.nodes.figure?.create({ picture, texts: placeholder?.texts ?? {} });
  if (!placeholder || !figure) return;
  const at = betweenBlocks(state.doc, placeholder.at);
  view.dispatch(state.tr.insert(at, figure).setMeta(PLACEHOLDERS, { remove: key } satisfies Change));
}
