import { Extension, type JSONContent, Node } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { canonicalJson } from '#blocks/canonical-json';
import type { UnknownBlock } from '#blocks/unknown-block';
import { jsonAttribute } from '#editor/document/attributes';
import { writeAfter } from '#editor/document/positions';

/** Name of the node that stands for a block which this version does not know. */
export const UNKNOWN_BLOCK = 'unknownBlock';

export function unknownNode({ stored }: UnknownBlock): JSONContent {
  return { type: UNKNOWN_BLOCK, attrs: { stored } };
}

/** The block that such a node stands for, as it is stored. */
export function storedIn(node: JSONContent): unknown {
  return node.attrs?.stored;
}

/** A placeholder for a block that this version does not know: moved and removed as a whole, it holds what is stored. */
export const UnknownBlocks = Node.create({
  name: UNKNOWN_BLOCK,
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ stored: jsonAttribute<unknown>('stored', null, (given) => given) }),
  parseHTML: () => [{ tag: 'div[data-stored]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
  addExtensions: () => [UnknownBlockGuard],
});

/** The unknown blocks that the document was opened with, as JSON. */
const OWN = new PluginKey<ReadonlySet<string>>('ownUnknownBlocks');

/**
 * What is typed or pasted while an unknown block is selected goes after it, not in its place. Backspace and Delete
 * beside it select it first. None comes in from another text: nobody here can check what is in it.
 */
const UnknownBlockGuard = Extension.create({
  name: 'unknownBlockGuard',
  // Before the keys that join and delete.
  priority: 1_000,
  addProseMirrorPlugins: () => [
    new Plugin<ReadonlySet<string>>({
      key: OWN,
      state: {
        init: (_, { doc }) => new Set(unknownIn(doc?.content ?? Fragment.empty)),
        apply: (_, own) => own,
      },
      props: {
        transformPasted: (slice, { state }) => withoutOthers(slice, OWN.getState(state)),
        handlePaste(view) {
          goAfterSelected(view);
          return false;
        },
        handleTextInput(view, _from, _to, text) {
          if (!goAfterSelected(view)) return false;
          view.dispatch(view.state.tr.insertText(text));
          return true;
        },
        handleKeyDown(view, { key }) {
          if (key !== 'Backspace' && key !== 'Delete') return false;
          return selectBeside(view, key === 'Backspace' ? -1 : 1);
        },
      },
    }),
  ],
});

function unknownIn(content: Fragment): string[] {
  return content.content.flatMap(({ type, attrs }) => (type.name === UNKNOWN_BLOCK ? canonicalJson(attrs.stored) : []));
}

function withoutOthers({ content, openStart, openEnd }: Slice, own: ReadonlySet<string> = new Set()): Slice {
  const kept = content.content.filter(
    ({ type, attrs }) => type.name !== UNKNOWN_BLOCK || own.has(canonicalJson(attrs.stored)),
  );
  return new Slice(Fragment.from(kept), openStart, openEnd);
}

/** Puts the cursor behind an unknown block that is selected; whether there was one. */
function goAfterSelected(view: EditorView): boolean {
  const { selection } = view.state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== UNKNOWN_BLOCK) return false;
  writeAfter(view, selection.from);
  return true;
}

/** Selects an unknown block that the cursor stands right behind (-1) or before (1); whether there was one. */
function selectBeside(view: EditorView, direction: -1 | 1): boolean {
  const { $from, empty } = view.state.selection;
  if (!empty || $from.depth !== 1 || $from.parent.content.size === 0) return false;
  if ($from.parentOffset !== (direction < 0 ? 0 : $from.parent.content.size)) return false;
  const $edge = view.state.doc.resolve(direction < 0 ? $from.before() : $from.after());
  const block = direction < 0 ? $edge.nodeBefore : $edge.nodeAfter;
  if (block?.type.name !== UNKNOWN_BLOCK) return false;
  const at = direction < 0 ? $edge.pos - block.nodeSize : $edge.pos;
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)).scrollIntoView());
  return true;
}
