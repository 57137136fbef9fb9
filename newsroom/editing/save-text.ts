import { parseBody, searchTextOf, storedBody } from '#blocks/body';
import { canonicalJson } from '#blocks/canonical-json';
import { unknownBlocksMissingIn } from '#blocks/unknown-block';
import { type Language, languageCodeOf } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { hasOnlyOwnUnknownBlocks } from '#newsroom/editing/check-unknown-blocks';
import { countLostWords } from '#newsroom/editing/lost-words';
import { isLargeLoss } from '#newsroom/editing/revision';
import { updateScheduled } from '#newsroom/editing/schedule-article';
import { slugFromHeadline } from '#newsroom/editing/slug-from-headline';
import { type ArticleText, articleText, resourceOf } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, refuse } from '#newsroom/result';
import { findActorName } from '#newsroom/staff/find-actor-name';
import { database, type Prisma, type Sql, sql } from '#platform/database';

export type TextSave = {
  text: ArticleText;
  /** The version that the writer started from. */
  base: number;
  /**
   * Whether somebody pressed “Save”: then this text is kept as a revision, and a scheduled article is published with
   * it, if this person may schedule and nothing blocks it.
   */
  isExplicit: boolean;
};

/** Somebody else has saved since the base of a save: nothing was changed, and this is what they have. */
type TextConflict = Refusal<'conflict'> & { version: number; text: ArticleText; byName: string };

export type TextSaved =
  /** `publishedVersion` is the one that readers have or will have. */
  | { ok: true; version: number; slug: string; publishedVersion: number }
  | Refusal<'not-allowed' | 'not-found' | 'invalid' | 'unsupported'>
  | TextConflict;

/**
 * Saves the working copy. Readers see nothing of it. Saving the same text again changes nothing and succeeds, so that
 * an answer that was lost may be asked for again. The text that is replaced is kept as a revision where somebody else
 * or nobody here wrote it, where words or unknown blocks of it are lost, and every five minutes of writing. A text that
 * was approved goes back to review when its writer changes it. In a transaction of somebody else's it throws where
 * another article takes the slug at the same moment (isSlugTaken).
 */
export async function saveText(
  actor: Actor,
  articleId: number,
  save: TextSave,
  transaction?: Prisma.TransactionClient,
): Promise<TextSaved> {
  const client = transaction ?? database();
  const { base, isExplicit } = save;
  const parsed = articleText.safeParse(save.text);
  if (!parsed.success) return refuse('invalid', 'text');
  const text = parsed.data;
  const current = await readCurrent(client, articleId);
  if (!current) return refuse('not-found', 'article');
  const resource = resourceOf(current.article);
  if (!may(actor, 'article.edit', resource)) return refuse('not-allowed', 'it');
  const isScheduled = isExplicit && current.article.state === 'scheduled';
  /** Refused, the page says that another text is scheduled, and why when it is asked. */
  const schedule = async (version: number) =>
    (await updateScheduled(actor, articleId, version)).ok ? version : current.publishedVersion;
  if (canonicalJson(text) === canonicalJson(current.text)) {
    if (isExplicit) await keepRevision(client, actor, articleId, current.version, current.text);
    const publishedVersion = isScheduled ? await schedule(current.version) : current.publishedVersion;
    return { ok: true, version: current.version, slug: current.article.slug, publishedVersion };
  }
  if (!(await hasOnlyOwnUnknownBlocks(articleId, text.body, current.text.body))) return refuse('unsupported', 'block');
  const approves = may(actor, 'article.approve', resource);
  const loss = countLostWords(current.text, text);
  const hasText = current.text.headline !== '' || current.text.body.length > 0;
  const isLarge = isLargeLoss(loss) || unknownBlocksMissingIn(text.body, current.text.body).length > 0;
  // Somebody has decided against it, as in a conflict.
  const isGivenUp = isExplicit && loss.lost > 0;
  const body = JSON.stringify(storedBody(text.body));
  const [saved] = await client.$queryRaw<{ version: number; slug: string }[]>`
    WITH replaced AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, at, by_id, by_name, kind)
      SELECT article_id, version, headline, standfirst, body, source, changed_at, changed_by_id, ${current.byName},
        CASE WHEN changed_by_id IS DISTINCT FROM ${actor.id} OR changed_at < now() - interval '1 day'
          OR ${isLarge || isGivenUp} THEN 'replaced' ELSE 'autosaved' END
      FROM working_copy
      WHERE article_id = ${articleId} AND version = ${base} AND (
        changed_by_id IS DISTINCT FROM ${actor.id} OR ${loss.lost > 0 || isLarge} OR ${hasText} AND NOT EXISTS (
          SELECT FROM (SELECT at FROM revision WHERE article_id = ${articleId} ORDER BY version DESC LIMIT 1) last
          WHERE last.at > now() - interval '5 minutes'))
      ON CONFLICT DO NOTHING
    ), saved AS (
      UPDATE working_copy w SET version = w.version + 1, changed_at = now(), changed_by_id = ${actor.id},
        headline = ${text.headline}, standfirst = ${text.standfirst}, body = ${body}::jsonb,
        body_text = ${searchTextOf(text.body)}, source = ${text.source},
        workflow = CASE WHEN w.workflow = 'ready' AND NOT ${approves} THEN 'in_review' ELSE w.workflow END
      FROM article a
      WHERE w.article_id = ${articleId} AND w.version = ${base} AND a.id = w.article_id
        AND a.state = ${current.article.state}::"ArticleState" AND a.removed_at IS NULL
      RETURNING a.id, w.version, a.language, a.slug
    ), ${followHeadline(text.headline, languageCodeOf(current.article.language))}, kept AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
      SELECT id, version, ${text.headline}, ${text.standfirst}, ${body}::jsonb, ${text.source},
        ${actor.id}, ${actor.name}
      FROM saved WHERE ${isExplicit}
    ), event AS (${savedEvent(actor, articleId, text.headline, isExplicit)})
    SELECT version, coalesce((SELECT slug FROM renamed), slug) AS slug FROM saved`.catch((error: unknown): [] => {
    if (transaction || !isSlugTaken(error)) throw error;
    return [];
  });
  if (saved) {
    const publishedVersion = isScheduled ? await schedule(saved.version) : current.publishedVersion;
    return { ok: true, ...saved, publishedVersion };
  }
  const now = await readCurrent(client, articleId);
  if (!now) return refuse('not-found', 'article');
  // Not the text has changed meanwhile but the state, or another article took the slug: asked anew.
  if (now.version === base) return saveText(actor, articleId, save, transaction);
  return { ...refuse('conflict', 'text'), version: now.version, text: now.text, byName: now.byName };
}

/**
 * Gives an article that was never published the slug of its headline, unless somebody has chosen one: the first that is
 * free in the language. Published rows are never touched by saving.
 */
function followHeadline(headline: string, language: Language): Sql {
  const slug = slugFromHeadline(headline, language);
  const candidates = [slug, ...Array.from({ length: 8 }, (_, index) => `${slug}-${index + 2}`)];
  return sql`free AS (
      SELECT coalesce((
        SELECT candidate FROM unnest(${candidates}::text[]) WITH ORDINALITY AS c (candidate, place)
        WHERE NOT EXISTS (
          SELECT FROM article o WHERE o.language = saved.language AND o.slug = candidate AND o.id <> saved.id
        ) AND NOT EXISTS (
          SELECT FROM former_slug f
          WHERE f.language = saved.language AND f.slug = candidate AND f.article_id <> saved.id
        )
        ORDER BY place LIMIT 1
      ), ${slug} || '-' || saved.id) AS slug
      FROM saved WHERE ${slug} <> ''
    ), renamed AS (
      UPDATE article a SET slug = free.slug FROM saved, free
      WHERE a.id = saved.id AND NOT a.slug_chosen AND a.published_at IS NULL AND a.slug <> free.slug
      RETURNING a.slug
    )`;
}

/** What is saved by itself every few seconds is one event in half an hour. */
function savedEvent(actor: Actor, articleId: number, headline: string, isExplicit: boolean): Sql {
  return recordEvent(
    actor,
    'article.saved',
    sql`SELECT id, language, ${headline}, jsonb_build_object('version', version) FROM saved
      WHERE ${isExplicit} OR NOT EXISTS (
        SELECT FROM audit_entry e
        WHERE e.resource = 'article' AND e.resource_id = ${String(articleId)} AND e.event = 'article.saved'
          AND e.actor_id = ${actor.id} AND e.at > now() - interval '30 minutes')`,
  );
}

/** Whether a save has failed because another article took its slug: of two at once, the unique index tells one. */
export function isSlugTaken(error: unknown): boolean {
  return String((error as { message?: unknown }).message ?? '').includes('23505');
}

/** Keeps a text for ever that somebody has saved, whatever has become of the working copy since it was read. */
async function keepRevision(
  client: Prisma.TransactionClient,
  actor: Actor,
  articleId: number,
  version: number,
  text: ArticleText,
): Promise<void> {
  const body = JSON.stringify(storedBody(text.body));
  await client.$executeRaw`
    INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
    SELECT id, ${version}, ${text.headline}, ${text.standfirst}, ${body}::jsonb, ${text.source},
      ${actor.id}, ${actor.name}
    FROM article WHERE id = ${articleId}
    ON CONFLICT (article_id, version) DO UPDATE SET kind = 'saved' WHERE revision.kind IN ('autosaved', 'interval')`;
}

async function readCurrent(client: Prisma.TransactionClient, articleId: number) {
  const row = await client.workingCopy.findUnique({
    where: { articleId, article: { removedAt: null } },
    relationLoadStrategy: 'join',
    include: {
      article: { select: { createdById: true, state: true, sourceArticleId: true, language: true, slug: true } },
    },
  });
  if (!row) return null;
  const { headline, standfirst, body, source, version, publishedVersion, article, changedById } = row;
  return {
    article,
    version,
    publishedVersion,
    byName: await findActorName(changedById),
    text: { headline, standfirst, body: parseBody(body), source },
  };
}
