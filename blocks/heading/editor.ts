import { Heading as HeadingNode } from '@tiptap/extension-heading';
import type { Action, BlockEditor } from '#blocks/block-editor';
import type { Heading } from '#blocks/heading/schema';
import { inlineOf, textsOf } from '#editor/document/inline';
import { type PasteRule, withoutStrong } from '#editor/paste/pieces';

const toggle = (level: Heading['level'], letters: string, keys: string): Action => ({
  icon: { letters },
  keys: [keys],
  run: (editor) => void editor.chain().focus().toggleHeading({ level }).run(),
  isOn: (editor) => editor.isActive('heading', { level }),
});

const pasted =
  (level: Heading['level']): PasteRule =>
  (element, marks, read) => [{ type: 'heading', level, text: withoutStrong(read.line(element, marks)) }];

export const headingEditor = {
  extensions: [HeadingNode.configure({ levels: [2, 3] })],
  toNode: ({ level, text }) => ({ type: 'heading', attrs: { level }, content: inlineOf(text) }),
  fromNode: {
    heading: (node) => textsOf(node).map((text) => ({ type: 'heading', level: node.attrs?.level, text })),
  },
  toolbar: {
    group: 'style',
    actions: { heading: toggle(2, 'H2', 'alt+2'), subheading: toggle(3, 'H3', 'alt+3') },
  },
  paste: { h1: pasted(2), h2: pasted(2), h3: pasted(3), h4: pasted(3), h5: pasted(3), h6: pasted(3) },
} satisfies BlockEditor<Heading>;
