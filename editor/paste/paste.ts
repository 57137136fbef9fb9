import { Extension, type JSONContent } from '@tiptap/core';
import { DOMSerializer, type Schema } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ALL_EDITORS } from '#blocks/editors';
import { mayLinkTo } from '#blocks/spans';
import { documentOf } from '#editor/document/document';
import { pastedBody } from './pasted.ts';

/** What comes in from the clipboard, or is dropped. */
export const Paste = Extension.create<{
  /** Told of an address that stands alone and is of somewhere that is embedded, but of no single post. */
  onNotEmbedded(): void;
}>({
  name: 'pastedText',
  addOptions: () => ({ onNotEmbedded() {} }),
  addProseMirrorPlugins() {
    const { onNotEmbedded } = this.options;
    return [
      new Plugin({
        props: {
          // What was copied in an editor like this one keeps how it was cut.
          transformPastedHTML: (html, { state }) =>
            html.includes('data-pm-slice') ? html : cleaned(html, state.schema),
          handlePaste({ state, dispatch }, event) {
            const text = event.clipboardData?.getData('text/plain').trim() ?? '';
            const transaction = addressPasted(state, text);
            if (transaction) dispatch(transaction.scrollIntoView());
            if (transaction && isFree(state) && isNotEmbedded(text)) onNotEmbedded();
            return Boolean(transaction);
          },
        },
      }),
    ];
  },
});

function cleaned(html: string, schema: Schema): string {
  const body = pastedBody(html);
  if (body.length === 0) return '';
  const { content } = schema.nodeFromJSON(documentOf(body));
  const page = document.createElement('div');
  page.append(DOMSerializer.fromSchema(schema).serializeFragment(content));
  return page.innerHTML;
}

/**
 * An address alone: a block where a paragraph is free for it and a kind knows what to make of it, such as an embed;
 * else it links what is selected, or itself.
 */
function addressPasted(state: EditorState, text: string): Transaction | undefined {
  const { schema, selection, tr } = state;
  if (!/^https?:\/\/\S+$/i.test(text) || !mayLinkTo(text) || !(selection instanceof TextSelection)) return undefined;
  const { $from, from, to, empty } = selection;
  const block = isFree(state) && blockOfAddress(text);
  if (block) return tr.replaceWith($from.before(), $from.after(), schema.nodeFromJSON(block));
  const mark = schema.marks.link?.create({ href: text });
  if (!mark) return undefined;
  if (!empty) return tr.addMark(from, to, mark);
  return tr.replaceSelectionWith(schema.text(text, [mark]), false);
}

/** Whether the cursor is in an empty paragraph, which a block may take the place of. */
function isFree({ schema, selection: { $from, empty } }: EditorState): boolean {
  return empty && $from.depth === 1 && $from.parent.type === schema.nodes.paragraph && !$from.parent.childCount;
}

function isNotEmbedded(address: string): boolean {
  return !blockOfAddress(address) && ALL_EDITORS.some(([, { isAlmostAddress }]) => isAlmostAddress?.(address));
}

function blockOfAddress(address: string): JSONContent | undefined {
  for (const [, { fromAddress }] of ALL_EDITORS) {
    const block = fromAddress?.(address);
    if (block) return block;
  }
  return undefined;
}
