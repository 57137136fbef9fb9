import { createContext } from 'react';
import type { ChosenPictures } from '../components/staff/pictures/chosen-pictures.ts';
import type { EditorTexts } from './editor-texts.ts';

export type EditorContext = {
  words: EditorTexts;
  isReadOnly: boolean;
  shelf: ChosenPictures;
  choosePicture(): Promise<string | null>;
};

/** What the blocks in the editor need of the page around it; Tiptap makes them, so nobody can hand it to them. */
export const EditorContextStorage = createContext<EditorContext | null>(null);
