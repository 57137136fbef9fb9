import { Extension } from '@tiptap/core';
import { DOMSerializer, Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { documentOf } from '#editor/document';
import { mayLinkTo } from '#newsroom/articles/article-body';
import { providerOf } from '#newsroom/articles/embed-frame';
import { pastedBody } from './pasted.ts';

/** What comes in from the clipboard, or is dropped. */
export const Paste = Extension.create({
  name: 'pastedText',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        // What was copied in an editor like this one keeps how it was cut.
        transformPastedHTML: (html, { state }) => (html.includes('data-pm-slice') ? html : cleaned(html, state.schema)),
        transformPasted: (slice, { state }) => (isInCell(state) ? inOneLine(slice) : slice),
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
 * An address alone: that of a post becomes an embed where a paragraph is free for it; any other links what is selected,
 * or itself.
 */
function addressPasted({ schema, selection, tr }: EditorState, text: string): Transaction | undefined {
  if (!/^https?:\/\/\S+$/i.test(text) || !mayLinkTo(text) || !(selection instanceof TextSelection)) return undefined;
  const { $from, from, to, empty } = selection;
  const { embed, paragraph } = schema.nodes;
  const href = text.replace(/^http:/i, 'https:');
  const provider = providerOf(href);
  if (
    provider &&
    empty &&
    $from.depth === 1 &&
    $from.parent.type === paragraph &&
    $from.parent.childCount === 0 &&
    embed
  ) {
    return tr.replaceWith($from.before(), $from.after(), embed.create({ provider, href }));
  }
  const mark = schema.marks.link?.create({ href: text });
  if (!mark) return undefined;
  if (!empty) return tr.addMark(from, to, mark);
  return tr.replaceSelectionWith(schema.text(text, [mark]), false);
}

function isInCell({ selection }: EditorState): boolean {
  return /^table(Cell|Header)$/.test(selection.$from.parent.type.name);
}

/** A cell holds one text; a table goes cell by cell, which is the business of tables. */
function inOneLine(slice: Slice): Slice {
  if (slice.content.firstChild?.type.spec.tableRole) return slice;
  const inline: Node[] = [];
  slice.content.descendants((node) => {
    if (!node.isTextblock) return !node.isInline || Boolean(inline.push(node));
    if (inline.length > 0) inline.push(node.type.schema.text(' '));
    inline.push(...node.content.content);
    return false;
  });
  return new Slice(Fragment.from(inline), 0, 0);
}
