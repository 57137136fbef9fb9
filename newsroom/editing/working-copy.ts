import { z } from 'zod';
import { type ArticleBody, articleBody, parseBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { Resource } from '#newsroom/permissions/permissions';
import type { TopicName } from '#newsroom/topics/topic-name';

/** How far the text of a working copy has come. What readers have is its state; neither changes the other. */
export const WORKFLOWS = ['draft', 'in_review', 'ready'] as const;
export type Workflow = (typeof WORKFLOWS)[number];

export const STATES = ['draft', 'scheduled', 'published', 'withdrawn'] as const;
export type State = (typeof STATES)[number];

const line = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replace(/\s+/g, ' ').trim());

const lines = { headline: line(300), standfirst: line(1_000), source: line(200) };

/** What is written: all of it is saved, sent and compared together. */
export const articleText = z.strictObject({ ...lines, body: articleBody });

/** The same as it is sent: its blocks as they are stored, so that versions of the code understand each other. */
export const sentText = z.strictObject({
  ...lines,
  body: z.array(z.unknown()).transform(parseBody).pipe(articleBody),
});

export type ArticleText = { headline: string; standfirst: string; body: ArticleBody; source: string };

/** An article as the newsroom has it: what is being written, and how it stands with readers. */
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
  /** What an editor tells the writer, or the writer an editor; who did so is '' and null for notes of 0.2.0. */
  note: string;
  noteByName: string;
  noteAt: Date | null;
  withdrawalNotice: string;
  removedAt: Date | null;
  createdById: string | null;
  changedAt: Date;
  changedByName: string;
  text: ArticleText;
  /** A name of newsroom/articles/kinds.ts, or one that this version does not know. */
  kind: string;
  section: TopicName;
  tags: TopicName[];
  authors: TopicName[];
  leadId: string | null;
  /** Version of section, tags, authors and lead picture. */
  storyVersion: number;
  /** The article that it translates. */
  source: { id: number; language: Language; isAhead: boolean } | null;
  siblings: { id: number; language: Language; state: State; workflow: Workflow; headline: string }[];
};

/** What permissions ask of an article. */
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

/** Whether there is something in the working copy that readers do not have. */
export function isPending(article: Pick<WorkingCopy, 'state' | 'version' | 'publishedVersion'>): boolean {
  return article.state !== 'draft' && article.version !== article.publishedVersion;
}
