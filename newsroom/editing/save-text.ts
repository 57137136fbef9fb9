import { parseBody, searchTextOf, storedBody } from '#blocks/body';
import { unknownBlocksMissingIn } from '#blocks/unknown-block';
import { type Language, languageCodeOf } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { hasOnlyOwnUnknownBlocks } from '#newsroom/editing/check-unknown-blocks';
import { currentText } from '#newsroom/editing/current-text';
import { slugFromHeadline } from '#newsroom/editing/slug-from-headline';
import { type ArticleText, articleText, isSameText, resourceOf } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, type Sql, sql } from '#platform/database';

export type TextSave = {
  text: ArticleText;
  /** The version that the writer started from. */
  base: number;
  /** Whether somebody said “save”: then this text is kept as a revision. */
  isExplicit: boolean;
};

export type TextSaved =
  | { ok: true; version: number; slug: string }
  | { ok: false; why: 'not-allowed' | 'absent' | 'bad-text' }
  /** It holds a block that this version does not know and that was never in the article. */
  | { ok: false; why: 'unknown-block' }
  /** Somebody else has saved since `base`: nothing was changed, and this is what they have. */
  | { ok: false; why: 'stale'; version: number; text: ArticleText; byName: string };

/**
 * Saves what is being written. Readers see nothing of it. Saving the same text again changes nothing and succeeds, so
 * that an answer that was lost may be asked for again. What somebody else wrote is kept as a revision before it is
 * replaced, and so is a text with blocks that this version does not know and the new text does not have. A text that
 * was approved goes back to review when its writer changes it.
 */
export async function saveText(
  actor: Actor,
  articleId: number,
  { text, base, isExplicit }: TextSave,
): Promise<TextSaved> {
  const parsed = articleText.safeParse(text);
  if (!parsed.success) return { ok: false, why: 'bad-text' };
  const written = parsed.data;
  const current = await readCurrent(articleId);
  if (!current) return { ok: false, why: 'absent' };
  const thing = resourceOf(current);
  if (!may(actor, 'article.edit', thing)) return { ok: false, why: 'not-allowed' };
  if (isSameText(written, current.text)) {
    if (isExplicit) await keepRevision(actor, articleId, current.version);
    return { ok: true, version: current.version, slug: current.slug };
  }
  if (!(await hasOnlyOwnUnknownBlocks(articleId, written.body, current.text.body)))
    return { ok: false, why: 'unknown-block' };
  const approves = may(actor, 'article.approve', thing);
  const dropsUnknown = unknownBlocksMissingIn(written.body, current.text.body).length > 0;
  const body = JSON.stringify(storedBody(written.body));
  const [saved] = await database().$queryRaw<{ version: number; slug: string }[]>`
    WITH replaced AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, at, by_id, by_name)
      SELECT id, version, headline, standfirst, body, source, changed_at, changed_by_id, ${current.byName}
      FROM ${currentText} AS t
      WHERE id = ${articleId} AND version = ${base} AND (changed_by_id <> ${actor.id} OR ${dropsUnknown})
      ON CONFLICT DO NOTHING
    ), saved AS (
      UPDATE article a SET version = version + 1, changed_at = now(), changed_by_id = ${actor.id},
        workflow = CASE WHEN workflow = 'ready' AND NOT ${approves} THEN 'in_review' ELSE workflow END,
        slug = ${followingSlug(written.headline, languageCodeOf(current.language))}
      WHERE id = ${articleId} AND version = ${base} AND state = ${current.state}::"ArticleState" AND removed_at IS NULL
      RETURNING id, version, slug, language
    ), written AS (
      INSERT INTO draft (article_id, headline, standfirst, body, body_text, source)
      SELECT id, ${written.headline}, ${written.standfirst}, ${body}::jsonb, ${searchTextOf(written.body)},
        ${written.source}
      FROM saved
      ON CONFLICT (article_id) DO UPDATE SET headline = excluded.headline, standfirst = excluded.standfirst,
        body = excluded.body, body_text = excluded.body_text, source = excluded.source
    ), kept AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
      SELECT id, version, ${written.headline}, ${written.standfirst}, ${body}::jsonb, ${written.source},
        ${actor.id}, ${actor.name}
      FROM saved WHERE ${isExplicit}
    ), line AS (${lineOf(actor, articleId, written.headline, isExplicit)})
    SELECT version, slug FROM saved`;
  if (saved) return { ok: true, ...saved };
  const now = await readCurrent(articleId);
  if (!now) return { ok: false, why: 'absent' };
  // Not the text has changed meanwhile but what readers have of it: who may save it is asked anew.
  if (now.version === base) return saveText(actor, articleId, { text, base, isExplicit });
  return { ok: false, why: 'stale', version: now.version, text: now.text, byName: now.byName };
}

/**
 * The first slug of the headline that is free in the language, while nobody has chosen one and readers have never seen
 * another.
 */
function followingSlug(headline: string, language: Language): Sql {
  const slug = slugFromHeadline(headline, language);
  if (!slug) return sql`a.slug`;
  const candidates = [slug, ...Array.from({ length: 8 }, (_, index) => `${slug}-${index + 2}`)];
  return sql`CASE WHEN a.slug_chosen OR a.published_at IS NOT NULL THEN a.slug ELSE coalesce((
    SELECT candidate FROM unnest(${candidates}::text[]) WITH ORDINALITY AS c (candidate, place)
    WHERE NOT EXISTS (SELECT FROM article o WHERE o.language = a.language AND o.slug = candidate AND o.id <> a.id)
      AND NOT EXISTS (SELECT FROM former_slug f WHERE f.language = a.language AND f.slug = candidate AND f.article_id <> a.id)
    ORDER BY place LIMIT 1), ${slug} || '-' || a.id) END`;
}

/** What is saved by itself every few seconds is one line of the log in half an hour. */
function lineOf(actor: Actor, articleId: number, headline: string, isExplicit: boolean): Sql {
  return recordEvent(
    actor,
    'article.edit',
    'article',
    sql`SELECT id, language, ${headline}, jsonb_build_object('version', version) FROM saved
      WHERE ${isExplicit} OR NOT EXISTS (
        SELECT FROM audit_entry e WHERE e.thing = 'article' AND e.thing_id = ${String(articleId)} AND e.act = 'article.edit'
          AND e.actor_id = ${actor.id} AND e.at > now() - interval '30 minutes')`,
  );
}

async function keepRevision(actor: Actor, articleId: number, version: number): Promise<void> {
  await database().$executeRaw`
    INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
    SELECT id, version, headline, standfirst, body, source, ${actor.id}, ${actor.name}
    FROM ${currentText} AS t WHERE id = ${articleId} AND version = ${version}
    ON CONFLICT DO NOTHING`;
}

async function readCurrent(articleId: number) {
  const row = await database().article.findUnique({
    where: { id: articleId, removedAt: null },
    relationLoadStrategy: 'join',
    include: { draft: true },
  });
  if (!row) return null;
  const { draft, ...article } = row;
  const { headline, standfirst, body, source } = draft ?? article;
  const changedBy =
    article.changedById &&
    (await database().staff.findUnique({ where: { id: article.changedById }, select: { name: true } }));
  return {
    ...article,
    byName: changedBy ? changedBy.name : '',
    text: { headline, standfirst, body: parseBody(body), source },
  };
}
