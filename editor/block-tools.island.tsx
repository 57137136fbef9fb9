'use client';

import type { Editor } from '@tiptap/core';
import { type KeyboardEvent, type ReactNode, use } from 'react';
import { type EditorContext, EditorContextStorage } from './editor-context.ts';

export function useEditorContext(): EditorContext {
  const surroundings = use(EditorContextStorage);
  if (!surroundings) throw new Error('a block is drawn only in a StoryEditor');
  return surroundings;
}

/** What can be done with a block, under it. Escape leads back into the text. */
export function BlockTools({ editor, children }: { editor: Editor; children: ReactNode }) {
  const { words, isReadOnly } = useEditorContext();
  if (isReadOnly) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is for what is inside.
    <div
      className="block-tools"
      contentEditable={false}
      lang={words.language}
      onKeyDown={(event) => leave(event, editor)}
    >
      {children}
    </div>
  );
}

function leave(event: KeyboardEvent, editor: Editor): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  editor.commands.focus();
}
