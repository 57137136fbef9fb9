import type { Language } from '#i18n/languages';
import type { Focus, Picture } from '#newsroom/media/picture';

/** A picture as the library lists it: words in one language. */
export type LibraryPicture = Picture & { fileName: string };

/** A place in the library, newest first: the last picture seen. */
export type LibraryCursor = { addedAt: Date; id: string };

/** Text for addresses, e.g. `1747144380000-0123456789abcdef0123`. */
export function writeLibraryCursor({ addedAt, id }: LibraryCursor): string {
  return `${addedAt.getTime()}-${id}`;
}

/** The reverse of writeLibraryCursor; undefined for anything that it cannot have written. */
export function readLibraryCursor(text: string): LibraryCursor | undefined {
  const match = /^(\d{1,15})-([0-9a-f]{20})$/.exec(text);
  return match?.[2] ? { addedAt: new Date(Number(match[1])), id: match[2] } : undefined;
}

export type Words = { alt: string; caption: string; credit: string };

/** All that the library knows of a picture. */
export type LibraryPictureDetails = {
  id: string;
  key: string;
  cut: string;
  width: number;
  height: number;
  focus: Focus;
  /** Of texts and focus. */
  version: number;
  fileName: string;
  addedAt: Date;
  /** Null for one that came by import, or from somebody who is gone. */
  addedBy: string | null;
  addedById: string | null;
  /** By language of this site. */
  words: Partial<Record<Language, Words>>;
  uses: Uses;
};

/** Where a picture is used. */
export type Uses = {
  articles: { id: number; language: Language; headline: string }[];
  /** How many articles use it that whoever asks may not read. */
  hidden: number;
  /** Authors whose portrait it is, by key. */
  authors: string[];
  /** Pages about the paper, by key. */
  pages: string[];
};
