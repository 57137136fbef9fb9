import { createHmac, randomBytes } from 'node:crypto';
import {
  isReading,
  NETWORK_BURST,
  NETWORK_RATE,
  NETWORK_REACH,
  READING_MINUTES,
  type Visit,
} from '#newsroom/views/visit';
import { database } from '#platform/database';
import { addressBlockOf, networkOf } from '#platform/ip-address';

type Recorded = { ok: true; counted: boolean; views: number } | { ok: false; why: 'no-such-article' | 'too-busy' };

type Waiting = {
  visit: Visit;
  resolve(recorded: Recorded): void;
  reject(error: unknown): void;
};

/** Openings wait this long for company before they are written together, milliseconds. */
const GATHER_MS = 150;
/** More than this many waiting at once means that the database cannot keep up. */
const WAITING_LIMIT = 5_000;

// Next may build several copies of this module; there must be one queue per process all the same.
const holder = globalThis as typeof globalThis & { portalViews?: { waiting: Waiting[]; running: boolean } };
holder.portalViews ??= { waiting: [], running: false };
const queue = holder.portalViews;

/**
 * Counts an opening of an article as a view if it is a reading (see visit.ts), the same visitor has not been counted
 * for it in the last 30 minutes, and its network does not add readings faster than people do. Answers once the count is
 * in PostgreSQL, with the article's total; openings that come at the same time are written by one statement.
 * Unpublished and unknown articles are refused. Rejects when the database does.
 */
export function recordView(visit: Visit): Promise<Recorded> {
  if (queue.waiting.length >= WAITING_LIMIT) return Promise.resolve({ ok: false, why: 'too-busy' });
  return new Promise((resolve, reject) => {
    queue.waiting.push({ visit, resolve, reject });
    if (!queue.running) {
      queue.running = true;
      setTimeout(writeAll, GATHER_MS);
    }
  });
}

async function writeAll(): Promise<void> {
  while (queue.waiting.length > 0) await writeTogether(queue.waiting.splice(0, 1_000));
  queue.running = false;
}

async function writeTogether(group: Waiting[]): Promise<void> {
  try {
    const salt = await saltOfToday();
    const readings = group.map(({ visit }) => ({
      ...visit,
      visitor: keyedHash(salt, `${networkOf(visit.address)}\n${visit.userAgent}`),
      network: keyedHash(salt, addressBlockOf(visit.address)),
      reading: isReading(visit),
    }));
    const totals = await write(readings);
    const unspent = new Map([...totals].map(([id, { counted }]) => [id, new Set(counted)]));
    for (const [index, { resolve }] of group.entries()) {
      const { articleId, visitor, reading } = readings[index] as (typeof readings)[number];
      const total = totals.get(articleId);
      // Of several openings by one visitor in the same group the first is the one that counted.
      const counted = reading && (unspent.get(articleId)?.delete(visitor) ?? false);
      resolve(total ? { ok: true, counted, views: total.views } : { ok: false, why: 'no-such-article' });
    }
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}

function keyedHash(salt: Uint8Array, text: string): string {
  return createHmac('sha256', salt).update(text).digest('hex').slice(0, 32);
}

async function saltOfToday(): Promise<Uint8Array> {
  const [row] = await database().$queryRaw<{ salt: Uint8Array | null }[]>`
    SELECT (SELECT salt FROM visitor_salt WHERE day = (now() AT TIME ZONE 'UTC')::date) AS salt`;
  if (row?.salt) return row.salt;
  // The first reader of a day brings a new salt. Without the old one nobody can tell any more whose hashes yesterday's
  // were; their rows go with the clean-up, and not here: what grows with the traffic must not stand in a reader's way.
  const [made] = await database().$queryRaw<{ salt: Uint8Array }[]>`
    WITH today AS (SELECT (now() AT TIME ZONE 'UTC')::date AS day),
         forgotten AS (DELETE FROM visitor_salt WHERE day < (SELECT day FROM today))
    INSERT INTO visitor_salt (day, salt) SELECT day, ${randomBytes(32)} FROM today
    ON CONFLICT (day) DO UPDATE SET day = excluded.day RETURNING salt`;
  if (!made) throw new Error('no salt for today could be made');
  return made.salt;
}

/**
 * One statement: which openings are new readings, how many of them each network may add (a leaky bucket for each
 * network and article), the day's counts, and every article's total after them. Rows are
 * taken in the order of their keys, and an article's total after its day, so that two processes writing at once never
 * wait for each other in a ring.
 */
async function write(readings: { articleId: number; visitor: string; network: string; reading: boolean }[]) {
  const rows = await database().$queryRaw<{ id: number; views: number; counted: string[] }[]>`
    WITH opening AS (
      SELECT DISTINCT visitor, network, article_id, reading
      FROM unnest(
        ${readings.map(({ visitor }) => visitor)}::text[],
        ${readings.map(({ network }) => network)}::text[],
        ${readings.map(({ articleId }) => articleId)}::int[],
        ${readings.map(({ reading }) => reading)}::bool[]
      ) AS given (visitor, network, article_id, reading)
    ),
    known AS (
      SELECT id FROM article WHERE state = 'published' AND id IN (SELECT article_id FROM opening)
    ),
    fresh AS (
      INSERT INTO recent_reading AS recent (visitor, article_id, counted_at)
      SELECT decode(visitor, 'hex'), article_id, now() FROM opening JOIN known ON id = article_id WHERE reading
      ORDER BY article_id, visitor
      ON CONFLICT (visitor, article_id) DO UPDATE SET counted_at = now()
        WHERE recent.counted_at <= now() - make_interval(mins => ${READING_MINUTES}::int)
      RETURNING article_id, encode(recent.visitor, 'hex') AS visitor
    ),
    numbered AS (
      SELECT article_id, visitor, network, row_number() OVER (PARTITION BY network, article_id) AS number
      FROM fresh JOIN (SELECT DISTINCT visitor, network FROM opening) AS whose USING (visitor)
    ),
    bounded AS (
      INSERT INTO network_reading AS seen (network, article_id, level, granted, counted, at)
      SELECT decode(network, 'hex'), article_id, asked, asked, asked, now()
      FROM (
        SELECT network, article_id, least(count(*)::int, ${NETWORK_BURST}::int) AS asked
        FROM numbered GROUP BY network, article_id
      ) AS each
      ORDER BY article_id, network
      ON CONFLICT (network, article_id) DO UPDATE SET (level, granted, counted, at) = (
        SELECT ahead + grant_now, grant_now, seen.counted + grant_now, now()
        FROM (
          SELECT greatest(0, seen.level - extract(epoch FROM now() - seen.at) * ${NETWORK_RATE}::real) AS ahead
        ) AS drained, LATERAL (
          SELECT greatest(0, least(excluded.granted, floor(${NETWORK_BURST}::int - ahead)::int)) AS grant_now
        ) AS granted_now
      )
      RETURNING article_id, encode(network, 'hex') AS network, granted, counted
    ),
    counted AS (
      SELECT article_id, visitor FROM numbered JOIN bounded USING (network, article_id) WHERE number <= granted
    ),
    paper AS (
      SELECT (now() AT TIME ZONE coalesce((SELECT time_zone FROM site_settings), 'UTC'))::date AS day
    ),
    added AS (
      SELECT article_id, sum(granted)::int AS views,
        sum(least(granted, greatest(0, ${NETWORK_REACH}::int - (counted - granted))))::int AS reach
      FROM bounded WHERE granted > 0 GROUP BY article_id
    ),
    today AS (
      INSERT INTO article_view AS total (article_id, day, views, reach)
      SELECT article_id, (SELECT day FROM paper), views, reach FROM added ORDER BY article_id
      ON CONFLICT (article_id, day)
      DO UPDATE SET views = total.views + excluded.views, reach = total.reach + excluded.reach
      RETURNING article_id
    ),
    total AS (
      INSERT INTO article_view_total AS total (article_id, views)
      SELECT article_id, views FROM added JOIN today USING (article_id) ORDER BY article_id
      ON CONFLICT (article_id) DO UPDATE SET views = total.views + excluded.views
      RETURNING article_id, views
    )
    SELECT
      known.id,
      coalesce(total.views, (SELECT views FROM article_view_total WHERE article_id = known.id), 0) AS views,
      array(SELECT visitor FROM counted WHERE counted.article_id = known.id) AS counted
    FROM known LEFT JOIN total ON total.article_id = known.id`;
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
