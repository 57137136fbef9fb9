'use client';

import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { useEditorState } from '@tiptap/react';
import type { EditorTexts } from '#editor/editor-texts';
import { type Losses, namesOfLosses } from './losses.ts';

/** What could not be kept of a paste, and the text as it left it. */
export type PasteNotice = { losses: Losses; after: Node };

type Props = { editor: Editor; notice: PasteNotice | null; texts: EditorTexts; close(): void };

/** Names what could not be kept. It can be undone as long as nothing else has been written. */
export function PasteNoticeBar({ editor, notice, texts, close }: Props) {
  const canUndo = useEditorState({
    editor,
    selector: ({ editor }) => notice !== null && editor.state.doc.eq(notice.after),
  });

  function undo() {
    editor.chain().focus().undo().run();
    close();
  }

  function dismiss() {
    editor.commands.focus();
    close();
  }

  return (
    <div role="status" className={notice ? 'paste-notice' : undefined}>
      {notice && (
        <>
          <p>{texts.notKept.replace('{losses}', namesOfLosses(notice.losses, texts.losses))}</p>
          {canUndo && (
            <button type="button" onClick={undo}>
              {texts.undoPaste}
            </button>
          )}
          <button type="button" onClick={dismiss}>
            {texts.close}
          </button>
        </>
      )}
    </div>
  );
}
