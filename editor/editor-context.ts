import { createContext, use } from 'react';
import type { ChosenPictures } from '#components/staff/pictures/chosen-pictures.ts';
import type { EditorTexts } from './editor-texts.ts';

/** What the blocks in the editor need of the page around it; Tiptap makes them, so nobody can hand it to them. */
export type EditorContext = {
  texts: EditorTexts;
  isReadOnly: boolean;
  pictures: ChosenPictures;
  choosePictures(many: boolean): Promise<string[]>;
  /** Pastes into a field of plain text (editor/paste/pasted-line.ts, which has to know all blocks). */
  pasteLine(event: { clipboardData: DataTransfer; preventDefault(): void }): void;
};

export const EditorContextProvider = createContext<EditorContext | null>(null);

export function useEditorContext(): EditorContext {
  const context = use(EditorContextProvider);
  if (!context) throw new Error('a block is drawn only in a StoryEditor');
  return context;
}
