import type { Language } from '#i18n/languages';
import { recordEvent, recordSystemEvent } from '#newsroom/audit/record-event';
import { BREAKING_HOURS, BREAKING_TEXT_LENGTH } from '#newsroom/breaking/limits';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

export type BreakingInput = {
  /** What the bar says in each language; where nothing is said, the headline. */
  texts: Partial<Record<Language, string>>;
  leadsFront: boolean;
  /** From now on. */
  hours: number;
};

/**
 * Declares a story breaking news: readers have it on every page in each language that it is published in, from now on.
 * What was breaking news before is over. Refused for somebody who may not, for a text that is too long, for another time
 * than whole hours up to a day, for a story that readers do not have in any language, and where somebody else has declared
 * something at the same time.
 */
export async function declareBreakingNews(
  actor: Actor,
  storyId: number,
  { texts, leadsFront, hours }: BreakingInput,
): Promise<Result<{ id: number }>> {
  if (!may(actor, 'breaking.declare')) return refuse('not-allowed', 'it');
  const problem = problemOf({ texts, hours });
  if (problem) return problem;
  const [row] = await database().$queryRaw<{ id: number | null; isOut: boolean }[]>`
    WITH story_ AS MATERIALIZED (
      SELECT story_id AS id, (array_agg(headline ORDER BY published_at))[1] AS headline
      FROM article WHERE story_id = ${storyId} AND state = 'published' GROUP BY story_id
    ), before AS (
      UPDATE breaking_news SET ended_at = now(), version = version + 1
      WHERE ended_at IS NULL AND EXISTS (SELECT FROM story_) RETURNING id
    ), declared AS (
      INSERT INTO breaking_news (story_id, leads_front, began_by_id, ends_at)
      SELECT story_.id, ${leadsFront}, ${actor.id}, now() + make_interval(hours => ${hours}::int)
      FROM story_ LEFT JOIN before ON true
      ON CONFLICT DO NOTHING RETURNING id
    ), said AS (
      INSERT INTO breaking_text (breaking_id, language, text)
      SELECT declared.id, said.language, said.text FROM declared, ${rowsOf(texts)}
    ), event AS (
      ${recordEvent(
        actor,
        'breaking.declared',
        sql`SELECT ${storyId}::int, NULL, story_.headline, jsonb_build_object('hours', ${hours}::int) FROM declared, story_`,
      )}
    )
    SELECT (SELECT id FROM declared) AS id, EXISTS (SELECT FROM story_) AS "isOut"`;
  if (row?.id) return { ok: true, id: row.id };
  // Of two who declare at once the first one's stands.
  return row?.isOut ? refuse('conflict', 'it') : refuse('not-found', 'it');
}

/**
 * Changes what is breaking news: what it says, whether it leads front pages, and its time, counted from now. Refused as
 * above, where it is over, and where somebody else has changed it since `seen` (its version).
 */
export async function changeBreakingNews(
  actor: Actor,
  id: number,
  { texts, leadsFront, hours, seen }: BreakingInput & { seen: number },
): Promise<Result> {
  if (!may(actor, 'breaking.declare')) return refuse('not-allowed', 'it');
  const problem = problemOf({ texts, hours });
  if (problem) return problem;
  const [row] = await database().$queryRaw<{ isChanged: boolean; isOn: boolean }[]>`
    WITH changed AS (
      UPDATE breaking_news SET leads_front = ${leadsFront}, version = version + 1,
        ends_at = now() + make_interval(hours => ${hours}::int)
      WHERE id = ${id} AND ended_at IS NULL AND version = ${seen} RETURNING id, story_id
    ), said AS (
      INSERT INTO breaking_text AS known (breaking_id, language, text)
      SELECT changed.id, said.language, said.text FROM changed, ${rowsOf(texts)}
      ON CONFLICT (breaking_id, language) DO UPDATE SET text = excluded.text
      WHERE known.text <> excluded.text
    ), unsaid AS (
      DELETE FROM breaking_text USING changed
      WHERE breaking_id = changed.id AND language NOT IN (SELECT said.language FROM ${rowsOf(texts)})
    ), event AS (
      ${recordEvent(
        actor,
        'breaking.changed',
        sql`SELECT story_id, NULL, (${headlineOf}), jsonb_build_object('hours', ${hours}::int) FROM changed b`,
      )}
    )
    SELECT EXISTS (SELECT FROM changed) AS "isChanged",
      EXISTS (SELECT FROM breaking_news WHERE id = ${id} AND ended_at IS NULL) AS "isOn"`;
  if (row?.isChanged) return { ok: true };
  return row?.isOn ? refuse('conflict', 'it') : refuse('wrong-state', 'breaking');
}

/**
 * Takes breaking news back: it is gone from every page. Refused for somebody who may not; what is over already stays so.
 */
export async function takeBackBreakingNews(actor: Actor, id: number): Promise<Result> {
  if (!may(actor, 'breaking.declare')) return refuse('not-allowed', 'it');
  const taken = await database().$executeRaw`
    WITH b AS (
      UPDATE breaking_news SET ended_at = now(), is_taken_back = true, version = version + 1
      WHERE id = ${id} AND ended_at IS NULL RETURNING story_id
    )
    ${recordEvent(actor, 'breaking.takenBack', sql`SELECT story_id, NULL, (${headlineOf}), '{}' FROM b`)}`;
  return taken === 1 ? { ok: true } : refuse('wrong-state', 'breaking');
}

/**
 * Ends the breaking news whose time is over by PostgreSQL's clock. Returns how many. Any number of processes may do so at
 * once.
 */
export function endDueBreakingNews(): Promise<number> {
  return database().$executeRaw`
    WITH b AS (
      UPDATE breaking_news SET ended_at = now(), version = version + 1
      WHERE ended_at IS NULL AND ends_at <= now() RETURNING story_id
    )
    ${recordSystemEvent('breaking.ended', sql`SELECT story_id, NULL, (${headlineOf}), '{}' FROM b`)}`;
}

/** Of the story of `b`. */
const headlineOf = sql`
  SELECT coalesce((array_agg(headline ORDER BY published_at))[1], '') FROM article WHERE article.story_id = b.story_id`;

function problemOf({ texts, hours }: Pick<BreakingInput, 'texts' | 'hours'>) {
  const { least: min, most: max } = BREAKING_HOURS;
  if (!Number.isInteger(hours) || hours < min || hours > max) return refuse('invalid', 'breakingHours', { min, max });
  const tooLong = Object.values(texts).some((text) => [...text].length > BREAKING_TEXT_LENGTH);
  return tooLong ? refuse('invalid', 'breakingText', { max: BREAKING_TEXT_LENGTH }) : null;
}

/** Languages that say something of their own, as rows (language, text). */
function rowsOf(texts: BreakingInput['texts']) {
  const said = Object.entries(texts).flatMap(([language, text]) =>
    text.trim() === '' ? [] : [{ language, text: text.trim() }],
  );
  return sql`jsonb_to_recordset(${JSON.stringify(said)}::jsonb) AS said (language text, text text)`;
}
