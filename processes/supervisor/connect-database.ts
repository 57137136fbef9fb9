import { Client } from 'pg';
import { databaseError } from '#processes/supervisor/database-error';
import { DatabaseAway, StartupError } from '#processes/supervisor/startup-error';

export type ConnectedDatabase = { url: string; version: string };

/** What says that a database is not there just now: codes of Node and of PostgreSQL, and messages of pg without one. */
const AWAY_CODES = /^(E(?!RR_)[A-Z_]+|08\d\w{2}|53\w{3}|57P\d\d)$/;
const AWAY_MESSAGES = /timeout|terminated/;

/** Checks that a database can be used. Throws a StartupError when it cannot: DatabaseAway where it may be soon. */
export async function connectDatabase(url: string): Promise<ConnectedDatabase> {
  let client: Client | undefined;
  try {
    client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return { url, version: rows[0]?.server_version ?? '' };
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    const isAway = code ? AWAY_CODES.test(code) : AWAY_MESSAGES.test(message);
    throw new (isAway ? DatabaseAway : StartupError)(databaseError(url, error));
  } finally {
    await client?.end().catch(() => {});
  }
}
