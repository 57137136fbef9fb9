import type { ArticleBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { StoryKind } from '#newsroom/articles/kinds';
import type { Picture } from '#newsroom/media/picture';
import type { Author, Tag } from '#newsroom/topics/topic';

/** What a list shows of an article. */
export type ArticleCard = {
  id: number;
  kind: StoryKind;
  /** Whether it is a live blog that goes on. */
  isLive?: boolean;
  slug: string;
  headline: string;
  standfirst: string;
  publishedAt: Date;
  section: { key: string; name: string };
  lead: Picture | null;
};

/** A published article, whole. */
export type Article = ArticleCard & {
  storyId: number;
  language: Language;
  body: ArticleBody;
  source: string;
  /** Last change worth telling readers of; null while the text stands as first published. */
  revisedAt: Date | null;
  /** What the paper has put right or added since, oldest first. */
  notes: ArticleNote[];
  tags: Tag[];
  authors: Author[];
  /** The story's published articles in the other languages. */
  translations: Translation[];
};

export type ArticleNote = { kind: 'correction' | 'update'; text: string; at: Date };

export type Translation = { language: Language; slug: string; headline: string };

/**
 * What there is at a language and slug. The newsroom never says 404: whoever knows of addresses decides what each
 * means.
 */
export type Found =
  | { kind: 'story'; article: Article }
  /** The article is at another slug of the same language. */
  | { kind: 'moved'; slug: string }
  | { kind: 'in-other-languages'; translations: Translation[] }
  /** `notice` is what the paper says of it; it may be empty. */
  | { kind: 'withdrawn'; notice: string }
  | { kind: 'absent' };
