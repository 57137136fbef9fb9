import type { Language } from '#i18n/languages';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import { asPlacements, listPlacements } from '#newsroom/fronts/list-placements';
import { isCovered, PLACEMENTS_AT_MOST, type Placement } from '#newsroom/fronts/placement';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/**
 * Lays a language's front page out anew: all that stands there by hand, in order; what is not named fills itself.
 * `version` is the layout that somebody has seen (findFrontLayout); if another has been saved since, nothing is
 * changed. A story that was there already may stay though readers have it no more; one that another stands before
 * without an end is not kept.
 */
export async function saveFrontLayout(
  actor: Actor,
  language: Language,
  layout: readonly Placement[],
  version: number,
): Promise<Result> {
  if (!may(actor, 'front.edit')) return refuse('not-allowed', 'it');
  if (layout.length > PLACEMENTS_AT_MOST) return refuse('invalid', 'tooManyStories');
  const placed = await listPlacements(language, layout);
  const covered = new Set(placed.filter((one) => isCovered(placed, one)).map(({ articleId }) => articleId));
  const input = asPlacements(
    language,
    layout.filter(({ articleId }) => !covered.has(articleId)),
  );
  const saved = await database().$executeRaw`
    WITH input AS MATERIALIZED (
      SELECT * FROM ${input}
    ), before AS MATERIALIZED (
      SELECT ${inWords(sql`(SELECT * FROM placement WHERE language = ${language})`)} AS value
    ), saved AS (
      UPDATE front_layout SET version = version + 1
      WHERE language = ${language} AND version = ${version} AND NOT EXISTS (${problems(input)})
      RETURNING language
    ), gone AS (
      DELETE FROM placement p USING saved
      WHERE p.language = saved.language AND p.article_id NOT IN (SELECT article_id FROM input)
    ), kept AS (
      INSERT INTO placement AS p SELECT input.* FROM input, saved
      ON CONFLICT (article_id) DO UPDATE SET
        place = excluded.place, rank = excluded.rank, from_at = excluded.from_at, until_at = excluded.until_at
      WHERE p IS DISTINCT FROM excluded
    )
    ${recordEvent(
      actor,
      'front.changed',
      sql`SELECT language::text, language, '', jsonb_build_object(
        'changed', ${changesBetween(sql`(SELECT value FROM before)`, inWords(sql`input`))}) FROM saved`,
    )}`;
  if (saved === 1) return { ok: true };
  const [problem] = await database().$queryRaw<Problem[]>`${problems(input)} LIMIT 1`;
  const { version: present } = await database().frontLayout.findUniqueOrThrow({
    where: { language },
    select: { version: true },
  });
  return problem && present === version
    ? refuse('invalid', problem.about, { headline: problem.headline })
    : refuse('conflict', 'it');
}

type Problem = { about: 'endsBeforeStart' | 'ended' | 'notPublished'; headline: string };

/** Why a layout cannot be saved, story by story. */
function problems(input: Sql): Sql {
  return sql`
    SELECT coalesce(a.headline, '') AS headline,
      CASE WHEN s.until_at <= s.from_at THEN 'endsBeforeStart' WHEN s.until_at <= now() THEN 'ended'
        ELSE 'notPublished' END AS about
    FROM ${input} AS s LEFT JOIN article a ON a.id = s.article_id AND a.language = s.language
    WHERE s.until_at <= s.from_at OR s.until_at <= now()
      OR a.state IS DISTINCT FROM 'published' AND NOT EXISTS (
        SELECT FROM placement p WHERE p.article_id = s.article_id AND p.language = s.language)`;
}

/** What stands in each place (jsonb), for the log: headlines, with their times by the paper's clocks. */
function inWords(placements: Sql): Sql {
  const clock = (time: Sql) => sql`coalesce(to_char(
    ${time} AT TIME ZONE coalesce((SELECT time_zone FROM site_settings), 'UTC'), 'YYYY-MM-DD HH24:MI'), '…')`;
  return sql`(
    SELECT coalesce(jsonb_object_agg(place, stories), '{}') FROM (
      SELECT w.place, string_agg(
        a.headline || CASE WHEN coalesce(w.from_at, w.until_at) IS NULL THEN ''
          ELSE ' (' || ${clock(sql`w.from_at`)} || ' – ' || ${clock(sql`w.until_at`)} || ')' END,
        ' · ' ORDER BY w.rank) AS stories
      FROM ${placements} AS w JOIN article a ON a.id = w.article_id GROUP BY w.place
    ) AS filled)`;
}
