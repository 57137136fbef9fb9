import { LANGUAGE_CODES } from '#i18n/languages';
import { findLastEvent } from '#newsroom/audit/find-last-event';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import type { AdPlace } from '#newsroom/settings/ad-places';
import { adProblem, type PlaceAds } from '#newsroom/settings/editable-settings';
import type { EditConflict } from '#newsroom/settings/save-settings';
import { database, sql } from '#platform/database';

/**
 * Saves what stands in a place for the paper's own advertisements, in all languages at once; a language that is left
 * out has none from now on. The settings must still be as they were at `seen`. Fails by value for somebody who may not,
 * for an advertisement that is incomplete or leads nowhere safe, and where somebody else has changed the settings
 * meanwhile.
 */
export async function saveHouseAds(
  actor: Actor,
  place: AdPlace,
  ads: PlaceAds,
  seen: Date,
): Promise<Result<object, 'not-allowed' | 'missing' | 'invalid'> | EditConflict> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const trouble = adProblem(ads);
  if (trouble) return trouble;
  const rows = Object.entries(ads).map(([language, ad]) => ({ language, ...ad }));
  const flat = (table: typeof input) => sql`(
    SELECT coalesce(jsonb_object_agg(part.name, part.value), '{}') FROM ${table} AS w CROSS JOIN LATERAL
      (VALUES ('title.' || w.language, w.title), ('text.' || w.language, w.text), ('href.' || w.language, w.href))
      AS part (name, value))`;
  const input = sql`(
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS w (language text, title text, text text, href text))`;
  // Those in languages that are off stay for when they are on again.
  const existing = sql`(SELECT * FROM house_ad WHERE place = ${place} AND language = ANY(${LANGUAGE_CODES}))`;
  const saved = await database().$executeRaw`
    WITH kept AS (
      UPDATE site_settings SET changed_at = greatest(now(), changed_at + interval '1 millisecond')
      WHERE id = 1 AND changed_at = ${seen} RETURNING id
    ), difference AS MATERIALIZED (
      SELECT ${changesBetween(flat(existing), flat(input))} AS changed
    ), gone AS (
      DELETE FROM house_ad h USING kept
      WHERE h.place = ${place} AND h.language = ANY(${LANGUAGE_CODES})
        AND h.language NOT IN (SELECT w.language FROM ${input} AS w)
    ), ads AS (
      INSERT INTO house_ad (place, language, title, text, href)
      SELECT ${place}::text, w.language, w.title, w.text, w.href FROM kept, ${input} AS w
      ON CONFLICT (place, language) DO UPDATE SET title = excluded.title, text = excluded.text, href = excluded.href
    )
    ${recordEvent(
      actor,
      'ad.changed',
      sql`SELECT ${place}::text, NULL, ${place}::text, jsonb_build_object('changed', changed) FROM kept, difference`,
    )}`;
  return saved === 1 ? { ok: true } : { ...refuse('conflict', 'it'), by: await findLastEvent('ad') };
}
