'use client';

import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { BlockTools, useSurroundings } from '#components/staff/editor/block-tools.island';

export function FigureView({ editor, node, deleteNode }: NodeViewProps) {
  const { words } = useSurroundings();
  return (
    <NodeViewWrapper>
      <Shown id={node.attrs.picture} />
      <BlockTools editor={editor}>
        <button type="button" onClick={deleteNode}>
          {words.remove}
        </button>
      </BlockTools>
    </NodeViewWrapper>
  );
}

export function GalleryView({ editor, node, updateAttributes, deleteNode }: NodeViewProps) {
  const { words, isReadOnly, choosePicture } = useSurroundings();
  const { pictures } = node.attrs as { pictures: string[] };

  async function add() {
    const picture = await choosePicture();
    if (picture) updateAttributes({ pictures: [...pictures, picture] });
  }

  return (
    <NodeViewWrapper>
      <div className="gallery">
        {pictures.map((id, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one picture may stand in a gallery twice.
          <div key={`${id} ${index}`}>
            <Shown id={id} />
            {!isReadOnly && (
              <BlockTools editor={editor}>
                <button type="button" onClick={() => updateAttributes({ pictures: pictures.filter((_, other) => other !== index) })}>
                  {words.removePicture}
                </button>
              </BlockTools>
            )}
          </div>
        ))}
      </div>
      <BlockTools editor={editor}>
        <button type="button" onClick={add}>
          {words.addPicture}
        </button>
        <button type="button" onClick={deleteNode}>
          {words.remove}
        </button>
      </BlockTools>
    </NodeViewWrapper>
  );
}

function Shown({ id }: { id: string }) {
  const { words, pictureOf } = useSurroundings();
  const picture = pictureOf(id);
  return (
    <figure contentEditable={false} data-drag-handle>
      {picture ? (
        <>
          {/* biome-ignore lint/performance/noImgElement: staff see it as the library keeps it. */}
          <img src={picture.src} alt={picture.alt} draggable={false} />
          <figcaption className="mt-2 font-sans text-small leading-snug text-soft">{picture.caption}</figcaption>
        </>
      ) : (
        <p className="picture-missing" lang={words.language}>
          {words.pictureMissing}
        </p>
      )}
    </figure>
  );
}
