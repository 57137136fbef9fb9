import type { Marker } from '#blocks/list/marker';
import type { Marks } from '#blocks/spans';
import type { Punctuation } from '#i18n/languages/record';
import type { Piece } from './pieces.ts';
import type { Element, TreeNode } from './tree.ts';

/** Why something of a text is not in its blocks. */
export type LeftOutWhat =
  /** A picture that is not to be had, with what was written under it. */
  | 'picture'
  /** A film or sound without an address. */
  | 'media'
  /** A frame of another site without an address that may be linked to. */
  | 'frame'
  /** What a post of another site says beyond the title that we show. */
  | 'post'
  /** An address that leads nowhere from here; its words are kept. */
  | 'link'
  /** A field of a form. */
  | 'control'
  /** Letters in a drawing. */
  | 'drawing'
  /** What readers did not see. */
  | 'hidden'
  /** A shortcode that stands for something that only its plugin knows. */
  | 'shortcode'
  /** A block that WordPress fills in itself, or keeps elsewhere. */
  | 'block'
  /** Beyond what a caption or a story may hold. */
  | 'too-long'
  /** A tag, remark or script that never ends, and what comes after it. */
  | 'unclosed'
  /** What stood in the text on its page, and was not found as a part of it. */
  | 'beside'
  /** What should have been kept and is not: a fault of ours. */
  | 'unaccounted';

export type LeftOut = { what: LeftOutWhat; words: number; excerpt: string };

/** A picture that was uploaded to a story. */
export type AttachedPicture = {
  /** Its address or number (`id:12`). */
  name: string;
  /** In the story's own order; without one it comes by its number. */
  place?: number;
  title?: string;
};

/** How many elements may be read as a whole inside of each other: each of them is gone through once more. */
export const MOST_WHOLES = 12;

/** What holds at a place in the HTML. */
export type Place = {
  marks: Marks;
  /** Line breaks are line breaks, as in <pre>. */
  keepsLines: boolean;
  /** So are they in texts of WordPress without paragraphs of their own. */
  isLoose: boolean;
  depth: number;
  /** How many elements around it are read as a whole. */
  wholes: number;
  /** The list around it. */
  list?: { root: unknown; level: number; markers: ReadonlyMap<Element, Marker> };
  /** What is not read, because it has been read already: the number that Word has written before an item. */
  without?: readonly Element[];
  isInQuote?: boolean;
  isInQuotationMarks?: boolean;
};

/** Reads what is inside an element, and keeps the account of the words. */
export type HtmlReader = {
  /** Reads some nodes and adds them to `out`. */
  into(out: Piece[], nodes: readonly TreeNode[], place: Place): void;
  /** Reads the nodes inside of something that is one whole, such as a quote. */
  whole(nodes: readonly TreeNode[], place: Place): Piece[];
  /** Counts letters that may be part of a word with those before them. */
  seeLetters(text: string): void;
  /** Whatever is counted next begins a new word. */
  gap(): void;
  /** Counts a text that stands for itself. */
  see(text: string): void;
  /** Counts a text that readers saw and the blocks will not have. */
  leave(what: LeftOutWhat, text: string): void;
  /** Notes what is not kept of what has been counted already. */
  note(what: LeftOutWhat, text: string, excerpt?: string): void;
  /** The address that a text may link to from here, after `link` of the context; undefined for none. */
  link(address: string): string | undefined;
  /** An address as it is meant from the page. */
  absolute(address: string): string | undefined;
  /** Pictures that were uploaded to stories, by the numbers of these; to this one under an empty one. */
  attached: ReadonlyMap<string, readonly AttachedPicture[]>;
  punctuation: Punctuation;
  /** Where words may be marked as being in another language than this. */
  language: string;
};

/** What is made of an element. */
export type Rule = (element: Element, place: Place, read: HtmlReader, out: Piece[]) => void;

/** A place where something inside is not read, because it is read by itself. */
export function without(place: Place, element: Element | undefined): Place {
  return element ? { ...place, without: [...(place.without ?? []), element] } : place;
}
