import { type Editor, type JSONContent, Node } from '@tiptap/core';
import { BulletList } from '@tiptap/extension-list/bullet-list';
import { ListKeymap } from '@tiptap/extension-list/keymap';
import { OrderedList } from '@tiptap/extension-list/ordered-list';
import type { BlockEditor } from '#blocks/block-editor';
import { pasteList } from '#blocks/list/editor-paste';
import { type ListName, toggleList } from '#blocks/list/editor-toggle';
import { ITEM_LIMIT, type List } from '#blocks/list/schema';
import { chunks, inlineOf, textsOf } from '#editor/document/inline';

/** Tiptap's own takes a name with an initial for an item of a list, where plain text is pasted. */
const NumberedList = OrderedList.extend({
  addAttributes: () => ({
    start: { default: 1, parseHTML: (element) => Number.parseInt(element.getAttribute('start') ?? '', 10) || 1 },
  }),
  addProseMirrorPlugins: () => [],
});

/** One paragraph and nothing below it: lists have one level. */
const ListItem = Node.create({
  name: 'listItem',
  content: 'paragraph',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});

export const listEditor = {
  extensions: [
    BulletList,
    NumberedList,
    ListKeymap.configure({ listTypes: [{ itemName: 'listItem', wrapperNames: ['bulletList', 'orderedList'] }] }),
    ListItem,
  ],
  toNode: ({ ordered, start = 1, items }) => ({
    type: ordered ? 'orderedList' : 'bulletList',
    ...(ordered && { attrs: { start } }),
    content: items.map((item) => ({ type: 'listItem', content: [{ type: 'paragraph', content: inlineOf(item) }] })),
  }),
  fromNode: { bulletList: (node) => listsOf(node, false), orderedList: (node) => listsOf(node, true) },
  toolbar: {
    group: 'style',
    actions: {
      bullets: {
        icon: { path: 'M8 5.5h8.5M8 10h8.5M8 14.5h8.5M3.5 5.5h1.5M3.5 10h1.5M3.5 14.5h1.5' },
        keys: ['shift+8'],
        run: (editor) => toggle(editor, 'bulletList'),
        isOn: (editor) => editor.isActive('bulletList'),
      },
      numbers: {
        icon: {
          path: 'M9 5.5h7.5M9 10h7.5M9 14.5h7.5M3.5 4l1.3-.7V8M3.3 12.6c.2-1.3 2.4-1.3 2.4.1 0 1-1.4 1.7-2.4 3.3h2.5',
        },
        keys: ['shift+7'],
        run: (editor) => toggle(editor, 'orderedList'),
        isOn: (editor) => editor.isActive('orderedList'),
      },
    },
  },
  paste: { ul: pasteList, ol: pasteList },
} satisfies BlockEditor<List>;

function listsOf({ attrs, content = [] }: JSONContent, ordered: boolean): unknown[] {
  const texts = content.flatMap((item) => (item.content ?? []).flatMap(textsOf));
  return chunks(texts, ITEM_LIMIT).map((items, index) => {
    const start = Number(attrs?.start ?? 1) + index * ITEM_LIMIT;
    return { type: 'list', ordered, ...(ordered && start !== 1 && { start }), items };
  });
}

function toggle({ state, view }: Editor, name: ListName): void {
  const transaction = toggleList(state, name);
  if (transaction) view.dispatch(transaction.scrollIntoView());
  view.focus();
}
