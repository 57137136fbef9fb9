// What an export of another system holds, in the words of none: each reader (newsroom/transfer/wordpress, ghost, …) makes
// these of its files, and the import makes stories, tags, authors and pictures of them.

import type { ImportReason } from '#newsroom/transfer/run/import-reasons';

/** One thing of a source. Every one of them ends as taken, changed or left out. */
export type SourceItem = SourceAuthor | SourceTerm | SourceMedia | SourcePost | SourceOther;

/** Somebody whom stories name as their author. No address of mail, no password: none of it is read. */
export type SourceAuthor = {
  kind: 'author';
  /** What posts call them. */
  id: string;
  slug: string;
  name: string;
  /** Plain text. */
  biography?: string;
  /** Address of a portrait. */
  picture?: string;
  addresses: string[];
};

/** A category or tag. */
export type SourceTerm = {
  kind: 'term';
  id: string;
  taxonomy: 'category' | 'tag';
  slug: string;
  name: string;
  description?: string;
  /** Id of the term above it. */
  parent?: string;
  language?: string;
  /** Terms that are translations of each other have the same. */
  translationGroup?: string;
  addresses: string[];
};

/** A picture or another file. */
export type SourceMedia = {
  kind: 'media';
  id: string;
  /** Where it was to be had, absolute; texts may name other sizes of it. */
  address: string;
  /** Where it lies in the archive or the folder of uploads. */
  file?: string;
  alt?: string;
  caption?: string;
  credit?: string;
  title?: string;
  /** Id of the post that it was uploaded to, and its place among the pictures there where somebody has ordered them. */
  parent?: string;
  place?: number;
  /** Addresses of pages about it alone, and former ones of the file. */
  addresses: string[];
};

/** What a text was written in; everything becomes blocks by way of HTML. */
export type SourceText =
  | {
      format: 'html';
      html: string;
      /** Line breaks make paragraphs, as WordPress had it before its blocks. */
      isLoose?: boolean;
      /** Shortcodes and block comments of WordPress have a meaning. */
      isWordPress?: boolean;
      /** Words that were the text’s and are not in its HTML; they are counted as left out. Plain text. */
      beside?: string;
    }
  /** Blocks as this portal stores them. */
  | { format: 'blocks'; blocks: unknown[] };

/** A story or page, in one language. */
export type SourcePost = {
  kind: 'post' | 'page';
  id: string;
  /** The source's own type of stories, where it has others than posts and pages: `interview`. */
  type?: string;
  slug: string;
  /** Plain text. */
  title: string;
  /** Plain text; empty where nobody wrote one. */
  standfirst: string;
  text: SourceText;
  status: 'published' | 'scheduled' | 'draft' | 'in-review' | 'private' | 'password' | 'trash';
  /** Who alone could read it, for which its status is private. */
  audience?: 'members' | 'paying' | 'mail';
  /** UTC; of drafts perhaps none. */
  publishedAt?: Date;
  changedAt?: Date;
  /** As the source calls it (BCP 47, or its own code); left out where it says nothing. */
  language?: string;
  /** Posts that are translations of each other have the same. */
  translationGroup?: string;
  /**
   * Ids of all posts of that group, where its name may be another one next time: the story is then found by any of them.
   */
  translations?: string[];
  /** Ids of authors, in order. */
  authors: string[];
  /** Ids of terms; the first category is the main one. */
  terms: string[];
  /** Id or address of the lead picture. */
  lead?: string;
  leadAlt?: string;
  leadCaption?: string;
  /** What search engines were shown instead of title and standfirst. */
  searchTitle?: string;
  searchDescription?: string;
  isSticky?: boolean;
  format?: 'video' | 'gallery' | 'interview' | 'opinion';
  /**
   * Where readers found it: the path with its query on the former site, the best first. All of them, whatever form the
   * source's addresses had: permalink, `/?p=12`, former slugs.
   */
  addresses: string[];
};

/** Anything that no newspaper's reader misses: menu items, revisions, styles. It is left out, and counted. */
export type SourceOther = {
  kind: 'other';
  id: string;
  type: string;
  title: string;
  /** How many of its type this stands for, where they do not come one by one: comments. */
  count?: number;
  /** Why it is left out, where that is known. */
  why?: ImportReason;
};

/** What a source says of itself; comes before all items. */
export type SourceSite = {
  kind: 'site';
  /** The system and its version, for people: “WordPress 6.5, WXR 1.2”. */
  system: string;
  name: string;
  /** Absolute, without a slash at the end; empty where the source does not say. */
  address: string;
  /** As the source calls it. */
  language?: string;
  /** IANA name. */
  timeZone?: string;
};

/** Something in a source that cannot be read; what stands around it is read all the same. */
export type SourceProblem = {
  kind: 'problem';
  why: 'not-well-formed' | 'cut-off' | 'too-deep' | 'too-large' | 'unknown-version' | 'bad-value' | 'not-fetched';
  /** Line in the file, from 1, if it has lines. */
  line?: number;
  /** A few words of what stands there; nothing that may be a secret. */
  near: string;
};

export type SourceEntry = SourceSite | SourceItem | SourceProblem;

/** A source that is none, or must not be opened. */
export type SourceRefusal = {
  ok: false;
  why: 'not-an-export' | 'unknown-format' | 'unknown-version' | 'too-large' | 'unsafe-archive' | 'unreadable';
  /** A few words for people about where and what. */
  detail: string;
};
