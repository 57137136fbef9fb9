import { Client } from 'pg';
import { databaseError } from '#processes/supervisor/database-error';
import { StartupError } from '#processes/supervisor/startup-error';

export type ConnectedDatabase = { url: string; version: string };

/** Checks that a database can be used. Throws a StartupError when it cannot. */
export async function connectDatabase(url: string): Promise<ConnectedDatabase> {
  let client: Client | undefined;
  try {
    client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return { url, version: rows[0]?.server_version ?? '' };
  } catch (error) {
    throw new StartupError(databaseError(url, error));
  } finally {
    await client?.end().catch(() => {});
  }
}
