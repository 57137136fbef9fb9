import { Node } from '@tiptap/core';

/** A quote has one text and names whom it quotes; it is no box for other blocks. */
export const Quote = Node.create({
  name: 'quote',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({ attribution: { ...kept('attribution', ''), keepOnSplit: false } }),
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
});

/** One paragraph and nothing below it: lists have one level. */
export const ListItem = Node.create({
  name: 'listItem',
  content: 'paragraph',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});

export const Figure = Node.create({
  name: 'figure',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ picture: kept('picture', '') }),
  parseHTML: () => [{ tag: 'figure[data-picture]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],
});

export const Gallery = Node.create({
  name: 'gallery',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    pictures: {
      default: [],
      parseHTML: (element: HTMLElement) => element.dataset.pictures?.split(' ').filter(Boolean) ?? [],
      renderHTML: ({ pictures }: { pictures: string[] }) => ({ 'data-pictures': pictures.join(' ') }),
    },
  }),
  parseHTML: () => [{ tag: 'div[data-pictures]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
});

export const Embed = Node.create({
  name: 'embed',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ provider: kept('provider', ''), href: kept('href', ''), title: kept('title', '') }),
  parseHTML: () => [{ tag: 'div[data-provider]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
});

/** An attribute that travels through the clipboard under a name that means nothing to a browser. */
function kept(name: string, fallback: string) {
  return {
    default: fallback,
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? fallback,
    renderHTML: (attributes: Record<string, string>) => ({ [`data-${name}`]: attributes[name] }),
  };
}
