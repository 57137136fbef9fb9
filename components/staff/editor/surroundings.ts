import { createContext } from 'react';
import type { EditorWords } from './words.ts';

/** What a block of the editor draws of a picture. */
export type EditorPicture = { src: string; alt: string; caption: string };

export type Surroundings = {
  words: EditorWords;
  isReadOnly: boolean;
  pictureOf(id: string): EditorPicture | undefined;
  choosePicture(): Promise<string | null>;
};

/** What the blocks in the editor need of the page around it; Tiptap makes them, so nobody can hand it to them. */
export const EditorSurroundings = createContext<Surroundings | null>(null);
