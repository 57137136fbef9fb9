import type { Client } from '#newsroom/transfer/run/import-run';
import { database, type Sql, sql } from '#platform/database';

/** An import that has done nothing for so long was cut short, seconds: a step takes a few. */
const ABANDONED_SECONDS = 120;

/**
 * Has all of readers' pages made anew, once, if an import has changed something since it last did. Returns whether it
 * had.
 */
export async function announceImport(client: Client, importId: number): Promise<boolean> {
  return (await client.$executeRaw(announce(sql`id = ${importId}`))) > 0;
}

/**
 * The same for imports that were cut short, and may never be gone on with: lists must not stay as they were before them.
 * Any process may ask, at any time. Returns how many there were.
 */
export function announceAbandonedImports(): Promise<number> {
  return database().$executeRaw(
    announce(sql`changed_at < now() - make_interval(secs => ${ABANDONED_SECONDS}::integer)`),
  );
}

function announce(which: Sql): Sql {
  return sql`
    WITH announced AS (
      UPDATE import SET is_announced = true WHERE NOT is_announced AND ${which} RETURNING id
    )
    INSERT INTO outbox (concerns, keys) SELECT 'paper', ARRAY['everything'] FROM announced`;
}
