import type { Language } from '#i18n/languages';
import type { Change } from '#newsroom/syndication/change';
import { timeline, walPosition } from '#newsroom/syndication/timeline';
import { database } from '#platform/database';

/**
 * Changes in the outbox since a position, and the position to ask from next time; asked without one, only where the
 * outbox stands now.
 *
 * A position is the oldest transaction that had not ended (PostgreSQL's snapshot xmin): of rows written by an earlier
 * one none can still appear, whatever order the commits take. Of the others some may be listed again, which their `id`
 * tells. Where the position is an earlier one, or the timeline another, a failover or a backup has lost transactions
 * that were there. `wal` is a position in the database's log (bytes): what has replayed it has all these changes.
 * Rejects when the database does.
 */
export async function listChanges(
  since: string | null,
): Promise<{ changes: (Change & { id: string })[]; position: string; timeline: string; wal: bigint }> {
  const rows = await database().$queryRaw<
    {
      position: string;
      timeline: string;
      wal: string;
      id: string | null;
      concerns: Change['concerns'];
      language: Language;
      slug: string;
      keys: string[];
      transaction: number;
    }[]
  >`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS position, ${timeline} AS timeline,
      ${walPosition} AS wal,
      entry.id::text, concerns::text, language::text, slug, keys,
      entry.transaction::text::float8 AS transaction
    FROM (SELECT) AS once LEFT JOIN outbox entry ON entry.transaction >= ${since}::text::xid8
    ORDER BY entry.id`;
  const changes = rows.flatMap(({ position: _, timeline: __, wal: ___, id, ...change }) =>
    id === null ? [] : [{ id, ...change } as Change & { id: string }],
  );
  return {
    changes,
    position: rows[0]?.position ?? '0',
    timeline: rows[0]?.timeline ?? '',
    wal: BigInt(rows[0]?.wal ?? 0),
  };
}
