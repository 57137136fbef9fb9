import { Node } from '@tiptap/core';
import type { BlockEditor } from '#blocks/block-editor';
import { FigureEditorView } from '#blocks/figure/editor-view.island.tsx';
import type { Figure } from '#blocks/figure/schema';
import { readPictureTexts } from '#blocks/picture-texts';
import { jsonAttribute, textAttribute } from '#editor/document/attributes';
import { insertPictures } from '#editor/document/positions';

const FigureNode = Node.create({
  name: 'figure',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ picture: textAttribute('picture'), texts: jsonAttribute('texts', {}, readPictureTexts) }),
  parseHTML: () => [{ tag: 'figure[data-picture]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],
});

export const figureEditor = {
  extensions: [FigureNode],
  views: { figure: FigureEditorView },
  toNode: (block) => ({ type: 'figure', attrs: { picture: block.picture, texts: readPictureTexts(block) } }),
  fromNode: {
    figure: ({ attrs }) => [{ type: 'figure', picture: attrs?.picture, ...readPictureTexts(attrs?.texts) }],
  },
  toolbar: {
    group: 'insert',
    actions: {
      figure: {
        icon: { path: 'M3 4.5h14v11H3zM3 13l4-4 3.5 3.5 2.5-2.5 4 4M12.7 7.5h.1' },
        run: (editor, context) =>
          insertPictures(editor, context, false, ([picture]) => ({ type: 'figure', attrs: { picture } })),
      },
    },
  },
} satisfies BlockEditor<Figure>;
