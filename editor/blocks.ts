import { Node } from '@tiptap/core';
import { pictureTexts, pictureTextsOf } from './picture-texts.ts';

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
  addAttributes: () => ({ picture: kept('picture', ''), words: said(pictureTexts) }),
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
      parseHTML: picturesOf,
      renderHTML: ({ pictures }: { pictures: string[] }) => ({ 'data-pictures': pictures.join(' ') }),
    },
    words: said((given, element) => pictureTextsOf(picturesOf(element), given)),
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

/** What a story says of pictures itself; the clipboard may say anything. */
function said(read: (given: unknown, element: HTMLElement) => object) {
  return {
    default: {},
    parseHTML: (element: HTMLElement) => {
      try {
        return read(JSON.parse(element.dataset.words ?? ''), element);
      } catch {
        return {};
      }
    },
    renderHTML: ({ words }: { words: object }) => ({ 'data-words': JSON.stringify(words) }),
  };
}

function picturesOf({ dataset }: HTMLElement): string[] {
  return dataset.pictures?.split(' ').filter(Boolean) ?? [];
}

/** An attribute that travels through the clipboard under a name that means nothing to a browser. */
function kept(name: string, fallback: string) {
  return {
    default: fallback,
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? fallback,
    renderHTML: (attributes: Record<string, string>) => ({ [`data-${name}`]: attributes[name] }),
  };
}
