import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import type { WireStatus } from '#newsroom/wire/wire-entry';
import { database, sql } from '#platform/database';

/** An item that a story was made from, as it is now. */
export type WireOrigin = {
  itemId: number;
  /** The article that was made from it; others of its story are translations. */
  articleId: number;
  agency: string;
  status: WireStatus;
  /** The newest version, the newest that somebody has dealt with, and the one that was used. */
  version: number;
  seenVersion: number;
  usedVersion: number;
  embargoUntil: Date | null;
  /** When the article would have been published, had its agency not taken the item back; null for one that was not due. */
  unscheduledFrom: Date | null;
};

/** What an article, or another of its story, was made from, in the order in which it was used. */
export async function findWireOrigins(articleId: number): Promise<WireOrigin[]> {
  return database().$queryRaw<WireOrigin[]>`
    SELECT i.id AS "itemId", u.article_id AS "articleId", i.agency, i.status, i.version, u.seen_version AS "seenVersion",
      u.used_version AS "usedVersion", i.embargo_until AS "embargoUntil", (
        SELECT (e.detail ->> 'at')::timestamptz FROM audit_entry e
        WHERE e.resource = 'article' AND e.resource_id = a.id::text AND e.event = 'article.wireUnscheduled'
          AND a.state = 'draft' AND i.status <> 'usable'
        ORDER BY e.id DESC LIMIT 1
      ) AS "unscheduledFrom"
    FROM article a JOIN article made ON made.story_id = a.story_id
    JOIN wire_use u ON u.article_id = made.id JOIN wire_item i ON i.id = u.item_id
    WHERE a.id = ${articleId}
    ORDER BY u.used_at, i.id`;
}

/**
 * Of some articles those whose agency has taken back what they, or what they translate, were made from, with how.
 */
export async function findTakenBack(
  articleIds: readonly number[],
): Promise<Map<number, Exclude<WireStatus, 'usable'>>> {
  if (articleIds.length === 0) return new Map();
  const rows = await database().$queryRaw<{ id: number; status: Exclude<WireStatus, 'usable'> }[]>`
    SELECT a.id, min(i.status) AS status
    FROM article a JOIN article made ON made.story_id = a.story_id
    JOIN wire_use u ON u.article_id = made.id JOIN wire_item i ON i.id = u.item_id
    WHERE a.id = ANY(${[...articleIds]}::int[]) AND i.status <> 'usable'
    GROUP BY a.id`;
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/**
 * Says that a new version of an item has been dealt with; one that came later is told all the same. Fails by value for
 * somebody who may not edit the article, and where there is nothing to be dealt with.
 */
export async function dismissWireVersion(
  actor: Actor,
  { articleId, itemId, version }: { articleId: number; itemId: number; version: number },
): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.edit', found.resource)) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH dismissed AS (
      UPDATE wire_use u SET seen_version = ${version}
      FROM wire_item i
      WHERE u.item_id = ${itemId} AND u.article_id = ${articleId} AND i.id = u.item_id
        AND u.seen_version < ${version} AND i.version >= ${version}
      RETURNING u.article_id, i.agency
    )
    ${recordEvent(
      actor,
      'article.wireVersionDismissed',
      sql`SELECT a.id, a.language, w.headline, jsonb_build_object('agency', d.agency)
        FROM dismissed d JOIN article a ON a.id = d.article_id JOIN working_copy w ON w.article_id = a.id`,
    )}`;
  return done === 1 ? { ok: true } : refuse('conflict', 'it');
}
