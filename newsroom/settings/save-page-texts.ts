import type { Language } from '#i18n/languages';
import { findLastEvent } from '#newsroom/audit/find-last-event';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { refuse } from '#newsroom/result';
import type { PageKey } from '#newsroom/settings/page';
import type { EditConflict } from '#newsroom/settings/save-settings';
import { database, type Sql, sql } from '#platform/database';

export type PageTexts = Partial<Record<Language, { title: string; description: string }>>;

/**
 * Saves title and description of a page about the paper in the languages that it is written in, if it is still as it
 * was at `seen`. Fails by value for somebody who may not, for a page without a title, and where somebody else has
 * changed it meanwhile.
 */
export async function savePageTexts(
  actor: Actor,
  key: PageKey,
  words: PageTexts,
  seen: Date,
): Promise<{ ok: true } | { ok: false; why: 'not-allowed' | 'no-title' } | EditConflict> {
  if (!may(actor, 'masthead.edit')) return { ok: false, why: 'not-allowed' };
  const texts = Object.entries(words).map(([language, text]) => ({ language, ...text }));
  if (texts.length === 0 || texts.some(({ title }) => title.trim() === '')) return { ok: false, why: 'no-title' };
  const title = words[actor.language]?.title ?? texts[0]?.title ?? key;
  const said = sql`(SELECT * FROM jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS w (language text, title text, description text))`;
  const old = sql`(SELECT p.* FROM page_text p JOIN ${said} AS s ON s.language = p.language WHERE p.page_key = ${key}::"PageKey")`;
  const flat = (table: Sql) => sql`(
    SELECT coalesce(jsonb_object_agg(part.name, part.value), '{}') FROM ${table} AS w CROSS JOIN LATERAL
      (VALUES ('title.' || w.language, w.title), ('description.' || w.language, w.description)) AS part (name, value))`;
  const saved = await database().$executeRaw`
    WITH kept AS (
      UPDATE page SET changed_at = greatest(now(), changed_at + interval '1 millisecond')
      WHERE key = ${key}::"PageKey" AND changed_at = ${seen} RETURNING key
    ), difference AS MATERIALIZED (
      SELECT ${changesBetween(flat(old), flat(said))} AS changed
    ), texts AS (
      UPDATE page_text p SET title = w.title, description = w.description FROM kept, ${said} AS w WHERE p.page_key = kept.key AND p.language = w.language
    )
    ${recordEvent(
      actor,
      'page.changed',
      sql`SELECT key::text, NULL, ${title}::text, jsonb_build_object('changed', changed) FROM kept, difference`,
    )}`;
  return saved === 1 ? { ok: true } : { ...refuse('conflict', 'it'), by: await findLastEvent('page', key) };
}
