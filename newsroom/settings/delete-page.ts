import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Deletes a page about the paper in all languages; its address is free from then on. The log keeps its texts. Fails by
 * value for somebody who may not, and where there is no such page.
 */
export async function deletePage(actor: Actor, key: string): Promise<Result<object, 'not-allowed' | 'not-found'>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const deleted = await database().$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT key FROM page WHERE key = ${key} FOR UPDATE
    ), former AS MATERIALIZED (
      SELECT held.key,
        (SELECT title FROM page_text WHERE page_key = held.key
          ORDER BY language <> ${actor.language} LIMIT 1) AS title,
        (SELECT jsonb_object_agg(language, jsonb_build_object('title', title, 'description', description, 'body', body))
          FROM page_text WHERE page_key = held.key) AS texts
      FROM held
    ), deleted AS (
      DELETE FROM page USING former WHERE page.key = former.key RETURNING former.*
    )
    ${recordEvent(
      actor,
      'page.deleted',
      sql`SELECT key, NULL, coalesce(title, key), jsonb_build_object('body', texts) FROM deleted`,
    )}`;
  return deleted === 1 ? { ok: true } : refuse('not-found', 'page');
}
