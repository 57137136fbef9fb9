import { inOwnLanguages, type Language } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { now, nowMs } from '#platform/clock';
import { database } from '#platform/database';

const HOUR_MS = 3_600_000;

/** A language that readers have the story in. */
export type BreakingLanguage = { language: Language; articleId: number; slug: string; headline: string };

export type PresentBreakingNews = {
  id: number;
  storyId: number;
  leadsFront: boolean;
  beganAt: Date;
  endsAt: Date;
  /** Whole hours until then, the last one counted. */
  hoursLeft: number;
  version: number;
  texts: Partial<Record<Language, string>>;
  languages: BreakingLanguage[];
};

/** What is breaking news at present, for those who may change it; null where nothing is, and for others. */
export async function findPresentBreakingNews(actor: Actor): Promise<PresentBreakingNews | null> {
  if (!may(actor, 'breaking.declare')) return null;
  const present = await database().breakingNews.findFirst({
    where: { endedAt: null, endsAt: { gt: now() } },
    include: { texts: true },
  });
  if (!present) return null;
  const { id, storyId, leadsFront, beganAt, endsAt, version, texts } = present;
  return {
    ...{ id, storyId, leadsFront, beganAt, endsAt, version },
    hoursLeft: Math.ceil((endsAt.getTime() - nowMs()) / HOUR_MS),
    texts: Object.fromEntries(texts.map(({ language, text }) => [language, text])),
    languages: await listLanguages(storyId),
  };
}

/** A story that may become breaking news; null for somebody who may not declare it, and where readers do not have it. */
export async function findStoryForBreaking(
  actor: Actor,
  articleId: number,
): Promise<{ storyId: number; languages: BreakingLanguage[] } | null> {
  if (!may(actor, 'breaking.declare')) return null;
  const article = await database().article.findUnique({ where: { id: articleId }, select: { storyId: true } });
  if (!article) return null;
  const languages = await listLanguages(article.storyId);
  return languages.length > 0 ? { storyId: article.storyId, languages } : null;
}

async function listLanguages(storyId: number): Promise<BreakingLanguage[]> {
  const rows = await database().article.findMany({
    where: { storyId, state: 'published' },
    select: { id: true, language: true, slug: true, headline: true },
    orderBy: { id: 'asc' },
  });
  return inOwnLanguages(rows).map(({ id, ...row }) => ({ ...row, articleId: id }));
}

/** A story of the newest that readers have, in its first language, to choose from. */
export type BreakingCandidate = { articleId: number; headline: string; publishedAt: Date };

/** The newest stories, of which one may become breaking news; none for somebody who may not declare it. */
export function listBreakingCandidates(actor: Actor, most: number): Promise<BreakingCandidate[]> {
  if (!may(actor, 'breaking.declare')) return Promise.resolve([]);
  return database().$queryRaw<BreakingCandidate[]>`
    SELECT id AS "articleId", headline, published_at AS "publishedAt" FROM article
    WHERE language = ${actor.language} AND state = 'published'
    ORDER BY published_at DESC, id DESC LIMIT ${most}`;
}
