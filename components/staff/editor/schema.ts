import type { Extensions } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
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
    StarterKit.configure({
      heading: { levels: [2, 3] },
      blockquote: false,
      code: false,
      codeBlock: false,
      hardBreak: false,
      link: false,
      listItem: false,
      listKeymap: { listTypes: [{ itemName: 'listItem', wrapperNames: ['bulletList', 'orderedList'] }] },
      strike: false,
      underline: false,
    }),
    ListItem,
    Link,
    views.Quote,
    views.Figure,
    views.Gallery,
    views.Embed,
    ...TABLE,
  ];
}
