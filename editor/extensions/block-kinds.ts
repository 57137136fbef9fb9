import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ALL_EDITORS } from '#blocks/editors';
import { alignmentKey } from '#editor/side-by-side/alignment-key';

const KINDS = new Map(ALL_EDITORS.flatMap(([type, { fromNode }]) => Object.keys(fromNode).map((name) => [name, type])));

const MARKED = new PluginKey<DecorationSet>('blockKinds');

/** Tells in the markup of what kind each block is (data-kind), so that a source can be laid out beside it. */
export const BlockKinds = Extension.create({
  name: 'blockKinds',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: MARKED,
      state: {
        init: (_, { doc }) => marked(doc),
        apply: ({ docChanged, doc }, before) => (docChanged ? marked(doc) : before),
      },
      props: { decorations: (state) => MARKED.getState(state) },
    }),
  ],
});

function marked(doc: Node | undefined): DecorationSet {
  if (!doc) return DecorationSet.empty;
  const kinds: Decoration[] = [];
  doc.forEach((node, start) => {
    const kind = alignmentKey(KINDS.get(node.type.name) ?? 'unknown', node.attrs);
    kinds.push(Decoration.node(start, start + node.nodeSize, { 'data-kind': kind }));
  });
  return DecorationSet.create(doc, kinds);
}
