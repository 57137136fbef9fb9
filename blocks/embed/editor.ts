import { type JSONContent, Node } from '@tiptap/core';
import type { BlockEditor } from '#blocks/block-editor';
import { pasteFrame, readAddress } from '#blocks/embed/editor-paste';
import { EmbedEditorView } from '#blocks/embed/editor-view.island.tsx';
import { providerOf } from '#blocks/embed/providers';
import { EMBED_TITLE_LENGTH, type Embed } from '#blocks/embed/schema';
import { textAttribute } from '#editor/document/attributes';

const EmbedNode = Node.create({
  name: 'embed',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    provider: textAttribute('provider'),
    href: textAttribute('href'),
    title: textAttribute('title'),
  }),
  parseHTML: () => [{ tag: 'div[data-provider]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
});

export const embedEditor = {
  extensions: [EmbedNode],
  views: { embed: EmbedEditorView },
  toNode: ({ provider, href, title }) => ({ type: 'embed', attrs: { provider, href, title } }),
  fromNode: { embed: embedsOf },
  paste: { iframe: pasteFrame },
  fromAddress(address) {
    const post = readAddress(address);
    return post && { type: 'embed', attrs: post };
  },
  isAlmostAddress: (address) => providerOf(address.replace(/^http:/i, 'https:')) !== undefined,
} satisfies BlockEditor<Embed>;

/** A title that nobody has written yet is the address. */
function embedsOf({ attrs }: JSONContent): unknown[] {
  const { provider, href, title } = attrs ?? {};
  const named = title?.trim() || String(href).replace(/^https:\/\//, '');
  return [{ type: 'embed', provider, href, title: named.slice(0, EMBED_TITLE_LENGTH) }];
}
