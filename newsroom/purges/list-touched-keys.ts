import { listFrontsToRefresh } from '#newsroom/fronts/list-fronts-to-refresh';
import { EVERYTHING, frontKey } from '#newsroom/surrogate-keys';
import { timeline } from '#newsroom/syndication/timeline';
import { database } from '#platform/database';

/** How far a target has been told. */
export type Progress = {
  position: string | null;
  timeline: string;
  told: bigint[];
  /** As PostgreSQL writes it. */
  readAt: string;
};

export type Touched = Progress & {
  /** Surrogate keys, each once; `everything` alone where the outbox cannot say what has changed. */
  keys: string[];
  /** When they were listed, milliseconds of PostgreSQL's clock. */
  at: number;
};

/** The outbox remembers thirty days (newsroom/syndication/delete-old-changes.ts), days. */
const REMEMBERED = 29;

/**
 * Surrogate keys that have been touched since a target was told last, and how far it has been told once it knows them:
 * by changes in the outbox, and by times in the layout of front pages that have come. Everything where it is told for the
 * first time, where it was away for longer than the outbox remembers, where a failover or a backup has lost changes that
 * it was told of, and for changes that name no keys. At most one more than `most`. Rejects when the database does.
 */
export async function listTouchedKeys(since: Progress, most: number): Promise<Touched> {
  const [[row], fronts] = await Promise.all([
    database().$queryRaw<(Touched & { isUnknown: boolean })[]>`
      WITH listed AS MATERIALIZED (
        SELECT id, transaction, keys, concerns FROM outbox
        -- The first time everything is told, and with it those that a transaction without an end would list again.
        WHERE transaction >= coalesce(${since.position}::text::xid8, pg_snapshot_xmin(pg_current_snapshot()))
      ), fresh AS (
        SELECT * FROM listed WHERE id <> ALL (${since.told.map(String)}::text[]::bigint[])
      )
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS position, ${timeline} AS timeline, now()::text AS "readAt",
        (extract(epoch FROM now()) * 1000)::float8 AS at,
        ARRAY(SELECT id FROM listed WHERE transaction >= pg_snapshot_xmin(pg_current_snapshot())) AS told,
        ARRAY(SELECT DISTINCT key FROM fresh CROSS JOIN LATERAL unnest(keys) AS key LIMIT ${most + 1}) AS keys,
        EXISTS (SELECT FROM fresh WHERE keys = '{}' AND concerns <> 'translation')
          OR pg_snapshot_xmin(pg_current_snapshot()) < ${since.position}::text::xid8
          OR ${since.readAt}::text::timestamptz < now() - make_interval(days => ${REMEMBERED}::int) AS "isUnknown"`,
    listFrontsToRefresh(since.readAt),
  ]);
  if (!row) throw new Error('PostgreSQL has not said where the outbox stands');
  const { isUnknown, ...touched } = row;
  if (since.position === null || isUnknown || touched.timeline !== since.timeline)
    return { ...touched, keys: [EVERYTHING] };
  return { ...touched, keys: [...new Set([...touched.keys, ...fronts.languages.map(frontKey)])] };
}
