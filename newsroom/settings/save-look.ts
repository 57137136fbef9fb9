import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { type Accent, DEFAULT_ACCENT, isReadable, nearestReadable, readColour } from '#newsroom/settings/accent';
import { makeIcons, makeLogo, type SiteFile } from '#newsroom/settings/make-site-files';
import { database, identifier, sql, sqlList } from '#platform/database';

type Refused = 'not-allowed' | 'invalid' | 'not-found';
type Column = 'accent_light' | 'accent_dark' | 'logo_light' | 'logo_dark' | 'icon';

/**
 * Saves the accent colour as it was typed, and that of the dark theme, which is made of the first where it is empty;
 * both empty for the ones that the site comes with. Fails by value for somebody who may not, for what is no colour, and
 * for one that cannot be read: then `colour` of its values is the nearest that can.
 */
export async function saveAccent(actor: Actor, typed: Accent): Promise<Result<{ accent: Accent | null }, Refused>> {
  if (typed.light.trim() === '' && typed.dark.trim() === '') {
    const saved = await saveColumns(actor, { accent_light: null, accent_dark: null }, []);
    return saved.ok ? { ok: true, accent: null } : saved;
  }
  const light = readColour(typed.light);
  if (!light) return refuse('invalid', 'colour', { colour: typed.light.slice(0, 40), example: DEFAULT_ACCENT.light });
  const dark = typed.dark.trim() === '' ? nearestReadable(light, 'dark') : readColour(typed.dark);
  if (!dark) return refuse('invalid', 'colour', { colour: typed.dark.slice(0, 40), example: DEFAULT_ACCENT.dark });
  if (!isReadable(light, 'light'))
    return refuse('invalid', 'lightAccent', { given: light, colour: nearestReadable(light, 'light') });
  if (!isReadable(dark, 'dark'))
    return refuse('invalid', 'darkAccent', { given: dark, colour: nearestReadable(dark, 'dark') });
  const saved = await saveColumns(actor, { accent_light: light, accent_dark: dark }, []);
  return saved.ok ? { ok: true, accent: { light, dark } } : saved;
}

/** Saves the logo of a theme, or takes it away with null. Fails by value for somebody who may not, and as makeLogo. */
export async function saveLogo(
  actor: Actor,
  theme: 'light' | 'dark',
  bytes: Uint8Array | null,
): Promise<Result<object, Refused>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const made = bytes ? await makeLogo(bytes) : { ok: true as const, name: null, files: [] };
  if (!made.ok) return made;
  return saveColumns(actor, theme === 'light' ? { logo_light: made.name } : { logo_dark: made.name }, made.files);
}

/** Saves the icon, or takes it away with null. Fails by value for somebody who may not, and as makeIcons. */
export async function saveIcon(actor: Actor, bytes: Uint8Array | null): Promise<Result<object, Refused>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const made = bytes ? await makeIcons(bytes) : { ok: true as const, name: null, files: [] };
  if (!made.ok) return made;
  return saveColumns(actor, { icon: made.name }, made.files);
}

/** Saves what is given in one statement, with its files and its event; files of earlier looks go after a day. */
async function saveColumns(
  actor: Actor,
  columns: Partial<Record<Column, string | null>>,
  files: readonly SiteFile[],
): Promise<Result<object, Refused>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const saved = await database().$transaction(async (transaction) => {
    for (const { name, type, width, height, content } of files)
      await transaction.$executeRaw`
        INSERT INTO site_file (name, type, width, height, content)
        VALUES (${name}, ${type}, ${width}, ${height}, ${content})
        ON CONFLICT (name) DO UPDATE SET made_at = now()`;
    const names = Object.keys(columns);
    const assigned = names.map((name) => sql`${identifier(name)} = input.${identifier(name)}`);
    const count = await transaction.$executeRaw`
      WITH former AS MATERIALIZED (
        SELECT to_jsonb(s) AS row FROM site_settings s WHERE id = 1 FOR UPDATE
      ), saved AS (
        UPDATE site_settings s SET ${sqlList(assigned)}
        FROM former, jsonb_populate_record(NULL::site_settings, ${JSON.stringify(columns)}::jsonb) AS input
        WHERE s.id = 1 RETURNING to_jsonb(s.*) AS row
      )
      ${recordEvent(
        actor,
        'settings.changed',
        sql`SELECT 'settings', NULL, '', jsonb_build_object('changed', ${changesBetween(
          sql`(SELECT row - 'changed_at' FROM former)`,
          sql`(SELECT row - 'changed_at' FROM saved)`,
        )}) FROM saved`,
      )}`;
    // Pages that were made before may still name them.
    await transaction.$executeRaw`
      DELETE FROM site_file f USING site_settings s
      WHERE f.made_at < now() - interval '1 day'
        AND split_part(f.name, '.', 1) <> ALL (
          ARRAY[split_part(coalesce(s.logo_light, ''), '.', 1), split_part(coalesce(s.logo_dark, ''), '.', 1)])
        AND (s.icon IS NULL OR NOT starts_with(f.name, s.icon || '-'))`;
    return count;
  });
  return saved === 1 ? { ok: true } : refuse('not-found', 'settings');
}
