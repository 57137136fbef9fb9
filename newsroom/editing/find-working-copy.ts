import { inOwnLanguages, type Language, languageCodeOf } from '#i18n/languages';
import { parseBody } from '#newsroom/articles/article-body';
import { knownBlocks, resourceOf, type WorkingCopy } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

const NAME = (language: Language) => ({ texts: { where: { language }, select: { name: true } } });

/**
 * An article as the desk has it, its topics named in the reader's language of the article; null where there is none or
 * this person may not see it.
 */
export async function findWorkingCopy(actor: Actor, articleId: number): Promise<WorkingCopy | null> {
  const head = await database().article.findUnique({ where: { id: articleId }, select: { language: true } });
  if (!head) return null;
  const language = languageCodeOf(head.language);
  const row = await database().article.findUnique({
    where: { id: articleId },
    relationLoadStrategy: 'join',
    include: {
      draft: true,
      sourceArticle: { select: { id: true, language: true, version: true } },
      story: {
        select: {
          kind: true,
          leadId: true,
          version: true,
          section: { select: { key: true, ...NAME(language) } },
          tags: { select: { tag: { select: { key: true, ...NAME(language) } } }, orderBy: { tag: { key: 'asc' } } },
          authors: { select: { author: { select: { key: true, ...NAME(language) } } }, orderBy: { position: 'asc' } },
          articles: {
            where: { removedAt: null },
            select: {
              id: true,
              language: true,
              state: true,
              workflow: true,
              headline: true,
              draft: { select: { headline: true } },
            },
          },
        },
      },
    },
  });
  if (!row || !may(actor, 'article.read', resourceOf(row))) return null;
  const changedBy =
    row.changedById && (await database().staff.findUnique({ where: { id: row.changedById }, select: { name: true } }));
  const { story, draft, sourceArticle, sourceVersion, ...article } = row;
  const text = draft ?? article;
  return {
    ...article,
    language,
    changedByName: changedBy ? changedBy.name : '',
    text: {
      headline: text.headline,
      standfirst: text.standfirst,
      body: knownBlocks(parseBody(text.body)),
      source: text.source,
    },
    kind: story.kind,
    section: named(story.section),
    tags: story.tags.map(({ tag }) => named(tag)),
    authors: story.authors.map(({ author }) => named(author)),
    leadId: story.leadId,
    filing: story.version,
    source: sourceArticle && {
      id: sourceArticle.id,
      language: languageCodeOf(sourceArticle.language),
      isAhead: sourceArticle.version > (sourceVersion ?? 0),
    },
    siblings: inOwnLanguages(story.articles)
      .filter(({ id }) => id !== articleId)
      .map(({ draft: onDesk, ...sibling }) => ({ ...sibling, headline: onDesk?.headline ?? sibling.headline })),
  };
}

function named({ key, texts }: { key: string; texts: { name: string }[] }): { key: string; name: string } {
  return { key, name: texts[0]?.name ?? key };
}
