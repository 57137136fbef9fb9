import { OPEN } from '#newsroom/deliveries/lease';
import { ADVISORY_LOCKS } from '#platform/advisory-locks';
import { database, sql } from '#platform/database';

/** So many events are handed out with one statement. */
const STEP = 500;

/**
 * That a destination (d) shows the story of an event (t), or may do so soon, which only channels do: what it shows has
 * to be corrected and taken back, though it is off at the moment, or posts no more in that language.
 */
const IS_SHOWN = sql`d.kind <> 'webhook' AND (
  EXISTS (
    SELECT FROM channel_post p
    WHERE p.destination_id = d.id AND p.article_id = t.article_id AND p.state <> 'withdrawn'
  ) OR EXISTS (
    SELECT FROM delivery x WHERE x.destination_id = d.id AND x.article_id = t.article_id AND x.state IN ${OPEN}
  )
)`;

/**
 * Makes a delivery of every new event for every destination that wants it, once: of several processes one does it at a
 * time, in the order of the events. Returns how many events were handed out; a full step means that there may be more.
 */
export async function handOutEvents(): Promise<{ events: number; isMore: boolean }> {
  const [row] = await database().$queryRaw<{ events: number }[]>`
    WITH turn AS MATERIALIZED (
      SELECT pg_try_advisory_xact_lock(${ADVISORY_LOCKS['hand-out-events']}::int) AS is_mine
    ), taken AS (
      SELECT e.* FROM story_event e
      WHERE (SELECT is_mine FROM turn) AND NOT e.is_handed_out
      ORDER BY e.id LIMIT ${STEP} FOR UPDATE
    ), handed AS (
      UPDATE story_event e SET is_handed_out = true FROM taken WHERE e.id = taken.id
    ), made AS (
      INSERT INTO delivery (destination_id, event_id, message_id, event, article_id, payload)
      SELECT d.id, t.id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), t.event, t.article_id,
        jsonb_strip_nulls(jsonb_build_object('at', to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'id', t.article_id, 'group', t.story_id, 'language', t.language, 'slug', t.slug, 'headline', t.headline,
          'stories', t.stories))
      FROM taken t JOIN destination d ON d.state <> 'gone' AND t.event = ANY (d.events) AND d.created_at <= t.at AND (
        d.state = 'on' AND (d.languages = '{}' OR t.language IS NULL OR t.language = ANY (d.languages))
        OR ${IS_SHOWN}
      )
      ORDER BY t.id, d.id
      ON CONFLICT DO NOTHING
    )
    SELECT count(*)::int AS events FROM taken`;
  const events = row?.events ?? 0;
  return { events, isMore: events === STEP };
}
