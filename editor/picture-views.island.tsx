'use client';

import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import type { PictureTexts } from '#newsroom/articles/article-body';
import type { ChosenPicture } from '../components/staff/pictures/chosen-pictures.ts';
import { BlockTools, useEditorContext } from './block-tools.island.tsx';
import { OwnTextFields } from './picture-text-fields.island.tsx';
import { selectBlock } from './positions.ts';

export function FigureView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const { words, isReadOnly, choosePicture } = useEditorContext();
  const { picture: id, words: own } = node.attrs as { picture: string; words: PictureTexts };
  const picture = usePicture(id);

  async function replace() {
    const chosen = await choosePicture();
    if (chosen) updateAttributes({ picture: chosen });
    selectBlock(editor, getPos());
  }

  return (
    <NodeViewWrapper>
      <Shown picture={picture} own={own} />
      {!isReadOnly && (
        <OwnTextFields
          editor={editor}
          getPos={getPos}
          picture={picture}
          own={own}
          write={(said) => updateAttributes({ words: said })}
        />
      )}
      <BlockTools editor={editor}>
        <button type="button" onClick={replace}>
          {words.replacePicture}
        </button>
        <button type="button" onClick={deleteNode}>
          {words.remove}
        </button>
      </BlockTools>
    </NodeViewWrapper>
  );
}

type GalleryAttributes = { pictures: string[]; words: Record<string, PictureTexts> };

export function GalleryView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const { words, choosePicture } = useEditorContext();
  const { pictures, words: said } = node.attrs as GalleryAttributes;
  const write = (change: Partial<GalleryAttributes>) => updateAttributes(change);

  /** The gallery may have changed while somebody was choosing. */
  async function choose(change: (chosen: string, now: GalleryAttributes) => Partial<GalleryAttributes>) {
    const chosen = await choosePicture();
    const now = editor.state.doc.nodeAt(getPos() ?? 0);
    if (chosen && now?.type === node.type) write(change(chosen, now.attrs as GalleryAttributes));
    selectBlock(editor, getPos());
  }
  const add = () => choose((chosen, now) => ({ pictures: [...now.pictures, chosen] }));
  const replace = (index: number, id: string) =>
    choose((chosen, now) => ({
      pictures: now.pictures.map((other, at) => (at === index && other === id ? chosen : other)),
      words: { [chosen]: now.words[id] ?? {}, ...now.words },
    }));

  return (
    <NodeViewWrapper>
      <div className="gallery">
        {pictures.map((id, index) => (
          <InGallery
            // biome-ignore lint/suspicious/noArrayIndexKey: one picture may stand in a gallery twice.
            key={`${id} ${index}`}
            {...{ editor, getPos, id }}
            own={said[id] ?? {}}
            write={(own) => write({ words: { ...said, [id]: own } })}
            replace={() => void replace(index, id)}
            remove={() => write({ pictures: pictures.filter((_, other) => other !== index) })}
          />
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

type InGalleryProps = Pick<NodeViewProps, 'editor' | 'getPos'> & {
  id: string;
  own: PictureTexts;
  write(own: PictureTexts): void;
  replace(): void;
  remove(): void;
};

/**
 * A dozen pictures with all their fields would hide the text: these are there where something is written in them, or
 * wanted.
 */
function InGallery({ editor, getPos, id, own, write, replace, remove }: InGalleryProps) {
  const { words, isReadOnly } = useEditorContext();
  const picture = usePicture(id);
  const [isOpen, setOpen] = useState(Object.values(own).some(Boolean));
  const fields = useId();
  return (
    <div>
      <Shown picture={picture} own={own} isCaptioned={!isOpen} />
      {isOpen && !isReadOnly && (
        <div id={fields}>
          <OwnTextFields {...{ editor, getPos, picture, own, write }} />
        </div>
      )}
      <BlockTools editor={editor}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? fields : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          {words.pictureTexts}
        </button>
        <button type="button" onClick={replace}>
          {words.replacePicture}
        </button>
        <button type="button" onClick={remove}>
          {words.deletePicture}
        </button>
      </BlockTools>
    </div>
  );
}

function usePicture(id: string): ChosenPicture | null | undefined {
  const { shelf } = useEditorContext();
  const picture = useSyncExternalStore(shelf.subscribe, () => shelf.pictureOf(id));
  useEffect(() => void shelf.ask(id), [shelf, id]);
  return picture;
}

/** `isCaptioned` where no fields say it. */
function Shown({
  picture,
  own,
  isCaptioned,
}: {
  picture: ChosenPicture | null | undefined;
  own: PictureTexts;
  isCaptioned?: boolean;
}) {
  const { words, isReadOnly } = useEditorContext();
  const caption = [own.caption || picture?.caption, own.credit || picture?.credit].filter(Boolean).join(' ');
  return (
    <figure contentEditable={false} data-drag-handle>
      {picture ? (
        // biome-ignore lint/performance/noImgElement: staff see it as the library keeps it.
        <img src={picture.src} alt={own.alt || picture.alt} draggable={false} />
      ) : (
        <p className="picture-missing" lang={words.language}>
          {picture === null && words.pictureMissing}
        </p>
      )}
      {(isCaptioned || isReadOnly) && caption && (
        <figcaption className="mt-2 font-sans text-small leading-snug text-soft">{caption}</figcaption>
      )}
    </figure>
  );
}
