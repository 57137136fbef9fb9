import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readEnvironment } from '#platform/env';

const RETRY_MS = 500;
/** A connection that has gone without a word is noticed after so long. */
const PROBE_MS = 15_000;

/**
 * Listens on a channel of PostgreSQL with a connection of its own, and connects again for as long as it takes. `heard`
 * is called at each notification and after each connecting, since nobody knows what was said in between. Returns how to
 * stop.
 */
export function listen(channel: 'outbox', heard: () => void): () => Promise<void> {
  let client: Client | undefined;
  let stopped = false;

  const lost = (connection: Client) =>
    new Promise<void>((resolve) => {
      connection.once('end', resolve);
      connection.once('error', () => resolve());
    });

  async function connect(): Promise<void> {
    while (!stopped) {
      client = new Client({
        connectionString: readEnvironment().DATABASE_URL,
        connectionTimeoutMillis: 3_000,
        query_timeout: 5_000,
        keepAlive: true,
        application_name: 'portal: listening',
      });
      const gone = lost(client);
      client.on('notification', heard);
      try {
        await client.connect();
        await client.query(`LISTEN ${channel}`);
        heard();
        while (!(await Promise.race([gone.then(() => true), sleep(PROBE_MS, false, { ref: false })])))
          await client.query('SELECT 1');
      } catch {
        // Whoever asks the database for something says what is the matter with it.
      }
      await client.end().catch(() => {});
      if (!stopped) await sleep(RETRY_MS);
    }
  }

  const connected = connect();
  return async () => {
    stopped = true;
    await client?.end().catch(() => {});
    await connected;
  };
}
