import { type Editor, Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { betweenBlocks } from './positions.ts';

/**
 * Where a picture that is on its way will stand, and what is drawn there meanwhile. It is no part of the text: nothing
 * of it is saved or undone.
 */
type Place = { key: number; at: number; element: HTMLElement };

const PLACES = new PluginKey<Place[]>('comingPlaces');

type News = { come?: Place; gone?: number };

export const UploadPlaceholders = Extension.create({
  name: 'comingPlaces',
  addProseMirrorPlugins: () => [
    new Plugin<Place[]>({
      key: PLACES,
      state: {
        init: () => [],
        apply(transaction, places) {
          const { come, gone } = (transaction.getMeta(PLACES) ?? {}) as News;
          const moved = transaction.docChanged
            ? places.map((place) => ({ ...place, at: transaction.mapping.map(place.at) }))
            : places;
          return [...moved, ...(come ? [come] : [])].filter(({ key }) => key !== gone);
        },
      },
      props: {
        decorations(state) {
          const places = PLACES.getState(state) ?? [];
          return DecorationSet.create(
            state.doc,
            places.map(({ key, at, element }) =>
              Decoration.widget(betweenBlocks(state.doc, at), element, {
                key: `coming ${key}`,
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

/** Keeps a place near a position, however the text changes. */
export function keepPlace({ state, view }: Editor, place: Place): void {
  view.dispatch(
    state.tr.setMeta(PLACES, { come: { ...place, at: betweenBlocks(state.doc, place.at) } } satisfies News),
  );
}

export function giveUpPlace({ state, view }: Editor, key: number): void {
  view.dispatch(state.tr.setMeta(PLACES, { gone: key } satisfies News));
}

/** Puts a picture where its place was kept. The cursor stays where the writer is. */
export function fillPlace({ state, view }: Editor, key: number, picture: string): void {
  const place = PLACES.getState(state)?.find((each) => each.key === key);
  const figure = state.schema.nodes.figure?.create({ picture });
  if (!place || !figure) return;
  view.dispatch(
    state.tr.insert(betweenBlocks(state.doc, place.at), figure).setMeta(PLACES, { gone: key } satisfies News),
  );
}
