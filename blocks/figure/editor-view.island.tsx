'use client';

import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import type { PictureTexts } from '#blocks/picture-texts';
import { selectBlock } from '#editor/document/positions';
import { useEditorContext } from '#editor/editor-context';
import { BlockTools } from '#editor/node-views/block-tools.island.tsx';
import { PictureTextFields } from '#editor/node-views/picture-text-fields.island.tsx';
import { StoryPicture, usePicture } from '#editor/node-views/story-picture.island.tsx';

export function FigureEditorView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const { texts, isReadOnly, choosePictures } = useEditorContext();
  const { picture: id, texts: own } = node.attrs as { picture: string; texts: PictureTexts };
  const picture = usePicture(id);

  async function replace() {
    const [chosen] = await choosePictures(false);
    if (chosen) updateAttributes({ picture: chosen });
    selectBlock(editor, getPos());
  }

  return (
    <NodeViewWrapper>
      <StoryPicture picture={picture} own={own} />
      {!isReadOnly && (
        <PictureTextFields
          editor={editor}
          getPos={getPos}
          picture={picture}
          own={own}
          write={(written) => updateAttributes({ texts: written })}
        />
      )}
      <BlockTools editor={editor}>
        <button type="button" onClick={replace}>
          {texts.replacePicture}
        </button>
        <button type="button" onClick={deleteNode}>
          {texts.remove}
        </button>
      </BlockTools>
    </NodeViewWrapper>
  );
}
