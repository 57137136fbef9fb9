import { createContext } from 'react';
import type { PictureShelf } from '../pictures/picture-shelf.ts';
import type { EditorWords } from './words.ts';

export type Surroundings = {
  words: EditorWords;
  isReadOnly: boolean;
  shelf: PictureShelf;
  choosePicture(): Promise<string | null>;
};

/** What the blocks in the editor need of the page around it; Tiptap makes them, so nobody can hand it to them. */
export const EditorSurroundings = createContext<Surroundings | null>(null);
