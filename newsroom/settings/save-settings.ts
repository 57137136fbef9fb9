import { findLastEvent, type LastEvent } from '#newsroom/audit/find-last-event';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, refuse } from '#newsroom/result';
import { type EditableSettings, type SettingProblem, settingProblem } from '#newsroom/settings/editable-settings';
import { database, sql } from '#platform/database';

export type EditConflict = Refusal<'conflict'> & { by: LastEvent | null };

/**
 * Saves the paper's settings, if they are still as they were at `seen` (findEditableSettings; null where there were
 * none). Fails by value for somebody who may not, where something cannot be (see settingProblem; PostgreSQL has to know
 * the zone too), for a column of a section that does not exist, and where somebody else has changed them meanwhile:
 * then nothing is saved, and `by` says who did what, if the log knows.
 */
export async function saveSettings(
  actor: Actor,
  settings: EditableSettings,
  seen: Date | null,
): Promise<
  { ok: true } | { ok: false; why: 'not-allowed' | 'no-such-section' } | ({ ok: false } & SettingProblem) | EditConflict
> {
  if (!may(actor, 'masthead.edit')) return { ok: false, why: 'not-allowed' };
  const trouble = settingProblem(settings, new Date().getUTCFullYear());
  if (trouble) return { ok: false, ...trouble };
  const { words, links, timeZone, foundedYear, columnSection, hub, adsTxt, securityContact, indexNowKey } = settings;
  const [known] = await database().$queryRaw<{ zone: boolean; section: boolean }[]>`
    SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = ${timeZone}) AS zone,
      ${columnSection} = '' OR EXISTS (SELECT FROM section WHERE key = ${columnSection}) AS section`;
  if (!known?.zone) return { ok: false, why: 'bad-zone', field: 'timeZone' };
  if (!known.section) return { ok: false, why: 'no-such-section' };

  const row = {
    ...{ time_zone: timeZone, founded_year: foundedYear, column_section: columnSection, hub_url: hub, ads_txt: adsTxt },
    ...{ security_contact: securityContact, index_now_key: indexNowKey },
    ...{ x_url: links.x, youtube_url: links.youtube, instagram_url: links.instagram, facebook_url: links.facebook },
    ...{ telegram_url: links.telegram, app_store_url: links.appStore, google_play_url: links.googlePlay },
  };
  const texts = Object.entries(words).map(([language, { name, tagline, reuseRule }]) => ({
    language,
    name,
    tagline,
    reuse_rule: reuseRule,
  }));
  const columns = sql`time_zone, founded_year, column_section, hub_url, ads_txt, security_contact, index_now_key,
    x_url, youtube_url, instagram_url, facebook_url, telegram_url, app_store_url, google_play_url`;
  const flat = (row_: typeof columns, texts_: typeof columns) => sql`(
    ${row_} || (SELECT coalesce(jsonb_object_agg(part.name, part.value), '{}') FROM ${texts_} AS w CROSS JOIN LATERAL
      (VALUES ('name.' || w.language, w.name), ('tagline.' || w.language, w.tagline), ('reuse_rule.' || w.language, w.reuse_rule)) AS part (name, value)))`;
  const saved = await database().$executeRaw`
    WITH said AS MATERIALIZED (
      SELECT * FROM jsonb_populate_recordset(NULL::masthead_text, ${JSON.stringify(texts)}::jsonb)
    ), before AS MATERIALIZED (
      SELECT ${flat(sql`coalesce((SELECT to_jsonb(m) - '{id,changed_at}'::text[] FROM masthead m), '{}')`, sql`masthead_text`)} AS value
    ), kept AS (
      INSERT INTO masthead (id, changed_at, ${columns})
      SELECT 1, now(), ${columns} FROM jsonb_populate_record(NULL::masthead, ${JSON.stringify(row)}::jsonb)
      ON CONFLICT (id) DO UPDATE SET (changed_at, ${columns}) = ROW (
        greatest(now(), masthead.changed_at + interval '1 millisecond'), ${sql`excluded.time_zone, excluded.founded_year, excluded.column_section,
        excluded.hub_url, excluded.ads_txt, excluded.security_contact, excluded.index_now_key, excluded.x_url, excluded.youtube_url,
        excluded.instagram_url, excluded.facebook_url, excluded.telegram_url, excluded.app_store_url, excluded.google_play_url`})
      WHERE masthead.changed_at = ${seen}
      RETURNING to_jsonb(masthead.*) - '{id,changed_at}'::text[] AS row
    ), texts AS (
      INSERT INTO masthead_text (masthead_id, language, name, tagline, reuse_rule)
      SELECT 1, said.language, said.name, said.tagline, said.reuse_rule FROM said, kept
      ON CONFLICT (masthead_id, language) DO UPDATE SET name = excluded.name, tagline = excluded.tagline, reuse_rule = excluded.reuse_rule
    )
    ${recordEvent(
      actor,
      'settings.changed',
      sql`SELECT 'settings', NULL, ${words[actor.language].name}::text, jsonb_build_object('changed',
        ${changesBetween(sql`(SELECT value FROM before)`, flat(sql`kept.row`, sql`said`))}) FROM kept`,
    )}`;
  return saved === 1 ? { ok: true } : { ...refuse('conflict', 'it'), by: await findLastEvent('settings') };
}
