import { Node } from '@tiptap/core';
import type { BlockEditor } from '#blocks/block-editor';
import { pasteQuote } from '#blocks/quote/editor-paste';
import { QuoteEditorView } from '#blocks/quote/editor-view.island.tsx';
import { ATTRIBUTION_LENGTH, type Quote } from '#blocks/quote/schema';
import { textAttribute } from '#editor/document/attributes';
import { inlineOf, textsOf } from '#editor/document/inline';

/** A quote has one text and names whom it quotes; it is no box for other blocks. */
const QuoteNode = Node.create({
  name: 'quote',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({ attribution: { ...textAttribute('attribution'), keepOnSplit: false } }),
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
});

export const quoteEditor = {
  extensions: [QuoteNode],
  views: { quote: QuoteEditorView },
  toNode: ({ text, attribution = '' }) => ({ type: 'quote', attrs: { attribution }, content: inlineOf(text) }),
  fromNode: {
    quote(node) {
      const attribution = String(node.attrs?.attribution ?? '')
        .trim()
        .slice(0, ATTRIBUTION_LENGTH);
      return textsOf(node).map((text) => ({ type: 'quote', text, ...(attribution && { attribution }) }));
    },
  },
  toolbar: {
    group: 'style',
    actions: {
      quote: {
        icon: { path: 'M8.5 6C5.5 7 4.3 9 4.3 12.5M4.3 11.5h3.4v3H4.3zM16.2 6c-3 1-4.2 3-4.2 6.5M12 11.5h3.4v3H12z' },
        keys: ['shift+9'],
        run: (editor) => void editor.chain().focus().toggleNode('quote', 'paragraph').run(),
        isOn: (editor) => editor.isActive('quote'),
      },
    },
  },
  paste: { blockquote: pasteQuote },
} satisfies BlockEditor<Quote>;
