'use client';

import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { GalleryPicture } from '#blocks/gallery/editor-picture.island.tsx';
import type { PictureTexts } from '#blocks/picture-texts';
import { selectBlock } from '#editor/document/positions';
import { useEditorContext } from '#editor/editor-context';
import { BlockTools } from '#editor/node-views/block-tools.island.tsx';

type Attributes = { pictures: string[]; texts: Record<string, PictureTexts> };

export function GalleryEditorView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const { texts, choosePictures } = useEditorContext();
  const { pictures, texts: own } = node.attrs as Attributes;
  const write = (change: Partial<Attributes>) => updateAttributes(change);

  /** The gallery may have changed while somebody was choosing. */
  async function choose(many: boolean, change: (chosen: string[], now: Attributes) => Partial<Attributes>) {
    const chosen = await choosePictures(many);
    const now = editor.state.doc.nodeAt(getPos() ?? 0);
    if (chosen.length > 0 && now?.type === node.type) write(change(chosen, now.attrs as Attributes));
    selectBlock(editor, getPos());
  }
  const add = () => choose(true, (chosen, now) => ({ pictures: [...now.pictures, ...chosen] }));
  const replace = (index: number, id: string) =>
    choose(false, ([chosen = id], now) => ({
      pictures: now.pictures.map((other, at) => (at === index && other === id ? chosen : other)),
      texts: { [chosen]: now.texts[id] ?? {}, ...now.texts },
    }));
  const move = (index: number, by: -1 | 1) => {
    const others = pictures.toSpliced(index, 1);
    write({ pictures: others.toSpliced(index + by, 0, ...pictures.slice(index, index + 1)) });
  };
  // One picture may stand in a gallery twice; it stays itself wherever it is moved.
  const keyOf = (index: number) =>
    `${pictures[index]} ${pictures.slice(0, index).filter((id) => id === pictures[index]).length}`;

  return (
    <NodeViewWrapper>
      <div className="gallery">
        {pictures.map((id, index) => (
          <GalleryPicture
            key={keyOf(index)}
            {...{ editor, getPos, id }}
            own={own[id] ?? {}}
            write={(written) => write({ texts: { ...own, [id]: written } })}
            replace={() => void replace(index, id)}
            move={(by) => move(index, by)}
            isFirst={index === 0}
            isLast={index === pictures.length - 1}
            remove={() => write({ pictures: pictures.filter((_, other) => other !== index) })}
          />
        ))}
      </div>
      <BlockTools editor={editor}>
        <button type="button" onClick={add}>
          {texts.addPicture}
        </button>
        <button type="button" onClick={deleteNode}>
          {texts.remove}
        </button>
      </BlockTools>
    </NodeViewWrapper>
  );
}
