'use client';

import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { ChosenPictures } from '#components/staff/pictures/chosen-pictures.ts';
import { useFileQueue } from '#components/staff/pictures/file-queue';
import type { UploadTexts } from '#components/staff/pictures/picture-upload.island';
import { stateOf, takenState, UploadingFile } from '#components/staff/pictures/uploading-file';
import type { EditorTexts } from '#editor/editor-texts';
import type { Language } from '#i18n/languages';
import type { PendingPicture } from './pending-pictures.ts';
import { addPlaceholder, removePlaceholder, replacePlaceholder } from './upload-placeholders.ts';

type Props = {
  editor: Editor | null;
  pictures: ChosenPictures;
  /** That of the story. */
  language: Language;
  texts: EditorTexts;
  uploadTexts: UploadTexts;
};

/**
 * Files that are dropped or pasted into the text: `upload` sends them to the library from a position of the text,
 * `uploadAt` each from one of its own. They are drawn there until they have become figures or say why not.
 */
export function useUploadingPictures({ editor, pictures, language, texts, uploadTexts }: Props) {
  const [elements] = useState(() => new Map<number, HTMLElement>());
  const [status, setStatus] = useState({ text: '', isSeen: false });
  const { files, take, letGo } = useFileQueue({
    language,
    words: uploadTexts,
    onTaken(picture, key) {
      pictures.put(picture.id, picture);
      if (editor && !editor.isDestroyed) replacePlaceholder(editor, key, picture.id);
      // That a picture is there is seen; that it does not move is not.
      setStatus({ text: `${picture.fileName}: ${takenState(picture, uploadTexts)}`, isSeen: picture.isAnimated });
      letGo(key);
    },
  });
  useEffect(keepPageOnDrop, []);

  function upload(dropped: File[], position: number): boolean {
    return uploadAt(dropped.map((file) => ({ file, at: position, texts: {} })));
  }

  function uploadAt(pictures: PendingPicture[]): boolean {
    if (!editor || pictures.length === 0) return false;
    const keys = take(pictures.map(({ file }) => file));
    for (const [index, key] of keys.entries()) {
      const { at = 0, texts: own = {} } = pictures[index] ?? {};
      const element = document.createElement('ul');
      element.className = 'uploads-here';
      element.lang = texts.language;
      element.ariaLabel = uploadTexts.files;
      elements.set(key, element);
      addPlaceholder(editor, { key, at, element, texts: own });
    }
    return true;
  }

  function dismiss(key: number) {
    if (!editor) return;
    removePlaceholder(editor, key);
    letGo(key);
    editor.commands.focus();
  }

  const refused = files.findLast(({ trouble }) => trouble);
  const uploads = (
    <>
      {files.map((file) => {
        const element = elements.get(file.key);
        return (
          element &&
          createPortal(
            <>
              <UploadingFile file={file} words={uploadTexts} after={undefined} />
              {file.trouble && (
                <li className="block-tools">
                  <button type="button" onClick={() => dismiss(file.key)}>
                    {texts.remove}
                  </button>
                </li>
              )}
            </>,
            element,
            String(file.key),
          )
        );
      })}
      <p role="status" className={!refused && status.isSeen ? 'message' : 'unseen'} lang={texts.language}>
        {refused ? `${refused.name}: ${stateOf(refused, uploadTexts)}` : status.text}
      </p>
    </>
  );
  return { upload, uploadAt, uploads };
}

/** A file that is dropped beside the text would be opened by the browser in place of the page. */
function keepPageOnDrop() {
  const hold = (event: DragEvent) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  addEventListener('dragover', hold);
  addEventListener('drop', hold);
  return () => {
    removeEventListener('dragover', hold);
    removeEventListener('drop', hold);
  };
}
