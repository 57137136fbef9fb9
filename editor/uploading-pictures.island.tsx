'use client';

import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useFileQueue } from '#components/staff/pictures/file-queue';
import type { UploadTexts } from '#components/staff/pictures/picture-upload.island';
import { stateOf, UploadingFile } from '#components/staff/pictures/uploading-file';
import type { Language } from '#i18n/languages';
import type { ChosenPictures } from '../components/staff/pictures/chosen-pictures.ts';
import type { EditorTexts } from './editor-texts.ts';
import { fillPlace, giveUpPlace, keepPlace } from './upload-placeholders.ts';

type Props = {
  editor: Editor | null;
  shelf: ChosenPictures;
  /** That of the story. */
  language: Language;
  words: EditorTexts;
  intake: UploadTexts;
};

/**
 * Files that are brought straight into the text: `bring` them to a position, and each is drawn there until it has
 * become a figure or told why not.
 */
export function useUploadingPictures({ editor, shelf, language, words, intake }: Props) {
  const [places] = useState(() => new Map<number, HTMLElement>());
  const [taken, setTaken] = useState('');
  const { files, take, letGo } = useFileQueue({
    language,
    words: intake,
    onTaken(picture, key) {
      shelf.put(picture.id, picture);
      if (editor && !editor.isDestroyed) fillPlace(editor, key, picture.id);
      setTaken(`${picture.fileName}: ${picture.isNew ? intake.added : intake.known}`);
      letGo(key);
    },
  });
  useEffect(keepPage, []);

  function bring(brought: File[], position: number): boolean {
    if (!editor || brought.length === 0) return false;
    for (const key of take(brought)) {
      const element = document.createElement('ul');
      element.className = 'coming-here';
      element.lang = words.language;
      element.ariaLabel = intake.files;
      places.set(key, element);
      keepPlace(editor, { key, at: position, element });
    }
    return true;
  }

  function dismiss(key: number) {
    if (!editor) return;
    giveUpPlace(editor, key);
    letGo(key);
    editor.commands.focus();
  }

  const refused = files.findLast(({ trouble }) => trouble);
  const drawn = (
    <>
      {files.map((file) => {
        const element = places.get(file.key);
        return (
          element &&
          createPortal(
            <>
              <UploadingFile file={file} words={intake} after={undefined} />
              {file.trouble && (
                <li className="block-tools">
                  <button type="button" onClick={() => dismiss(file.key)}>
                    {words.remove}
                  </button>
                </li>
              )}
            </>,
            element,
            String(file.key),
          )
        );
      })}
      <p role="status" className="unseen" lang={words.language}>
        {refused ? `${refused.name}: ${stateOf(refused, intake)}` : taken}
      </p>
    </>
  );
  return { bring, drawn };
}

/** A file that is dropped beside the text would be opened by the browser in place of the page. */
function keepPage() {
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
