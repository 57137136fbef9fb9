import type { Extensions } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { BulletList } from '@tiptap/extension-list/bullet-list';
import { ListKeymap } from '@tiptap/extension-list/keymap';
import { OrderedList } from '@tiptap/extension-list/ordered-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Dropcursor } from '@tiptap/extensions/drop-cursor';
import { Gapcursor } from '@tiptap/extensions/gap-cursor';
import { TrailingNode } from '@tiptap/extensions/trailing-node';
import { UndoRedo } from '@tiptap/extensions/undo-redo';
import { type Embed, type Figure, type Gallery, ListItem, type Quote } from './blocks.ts';
import { Link } from './link.ts';
import { TABLE } from './table.ts';

/** All that a story's document may be made of. Who draws a block in the editor gives it a view. */
export function schemaExtensions(views: {
  Quote: typeof Quote;
  Figure: typeof Figure;
  Gallery: typeof Gallery;
  Embed: typeof Embed;
}): Extensions {
  return [
    // One by one: the kit that has them all brings a finder of addresses, blocks of code and more along, a tenth of the
    // editor’s script.
    Bold,
    BulletList,
    Document,
    Dropcursor,
    Gapcursor,
    Heading.configure({ levels: [2, 3] }),
    UndoRedo,
    HorizontalRule,
    Italic,
    ListKeymap.configure({ listTypes: [{ itemName: 'listItem', wrapperNames: ['bulletList', 'orderedList'] }] }),
    OrderedList,
    Paragraph,
    Text,
    TrailingNode,
    ListItem,
    Link,
    views.Quote,
    views.Figure,
    views.Gallery,
    views.Embed,
    ...TABLE,
  ];
}
