import { Extension, type JSONContent } from '@tiptap/core';
import { DOMSerializer, type Schema } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ALL_EDITORS } from '#blocks/editors';
import { mayLinkTo } from '#blocks/spans';
import { documentOf } from '#editor/document/document';
import { pastedBody } from './pasted.ts';

/** What comes in from the clipboard, or is dropped. */
export const Paste = Extension.create({
  name: 'pastedText',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        // What was copied in an editor like this one keeps how it was cut.
        transformPastedHTML: (html, { state }) => (html.includes('data-pm-slice') ? html : cleaned(html, state.schema)),
        handlePaste({ state, dispatch }, event) {
          const transaction = addressPasted(state, event.clipboardData?.getData('text/plain').trim() ?? '');
          if (transaction) dispatch(transaction.scrollIntoView());
          return Boolean(transaction);
        },
      },
    }),
  ],
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
function addressPasted({ schema, selection, tr }: EditorState, text: string): Transaction | undefined {
  if (!/^https?:\/\/\S+$/i.test(text) || !mayLinkTo(text) || !(selection instanceof TextSelection)) return undefined;
  const { $from, from, to, empty } = selection;
  const isFree = empty && $from.depth === 1 && $from.parent.type === schema.nodes.paragraph && !$from.parent.childCount;
  const block = isFree && blockOfAddress(text);
  if (block) return tr.replaceWith($from.before(), $from.after(), schema.nodeFromJSON(block));
  const mark = schema.marks.link?.create({ href: text });
  if (!mark) return undefined;
  if (!empty) return tr.addMark(from, to, mark);
  return tr.replaceSelectionWith(schema.text(text, [mark]), false);
}

function blockOfAddress(address: string): JSONContent | undefined {
  for (const [, { fromAddress }] of ALL_EDITORS) {
    const block = fromAddress?.(address);
    if (block) return block;
  }
  return undefined;
}
