import type { ArticleBody } from '#blocks/body';
import { mayBeFilm } from '#blocks/embed/providers';

type KindRecord = {
  /** Type of the story in schema.org's vocabulary. */
  type: 'NewsArticle' | 'OpinionNewsArticle' | 'LiveBlogPosting';
  /** Type of its page there, where it is more than a page. */
  pageType?: 'ImageGallery';
  /** Whether those of its embeds that may be films are told to search engines as videos. */
  hasVideo?: true;
  /** Whether lists and the story's page say its kind; what nearly every story is goes without saying. */
  isMarked: boolean;
  /** Whether it is a live blog (newsroom/live): its text is the summary above the entries, and may be empty. */
  hasEntries?: true;
  /** What a story of this kind cannot be published without. */
  needs?: 'author' | 'embed' | 'gallery';
};

/**
 * Kinds of stories, in the order in which the newsroom chooses from them. A new one is a record here and its name in
 * the messages (`kinds`); without the name the code does not compile.
 */
const KINDS = {
  article: { type: 'NewsArticle', isMarked: false },
  opinion: { type: 'OpinionNewsArticle', isMarked: true, needs: 'author' },
  interview: { type: 'NewsArticle', isMarked: true },
  video: { type: 'NewsArticle', isMarked: true, hasVideo: true, needs: 'embed' },
  gallery: { type: 'NewsArticle', isMarked: true, pageType: 'ImageGallery', needs: 'gallery' },
  live: { type: 'LiveBlogPosting', isMarked: true, hasEntries: true },
} as const satisfies Record<string, KindRecord>;

export type StoryKind = keyof typeof KINDS;

export const STORY_KINDS = Object.keys(KINDS) as [StoryKind, ...StoryKind[]];

export function isStoryKind(name: string): name is StoryKind {
  return Object.hasOwn(KINDS, name);
}

/** The kind as which a story is shown: one that this version does not know is shown as an article. */
export function shownKind(name: string): StoryKind {
  return isStoryKind(name) ? name : 'article';
}

/** Whether a story is a live blog that goes on. */
export function isLive({ kind, liveBlog }: { kind: string; liveBlog: { closedAt: Date | null } | null }): boolean {
  return kindRecord(kind).hasEntries === true && liveBlog !== null && liveBlog.closedAt === null;
}

/** What is known of a kind. */
export function kindRecord(name: string): KindRecord {
  return KINDS[shownKind(name)];
}

/** What a story still lacks for its kind, if anything. */
export function lackOf(
  kind: string,
  { body, authors }: { body: ArticleBody; authors: number },
): KindRecord['needs'] | undefined {
  const { needs } = kindRecord(kind);
  if (needs === 'author') return authors > 0 ? undefined : needs;
  const isThere = body.some((block) => block.type === needs && (block.type !== 'embed' || mayBeFilm(block.provider)));
  return needs && !isThere ? needs : undefined;
}
