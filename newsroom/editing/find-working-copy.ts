import { parseBody } from '#blocks/body';
import { inOwnLanguages, languageCodeOf } from '#i18n/languages';
import { resourceOf, type WorkingCopy } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { findActorName } from '#newsroom/staff/find-actor-name';
import { topicName } from '#newsroom/topics/topic-name';
import { database } from '#platform/database';

const NAMED = { key: true, texts: { select: { language: true, name: true } } } as const;

/**
 * An article as the newsroom has it, its section, tags and authors named in this person's language; null where there is
 * none or they may not see it.
 */
export async function findWorkingCopy(actor: Actor, articleId: number): Promise<WorkingCopy | null> {
  const head = await database().article.findUnique({ where: { id: articleId }, select: { language: true } });
  if (!head) return null;
  const language = languageCodeOf(head.language);
  const row = await readRow(articleId);
  if (!row?.workingCopy || !may(actor, 'article.read', resourceOf(row))) return null;
  const { story, workingCopy, sourceArticle, sourceVersion, ...article } = row;
  const { headline, standfirst, body, source, changedById, ...copy } = workingCopy;
  return {
    ...article,
    ...copy,
    language,
    changedByName: await findActorName(changedById),
    text: { headline, standfirst, body: parseBody(body), source },
    kind: story.kind,
    section: topicName(story.section, actor.language),
    tags: story.tags.map(({ tag }) => topicName(tag, actor.language)),
    authors: story.authors.map(({ author }) => topicName(author, actor.language)),
    leadId: story.leadId,
    storyVersion: story.version,
    source: sourceArticle && {
      id: sourceArticle.id,
      language: languageCodeOf(sourceArticle.language),
      isAhead: (sourceArticle.workingCopy?.version ?? 0) > (sourceVersion ?? 0),
    },
    siblings: inOwnLanguages(story.articles)
      .filter(({ id }) => id !== articleId)
      .flatMap(({ workingCopy: theirs, ...sibling }) => (theirs ? [{ ...sibling, ...theirs }] : [])),
  };
}

function readRow(articleId: number) {
  return database().article.findUnique({
    where: { id: articleId },
    relationLoadStrategy: 'join',
    select: {
      ...{ id: true, storyId: true, slug: true, slugChosen: true, state: true, publishedAt: true, revisedAt: true },
      ...{ embargoUntil: true, withdrawalNotice: true, removedAt: true, createdById: true },
      ...{ sourceArticleId: true, sourceVersion: true },
      workingCopy: {
        select: {
          ...{ version: true, publishedVersion: true, workflow: true, changedAt: true, changedById: true },
          ...{ note: true, noteByName: true, noteAt: true },
          ...{ headline: true, standfirst: true, body: true, source: true },
        },
      },
      sourceArticle: { select: { id: true, language: true, workingCopy: { select: { version: true } } } },
      story: {
        select: {
          kind: true,
          leadId: true,
          version: true,
          section: { select: NAMED },
          tags: { select: { tag: { select: NAMED } }, orderBy: { tag: { key: 'asc' } } },
          authors: { select: { author: { select: NAMED } }, orderBy: { position: 'asc' } },
          articles: {
            where: { removedAt: null },
            select: {
              ...{ id: true, language: true, state: true },
              workingCopy: { select: { workflow: true, headline: true } },
            },
          },
        },
      },
    },
  });
}
