import { Paragraph as ParagraphNode } from '@tiptap/extension-paragraph';
import type { BlockEditor } from '#blocks/block-editor';
import type { Paragraph } from '#blocks/paragraph/schema';
import { inlineOf, textsOf } from '#editor/document/inline';

export const paragraphEditor = {
  extensions: [ParagraphNode],
  toNode: ({ text }) => ({ type: 'paragraph', content: inlineOf(text) }),
  fromNode: { paragraph: (node) => textsOf(node).map((text) => ({ type: 'paragraph', text })) },
} satisfies BlockEditor<Paragraph>;
