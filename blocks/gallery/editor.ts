import { type JSONContent, Node } from '@tiptap/core';
import type { BlockEditor } from '#blocks/block-editor';
import { GalleryEditorView } from '#blocks/gallery/editor-view.island.tsx';
import { GALLERY_LIMIT, type Gallery } from '#blocks/gallery/schema';
import { readTextsByPicture } from '#blocks/picture-texts';
import { jsonAttribute } from '#editor/document/attributes';
import { chunks } from '#editor/document/inline';
import { insertPictures } from '#editor/document/positions';

const GalleryNode = Node.create({
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
    texts: jsonAttribute('texts', {}, (given, element) => readTextsByPicture(picturesOf(element), given)),
  }),
  parseHTML: () => [{ tag: 'div[data-pictures]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
});

export const galleryEditor = {
  extensions: [GalleryNode],
  views: { gallery: GalleryEditorView },
  toNode: ({ pictures, words = {} }) => ({ type: 'gallery', attrs: { pictures, texts: words } }),
  fromNode: { gallery: galleriesOf },
  toolbar: {
    group: 'insert',
    actions: {
      gallery: {
        icon: { path: 'M5.5 6.5h11.5v9H5.5zM5.5 13.5l3-3 2.5 2.5 2-2 4 3.5M3 13V4h11.5' },
        run: (editor, context) =>
          insertPictures(editor, context, true, (pictures) => ({ type: 'gallery', attrs: { pictures } })),
      },
    },
  },
} satisfies BlockEditor<Gallery>;

function picturesOf({ dataset }: HTMLElement): string[] {
  return dataset.pictures?.split(' ').filter(Boolean) ?? [];
}

function galleriesOf({ attrs }: JSONContent): unknown[] {
  return chunks<string>(attrs?.pictures ?? [], GALLERY_LIMIT).map((pictures) => galleryOf(pictures, attrs?.texts));
}

/** One picture alone is a figure. */
function galleryOf(pictures: string[], given: unknown): unknown {
  const texts = readTextsByPicture(pictures, given);
  const [only = '', ...others] = pictures;
  if (others.length === 0) return { type: 'figure', picture: only, ...texts[only] };
  return { type: 'gallery', pictures, ...(Object.keys(texts).length > 0 && { words: texts }) };
}
