import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readEnvironment } from '#platform/env';

const RECONNECT_MS = 500;
/** A connection that has been lost without notice is detected within so long, milliseconds. */
const KEEPALIVE_MS = 15_000;

/**
 * Listens on a channel of PostgreSQL with a connection of its own, and reconnects as long as it takes. `onNotification`
 * is also called after each connecting, since notifications may have been missed. Returns a function that stops.
 */
export function listen(channel: 'outbox', onNotification: () => void): () => Promise<void> {
  let client: Client | undefined;
  let isStopped = false;

  const closed = (connection: Client) =>
    new Promise<void>((resolve) => {
      connection.once('end', resolve);
      connection.once('error', () => resolve());
    });

  async function run(): Promise<void> {
    while (!isStopped) {
      const { DATABASE_URL } = readEnvironment();
      // A process that has no database gets none (platform/database.ts).
      if (!DATABASE_URL) return;
      client = new Client({
        connectionString: DATABASE_URL,
        connectionTimeoutMillis: 3_000,
        query_timeout: 5_000,
        keepAlive: true,
        application_name: 'portal: notifications',
      });
      const isClosed = closed(client).then(() => true);
      client.on('notification', onNotification);
      try {
        await client.connect();
        await client.query(`LISTEN ${channel}`);
        onNotification();
        while (!(await Promise.race([isClosed, sleep(KEEPALIVE_MS, false, { ref: false })])))
          await client.query('SELECT 1');
      } catch {
        // Logged by whoever reads the outbox.
      }
      await client.end().catch(() => {});
      if (!isStopped) await sleep(RECONNECT_MS);
    }
  }

  const running = run();
  return async () => {
    isStopped = true;
    await client?.end().catch(() => {});
    await running;
  };
}
