import { z } from 'zod';
import type { Language } from '#i18n/languages';
import { type ArticleBody, articleBody, type Block } from '#newsroom/articles/article-body';
import type { Resource } from '#newsroom/permissions/permissions';

/** How far a text has come on the desk. What readers have of it is its state; neither changes the other. */
export const WORKFLOWS = ['draft', 'in_review', 'ready'] as const;
export type Workflow = (typeof WORKFLOWS)[number];

export const STATES = ['draft', 'scheduled', 'published', 'withdrawn'] as const;
export type State = (typeof STATES)[number];

const line = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replace(/\s+/g, ' ').trim());

/** What is written: all of it is saved, sent and compared together. */
export const articleText = z.strictObject({
  headline: line(300),
  standfirst: line(1_000),
  body: articleBody,
  source: line(200),
});

export type ArticleText = { headline: string; standfirst: string; body: Block[]; source: string };

/** What a body holds besides blocks that this version does not know. */
export function knownBlocks(body: ArticleBody): Block[] {
  return body.filter((block): block is Block => block.type !== 'unknown');
}

/** Whether two texts say the same. */
export function isSameText(one: ArticleText, other: ArticleText): boolean {
  const plain = ({ headline, standfirst, body, source }: ArticleText) =>
    JSON.stringify([headline, standfirst, body.map(ordered), source]);
  return plain(one) === plain(other);
}

/** PostgreSQL keeps the keys of an object in an order of its own. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}

/** An article as the desk has it. */
export type WorkingCopy = {
  id: number;
  storyId: number;
  language: Language;
  slug: string;
  slugChosen: boolean;
  state: State;
  workflow: Workflow;
  version: number;
  publishedVersion: number;
  /** First publication, or when it is due; null before either. */
  publishedAt: Date | null;
  revisedAt: Date | null;
  embargoUntil: Date | null;
  deskNote: string;
  withdrawalNotice: string;
  removedAt: Date | null;
  createdById: string | null;
  changedAt: Date;
  changedByName: string;
  /** What is being written. */
  text: ArticleText;
  /** A name of newsroom/articles/kinds.ts, or one that this version does not know. */
  kind: string;
  section: { key: string; name: string };
  tags: { key: string; name: string }[];
  authors: { key: string; name: string }[];
  leadId: string | null;
  /** Version of how the story is filed: section, tags, authors, lead. */
  filing: number;
  /** The article that it translates. */
  source: { id: number; language: Language; isAhead: boolean } | null;
  siblings: { id: number; language: Language; state: State; workflow: Workflow; headline: string }[];
};

/** What may.ts asks of an article. */
export function resourceOf(article: {
  createdById: string | null;
  state: State;
  sourceArticleId: number | null;
}): Resource {
  const { createdById, state, sourceArticleId } = article;
  return {
    createdById,
    isOut: state === 'published' || state === 'withdrawn',
    isTranslation: sourceArticleId !== null,
  };
}

/** Whether there is something on the desk that readers do not have. */
export function isPending(article: Pick<WorkingCopy, 'state' | 'version' | 'publishedVersion'>): boolean {
  return article.state !== 'draft' && article.version !== article.publishedVersion;
}

/** Why a verb of the desk has done nothing. */
export type Refusal =
  | 'not-allowed'
  | 'absent'
  /** Somebody has saved a newer version than the one that was acted on. */
  | 'stale'
  /** What was asked does not fit the state that it is in. */
  | 'wrong-state'
  | 'no-headline'
  | 'no-text'
  /** Something is marked as still to come (TK). */
  | 'placeholders'
  /** What a story of its kind cannot do without. */
  | 'needs-author'
  | 'needs-embed'
  | 'needs-gallery'
  | 'embargoed'
  /** Somebody has filed the story otherwise. */
  | 'refiled'
  /** A time that has passed. */
  | 'too-late'
  | 'taken'
  | 'bad-slug'
  | 'exists'
  | 'unknown-topic';
export type Done<Value = object> = ({ ok: true } & Value) | { ok: false; why: Refusal };
