import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { openClient } from '#platform/open-client';
import type { BackupStore } from '#processes/backup/backup-store';
import { copyLog, copyUnfinishedLog } from '#processes/backup/copy-log';
import { type Followed, followedName, LOGS } from '#processes/backup/manifest';

/** Keeps PostgreSQL from removing what has not been copied, up to max_slot_wal_keep_size (processes/postgres). */
const SLOT = 'portal_backup';
/** While nothing is written it is noted so often that this is so, milliseconds. */
const NOTE_MS = 60_000;

type Position = {
  systemIdentifier: string;
  timeline: string;
  /** The file that is written to now, and how much of it is. */
  log: string;
  bytes: number;
  lsn: string;
  at: Date;
};

/**
 * Copies the write-ahead log of the embedded PostgreSQL to a store as it is written: `step` copies what has come since
 * the last one. So a backup goes on until the last step, in place of ending when it was made.
 */
export class LogFollower {
  readonly #url: string;
  readonly #data: string;
  readonly #store: BackupStore;
  #copied: Set<string> | undefined;
  #noted: { lsn: string; at: number } | undefined;

  constructor(url: string, data: string, store: BackupStore) {
    this.#url = url;
    this.#data = data;
    this.#store = store;
  }

  /**
   * Copies what has come. Returns whether some of the log was removed before it had been copied, since the store could
   * not be reached for too long: then only a new backup helps. Throws as the database or the store does.
   */
  async step(): Promise<{ until: Date; hasGap: boolean }> {
    const client = await openClient(this.#url, { query_timeout: 30_000 });
    try {
      const { first, hasGap } = await this.#keepLog(client);
      const position = await positionOf(client);
      if (this.#noted?.lsn !== position.lsn) {
        await this.#copy(first, position);
        await client.query('SELECT pg_replication_slot_advance($1, $2)', [SLOT, position.lsn]);
      }
      if (this.#noted?.lsn !== position.lsn || performance.now() - this.#noted.at > NOTE_MS) await this.#note(position);
      return { until: position.at, hasGap };
    } finally {
      await client.end().catch(() => {});
    }
  }

  /** Has PostgreSQL keep what has not been copied; returns the first file of it. */
  async #keepLog(client: Client): Promise<{ first: string; hasGap: boolean }> {
    const found = await slotOf(client);
    if (found && found.status !== 'lost' && found.first) return { first: found.first, hasGap: false };
    if (found) await client.query('SELECT pg_drop_replication_slot($1)', [SLOT]);
    await client.query('SELECT pg_create_physical_replication_slot($1, true)', [SLOT]);
    const made = await slotOf(client);
    return { first: made?.first ?? '', hasGap: found !== undefined };
  }

  async #copy(first: string, { log, bytes }: Position): Promise<void> {
    this.#copied ??= new Set((await this.#store.list(LOGS)).map(({ name }) => name.slice(LOGS.length)));
    const present = (await readdir(join(this.#data, 'pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name)).sort();
    // Later ones are old files that wait to be used again.
    for (const name of present) {
      if (name < first || name >= log || this.#copied.has(`${name}.zst`)) continue;
      await copyLog(this.#store, this.#data, name);
      this.#copied.add(`${name}.zst`);
    }
    if (bytes > 0) await copyUnfinishedLog(this.#store, this.#data, log, bytes);
  }

  async #note({ systemIdentifier, timeline, log, lsn, at }: Position): Promise<void> {
    const note: Followed = { systemIdentifier, log, until: at };
    await this.#store.write(followedName(timeline), [Buffer.from(JSON.stringify(note))]);
    this.#noted = { lsn, at: performance.now() };
  }
}

/** Lets PostgreSQL remove its log again as it likes. */
export async function stopKeepingLog(url: string): Promise<void> {
  const client = await openClient(url);
  try {
    await client.query(
      'SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1 AND NOT active',
      [SLOT],
    );
  } finally {
    await client.end().catch(() => {});
  }
}

async function slotOf(client: Client): Promise<{ first: string | null; status: string | null } | undefined> {
  const { rows } = await client.query<{ first: string | null; status: string | null }>(
    `SELECT pg_walfile_name(restart_lsn) AS first, wal_status AS status
     FROM pg_replication_slots WHERE slot_name = $1`,
    [SLOT],
  );
  return rows[0];
}

/** Where the log is on disk up to now. The instant comes first: everything before it is in the log. */
async function positionOf(client: Client): Promise<Position> {
  const { rows } = await client.query<Position>(
    `WITH instant AS MATERIALIZED (SELECT clock_timestamp() AS at),
       written AS MATERIALIZED (SELECT at, pg_current_wal_flush_lsn() AS lsn FROM instant),
       file AS (SELECT setting::numeric AS bytes FROM pg_settings WHERE name = 'wal_segment_size')
     SELECT at, lsn::text, (SELECT system_identifier::text FROM pg_control_system()) AS "systemIdentifier",
       left(pg_walfile_name(lsn), 8) AS timeline, ((lsn - '0/0'::pg_lsn) % file.bytes)::float8 AS bytes,
       left(pg_walfile_name(lsn), 8)
         || upper(lpad(to_hex(div(lsn - '0/0'::pg_lsn, 4294967296)::bigint), 8, '0'))
         || upper(lpad(to_hex(div((lsn - '0/0'::pg_lsn) % 4294967296, file.bytes)::bigint), 8, '0')) AS log
     FROM written, file`,
  );
  return rows[0] as Position;
}
