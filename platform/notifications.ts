import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { databaseTrouble } from '#platform/database-trouble';
import { readEnvironment } from '#platform/env';
import { openClient } from '#platform/open-client';
import { directDatabaseUrl } from '#platform/postgres-address';

const RECONNECT_MS = 500;
/** A standby does not listen; it is asked again whether it is the primary by now. */
const STANDBY_MS = 10_000;
/** A connection that has been lost without notice is detected within so long, milliseconds. */
const KEEPALIVE_MS = 15_000;

/**
 * Listens on a channel of PostgreSQL with a connection of its own, and reconnects as long as it takes. `onNotification`
 * is also called after each connecting, since notifications may have been missed. Returns a function that stops.
 */
export function listen(channel: 'outbox', onNotification: () => void): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => {});
  let client: Client | undefined;

  const closed = (connection: Client) =>
    new Promise<true>((resolve) => {
      connection.once('end', () => resolve(true));
      connection.once('error', () => resolve(true));
    });

  async function run(): Promise<void> {
    while (!signal.aborted) {
      let waitMs = RECONNECT_MS;
      // A process that has no database gets none (platform/database.ts).
      if (!readEnvironment().DATABASE_URL) return;
      try {
        client = await openClient(directDatabaseUrl(), {
          connectionTimeoutMillis: 3_000,
          query_timeout: 5_000,
          keepAlive: true,
          application_name: 'portal: notifications',
        });
        const isClosed = closed(client);
        client.on('notification', onNotification);
        await client.query(`LISTEN ${channel}`);
        onNotification();
        while (!signal.aborted && !(await Promise.race([isClosed, sleep(KEEPALIVE_MS, false, { ref: false })])))
          await client.query('SELECT 1');
      } catch (error) {
        // Logged by whoever reads the outbox.
        if (databaseTrouble(error) === 'read-only') waitMs = STANDBY_MS;
      }
      await client?.end().catch(() => {});
      client = undefined;
      await pause(waitMs);
    }
  }

  const running = run();
  return async () => {
    stopping.abort();
    await client?.end().catch(() => {});
    await running;
  };
}
