import { areLanguagesFixed, type Language } from '#i18n/languages';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Chooses in which languages the site is published, in readers' order; the web processes of all machines take them over
 * one by one (docs/decisions/094). What was written in others stays. Fails by value for somebody who may not, for none,
 * where the environment decides (LANGUAGES), and where others have been chosen since `seen`: the codes as the settings
 * named them.
 */
export async function chooseLanguages(
  actor: Actor,
  languages: readonly Language[],
  seen: readonly string[],
): Promise<Result | Refusal> {
  if (!may(actor, 'languages.edit')) return refuse('not-allowed', 'it');
  if (areLanguagesFixed) return refuse('wrong-state', 'languages');
  if (languages.length === 0) return refuse('missing', 'languages');
  const codes = [...new Set(languages)];
  const list = (row: 'before' | 'saved') => {
    const value = row === 'before' ? sql`before.languages` : sql`saved.languages`;
    return sql`jsonb_build_object('languages', array_to_string(${value}, ', '))`;
  };
  const saved = await database().$executeRaw`
    WITH before AS MATERIALIZED (
      SELECT languages FROM site_settings
      WHERE id = 1 AND coalesce(languages, '{}') = ${[...seen]}::text[] FOR UPDATE
    ), saved AS (
      UPDATE site_settings s SET languages = ${codes}::text[] FROM before WHERE s.id = 1 RETURNING s.languages
    )
    ${recordEvent(
      actor,
      'settings.changed',
      sql`SELECT 'settings', NULL, '', jsonb_build_object('changed', ${changesBetween(list('before'), list('saved'))})
        FROM before, saved`,
    )}`;
  return saved === 1 ? { ok: true } : refuse('conflict', 'it');
}
