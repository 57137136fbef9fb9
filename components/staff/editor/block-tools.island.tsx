'use client';

import type { Editor } from '@tiptap/core';
import { type KeyboardEvent, type ReactNode, use } from 'react';
import { EditorSurroundings, type Surroundings } from './surroundings.ts';

export function useSurroundings(): Surroundings {
  const surroundings = use(EditorSurroundings);
  if (!surroundings) throw new Error('a block is drawn only in a StoryEditor');
  return surroundings;
}

/** What can be done with a block, under it. Escape leads back into the text. */
export function BlockTools({ editor, children }: { editor: Editor; children: ReactNode }) {
  const { words, isReadOnly } = useSurroundings();
  if (isReadOnly) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is for what is inside.
    <div className="block-tools" contentEditable={false} lang={words.language} onKeyDown={(event) => leave(event, editor)}>
      {children}
    </div>
  );
}

function leave(event: KeyboardEvent, editor: Editor): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  editor.commands.focus();
}
