import { findLastEvent } from '#newsroom/audit/find-last-event';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { type PageTexts, pageTitle } from '#newsroom/settings/page';
import { haveTitles, pageTextRows } from '#newsroom/settings/page-text-rows';
import type { EditConflict } from '#newsroom/settings/save-settings';
import { database, type Sql, sql } from '#platform/database';

/**
 * Saves titles and descriptions of a page about the paper, and whether the footer names it, if the page is still as it
 * was at `seen`. A language that is left out stays as it is; one that is new is begun with an empty text, which readers
 * do not see. Fails by value for somebody who may not, for a text without a title, and where somebody else has changed
 * the page meanwhile.
 */
export async function savePage(
  actor: Actor,
  key: string,
  { texts, inFooter }: { texts: PageTexts; inFooter: boolean },
  seen: Date,
): Promise<Result<object, 'not-allowed' | 'missing'> | EditConflict> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  if (!haveTitles(texts)) return refuse('missing', 'title');
  const input = pageTextRows(texts);
  const old = sql`(
    SELECT t.* FROM page_text t JOIN ${input} AS w ON w.language = t.language WHERE t.page_key = ${key})`;
  const flat = (rows: Sql, footer: Sql) => sql`(
    SELECT coalesce(jsonb_object_agg(part.name, part.value), '{}') FROM (
      SELECT part.* FROM ${rows} AS w CROSS JOIN LATERAL
        (VALUES ('title.' || w.language, w.title), ('description.' || w.language, w.description)) AS part (name, value)
      UNION ALL SELECT 'in_footer', '✓' WHERE ${footer}
    ) AS part WHERE part.value <> '')`;
  const saved = await database().$executeRaw`
    WITH former AS MATERIALIZED (
      SELECT key, in_footer FROM page WHERE key = ${key} AND changed_at = ${seen} FOR UPDATE
    ), difference AS MATERIALIZED (
      SELECT ${changesBetween(flat(old, sql`former.in_footer`), flat(input, sql`${inFooter}::boolean`))} AS changed
      FROM former
    ), saved AS (
      UPDATE page SET in_footer = ${inFooter}, changed_at = greatest(now(), changed_at + interval '1 millisecond')
      FROM former WHERE page.key = former.key RETURNING page.key
    ), texts AS (
      INSERT INTO page_text (page_key, language, title, description, body)
      SELECT saved.key, w.language, w.title, w.description, '[]' FROM saved, ${input} AS w
      ON CONFLICT (page_key, language) DO UPDATE SET title = excluded.title, description = excluded.description
    )
    ${recordEvent(
      actor,
      'page.changed',
      sql`SELECT key, NULL, ${pageTitle({ key, texts }, actor.language)}::text, jsonb_build_object('changed', changed)
        FROM saved, difference`,
    )}`;
  return saved === 1 ? { ok: true } : { ...refuse('conflict', 'it'), by: await findLastEvent('page', key) };
}
