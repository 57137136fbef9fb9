import { parseBody } from '#blocks/body';
import { languageCodeOf } from '#i18n/languages';
import { kindRecord, lackOf } from '#newsroom/articles/kinds';
import { isUntitled } from '#newsroom/articles/slug';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { placeholdersIn } from '#newsroom/editing/placeholders';
import { quotePlaces, type StoryText } from '#newsroom/editing/text-place';
import { type Untranslated, untranslatedIn } from '#newsroom/editing/untranslated';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, refuse } from '#newsroom/result';
import { findPlaceholderWords } from '#newsroom/settings/find-placeholder-words';
import { database } from '#platform/database';

/**
 * Why the working copy may not be published or scheduled: who asks, what it lacks, what is still to come, which
 * parts of a translation are still those of the source, that somebody has saved another version; null where nothing
 * blocks it.
 */
export async function findPublishBlocker(
  actor: Actor,
  permission: 'article.publish' | 'article.schedule',
  articleId: number,
  version: number,
  allowed: { allowPlaceholders?: boolean; allowUntranslated?: boolean },
): Promise<Refusal | null> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, permission, found.resource)) return refuse('not-allowed', 'it');
  if (found.version !== version) return refuse('conflict', 'text');
  const copy = await database().workingCopy.findUnique({
    where: { articleId },
    relationLoadStrategy: 'join',
    include: {
      article: {
        select: {
          slug: true,
          language: true,
          sourceArticle: {
            select: { language: true, workingCopy: { select: { headline: true, standfirst: true, body: true } } },
          },
          story: { select: { kind: true, _count: { select: { authors: true } } } },
        },
      },
    },
  });
  if (!copy?.headline) return refuse('missing', 'headline');
  // There is no headline yet that a slug could be made of.
  if (isUntitled(copy.article.slug)) return refuse('invalid', 'address');
  const body = parseBody(copy.body);
  const { kind, _count } = copy.article.story;
  if (body.length === 0 && !kindRecord(kind).hasEntries) return refuse('missing', 'text');
  const lack = lackOf(kind, { body, authors: _count.authors });
  if (lack) return refuse('missing', lack);
  const placeholders = allowed.allowPlaceholders ? [] : placeholdersIn({ ...copy, body }, await findPlaceholderWords());
  if (placeholders.length > 0) return refuse('placeholders', 'it', { places: quotePlaces(placeholders) });
  const left = allowed.allowUntranslated ? [] : listUntranslated(copy.article, { ...copy, body });
  if (left.length > 0) return refuse('untranslated', 'it', { places: quotePlaces(left) });
  return null;
}

type Translation = {
  language: string;
  sourceArticle: { language: string; workingCopy: (Omit<StoryText, 'body'> & { body: unknown }) | null } | null;
};

function listUntranslated({ language, sourceArticle }: Translation, text: StoryText): Untranslated[] {
  const source = sourceArticle?.workingCopy;
  if (!source) return [];
  const languages = { from: languageCodeOf(sourceArticle.language), to: languageCodeOf(language) };
  return untranslatedIn(text, languages, { ...source, body: parseBody(source.body) });
}

/** Why the statement that was to publish or schedule found nothing to do. */
export async function findPublishRefusal(articleId: number, version: number): Promise<Refusal> {
  const row = await database().article.findUnique({
    where: { id: articleId },
    relationLoadStrategy: 'join',
    select: { removedAt: true, embargoUntil: true, workingCopy: { select: { version: true } } },
  });
  if (!row || row.removedAt) return refuse('not-found', 'article');
  if (row.workingCopy?.version !== version) return refuse('conflict', 'text');
  return row.embargoUntil ? refuse('under-embargo', 'it') : refuse('wrong-state', 'it');
}
