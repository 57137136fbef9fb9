import { findLastEvent, type LastEvent } from '#newsroom/audit/find-last-event';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { type EditableSettings, settingProblem } from '#newsroom/settings/editable-settings';
import { database, type Sql, sql } from '#platform/database';
import { isPublicHost } from '#platform/ip-address';

export type EditConflict = Refusal<'conflict'> & { by: LastEvent | null };

/**
 * Saves the site's settings, if they are still as they were at `seen` (findEditableSettings; null where there were
 * none). Fails by value for somebody who may not, where something cannot be (see settingProblem; PostgreSQL has to know
 * the zone too), for a column of a section that does not exist, and where somebody else has changed them meanwhile:
 * then nothing is saved, and `by` says who did what, if the log knows.
 */
export async function saveSettings(
  actor: Actor,
  settings: EditableSettings,
  seen: Date | null,
): Promise<Result<object, 'not-allowed' | 'not-found' | 'missing' | 'invalid'> | EditConflict> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const trouble = settingProblem(settings, new Date().getUTCFullYear());
  if (trouble) return trouble;
  const { texts, timeZone, foundedYear, columnSection, hub, adsTxt, securityContact, indexNowKey } = settings;
  // The server posts to it; what a name leads to is looked at then (postToInternet).
  if (hub !== null && !isPublicHost(hub)) return refuse('invalid', 'privateAddress', { address: hub, field: 'hub' });
  const [known] = await database().$queryRaw<{ zone: boolean; section: boolean }[]>`
    SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = ${timeZone}) AS zone,
      ${columnSection} = '' OR EXISTS (SELECT FROM section WHERE key = ${columnSection}) AS section`;
  if (!known?.zone) return refuse('invalid', 'timeZone');
  if (!known.section) return refuse('not-found', 'section');

  const row = {
    ...{ time_zone: timeZone, founded_year: foundedYear, column_section: columnSection, hub_url: hub, ads_txt: adsTxt },
    ...{ security_contact: securityContact, index_now_key: indexNowKey },
    placeholder_words: [...new Set(settings.placeholderWords)],
  };
  // Nameless are only languages that are off and never were on.
  const named = Object.entries(texts).filter(([, { name }]) => name.trim() !== '');
  const rows = named.map(([language, { name, tagline, reuseRule }]) => ({
    ...{ language, name, tagline, reuse_rule: reuseRule },
  }));
  const links = [...new Set(settings.socialLinks)];
  const columns = sql`
    time_zone, founded_year, column_section, hub_url, ads_txt, security_contact, index_now_key, placeholder_words`;
  // Everything as one flat object, for the log.
  const flat = (columns_: Sql, texts_: Sql, links_: Sql) => sql`(
    ${columns_} || (
      SELECT coalesce(jsonb_object_agg(part.name, part.value), '{}') FROM ${texts_} AS w CROSS JOIN LATERAL
      (VALUES ('name.' || w.language, w.name), ('tagline.' || w.language, w.tagline),
        ('reuse_rule.' || w.language, w.reuse_rule))
      AS part (name, value))
    || jsonb_build_object('social_links', nullif(${links_}, '')))`;
  const saved = await database().$executeRaw`
    WITH input AS MATERIALIZED (
      SELECT * FROM jsonb_populate_recordset(NULL::site_text, ${JSON.stringify(rows)}::jsonb)
    ), before AS MATERIALIZED (
      SELECT ${flat(
        sql`coalesce((SELECT to_jsonb(s) - '{id,changed_at}'::text[] FROM site_settings s), '{}')`,
        sql`(SELECT * FROM site_text WHERE language IN (SELECT language FROM input))`,
        sql`(SELECT string_agg(url, E'\n' ORDER BY position) FROM social_link)`,
      )} AS value
    ), saved AS (
      INSERT INTO site_settings (id, changed_at, ${columns})
      SELECT 1, now(), ${columns} FROM jsonb_populate_record(NULL::site_settings, ${JSON.stringify(row)}::jsonb)
      ON CONFLICT (id) DO UPDATE SET (changed_at, ${columns}) = ROW (
        greatest(now(), site_settings.changed_at + interval '1 millisecond'), excluded.time_zone, excluded.founded_year,
        excluded.column_section, excluded.hub_url, excluded.ads_txt, excluded.security_contact, excluded.index_now_key,
        excluded.placeholder_words)
      WHERE site_settings.changed_at = ${seen}
      RETURNING to_jsonb(site_settings.*) - '{id,changed_at}'::text[] AS row
    ), texts AS (
      INSERT INTO site_text (settings_id, language, name, tagline, reuse_rule)
      SELECT 1, input.language, input.name, input.tagline, input.reuse_rule FROM input, saved
      ON CONFLICT (settings_id, language) DO UPDATE
      SET name = excluded.name, tagline = excluded.tagline, reuse_rule = excluded.reuse_rule
    ), links AS (
      INSERT INTO social_link (position, url)
      SELECT link.place - 1, link.url FROM saved, unnest(${links}::text[]) WITH ORDINALITY AS link (url, place)
      ON CONFLICT (position) DO UPDATE SET url = excluded.url
    ), other_links AS (
      DELETE FROM social_link USING saved WHERE position >= ${links.length}
    )
    ${recordEvent(
      actor,
      'settings.changed',
      sql`SELECT 'settings', NULL, ${texts[actor.language]?.name ?? ''}::text, jsonb_build_object('changed', ${changesBetween(
        sql`(SELECT value FROM before)`,
        flat(sql`saved.row`, sql`input`, sql`${links.join('\n')}::text`),
      )}) FROM saved`,
    )}`;
  return saved === 1 ? { ok: true } : { ...refuse('conflict', 'it'), by: await findLastEvent('settings') };
}
