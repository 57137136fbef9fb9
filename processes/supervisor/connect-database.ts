import type { Client } from 'pg';
import { openClient } from '#platform/open-client';
import { type DatabaseVariable, databaseError } from '#processes/supervisor/database-error';
import { recognizePooler } from '#processes/supervisor/recognize-pooler';
import { DatabaseAway, StartupError } from '#processes/supervisor/startup-error';

export type ConnectedDatabase = {
  url: string;
  version: string;
  /** Whether it leads to a pooler in transaction mode. */
  isPooler: boolean;
  /** Whether nothing ends a statement that takes too long. */
  isUnlimited: boolean;
  /** Whether statements may have names there. */
  keepsNames: boolean;
  isReadOnly: boolean;
};

type Facts = { version: string; schema: string | null; is_read_only: boolean; limit: string; identity: string };

/**
 * Checks that a database can be used: the one of DATABASE_URL and, where that leads to a pooler, PostgreSQL itself, of
 * DATABASE_DIRECT_URL. Changes nothing. Throws a StartupError when it cannot: DatabaseAway where it may be soon.
 */
export async function connectDatabase(url: string, directUrl?: string): Promise<ConnectedDatabase> {
  const { facts, pooler } = await lookAt(url, 'DATABASE_URL');
  if (pooler.isPooler && !directUrl)
    throw new StartupError(
      'DATABASE_URL leads to a pooler in transaction mode. Set DATABASE_DIRECT_URL to the PostgreSQL behind it: ' +
        'migrations, notifications and locks need sessions of their own. Nothing has been changed.',
    );
  const direct = directUrl && directUrl !== url ? await lookAt(directUrl, 'DATABASE_DIRECT_URL') : { facts, pooler };
  if (direct.pooler.isPooler)
    throw new StartupError(
      'DATABASE_DIRECT_URL leads to a pooler in transaction mode too. Set it to PostgreSQL itself, or to a pooler in ' +
        'session mode. Nothing has been changed.',
    );
  if (direct.facts.identity !== facts.identity)
    throw new StartupError(
      'DATABASE_URL and DATABASE_DIRECT_URL lead to different databases. Correct one of them. Nothing has been changed.',
    );
  const isUnlimited = pooler.isPooler && facts.limit === '0';
  return { url, version: facts.version, ...pooler, isUnlimited, isReadOnly: direct.facts.is_read_only };
}

/** What says that a database is not there just now: codes of Node and of PostgreSQL, and messages of pg without one. */
const AWAY_CODES = /^(E(?!RR_)[A-Z_]+|08\d\w{2}|53\w{3}|57P\d\d)$/;
const AWAY_MESSAGES = /timeout|terminated/;

function isAway(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return code ? AWAY_CODES.test(code) : AWAY_MESSAGES.test(message);
}

async function lookAt(url: string, variable: DatabaseVariable) {
  demandOwnSchema(url, variable);
  let client: Client | undefined;
  try {
    client = await openClient(url, { query_timeout: 5_000 });
    const { rows } = await client.query<Facts>(`
      SELECT current_setting('server_version') AS version, current_schema() AS schema,
        current_setting('transaction_read_only')::boolean AS is_read_only,
        current_setting('statement_timeout') AS limit,
        concat_ws('-', (SELECT system_identifier FROM pg_control_system()),
          (SELECT oid FROM pg_database WHERE datname = current_database())) AS identity`);
    const [facts] = rows as [Facts];
    if (facts.schema !== 'public') throw new StartupError(otherSchema(variable, facts.schema));
    return { facts, pooler: await recognizePooler(url) };
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new (isAway(error) ? DatabaseAway : StartupError)(databaseError(url, error, variable));
  } finally {
    await client?.end().catch(() => {});
  }
}

/** Prisma's way to name a schema, which pg would take no notice of. */
function demandOwnSchema(url: string, variable: DatabaseVariable): void {
  const schema = new URLSearchParams(/\?([^#]*)/.exec(url)?.[1]).get('schema');
  if (schema && schema !== 'public') throw new StartupError(otherSchema(variable, schema));
}

function otherSchema(variable: DatabaseVariable, schema: string | null): string {
  const found = schema === null ? 'no schema is there for this user' : `${variable} leads to the schema “${schema}”`;
  return (
    `The portal’s tables are in the schemas “public” and “search”, and ${found}. Give the portal a database of its ` +
    'own, with “public” first in search_path and allowed for its user. Nothing has been changed.'
  );
}
