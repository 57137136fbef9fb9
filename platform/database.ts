import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool, PoolClient, PoolConfig, QueryConfig, QueryResult } from 'pg';
import { Prisma, PrismaClient } from '#generated/prisma/client';
import { type DatabaseLimit, databaseLimit, TOO_SLOW } from '#platform/database-limit';
import { readEnvironment } from '#platform/env';
import { createPool } from '#platform/host-pool';
import { isPooled, mayNameStatements } from '#platform/postgres-address';
import { readingFrom } from '#platform/reading-from';
import { goneSignal, ReaderGone } from '#platform/until-gone';

// Every wait has a limit: pg's own defaults wait for ever.
const LIMITS = {
  max: 10,
  // pg's clock also runs while this process is busy, as it is when it starts; whoever waits has a shorter limit.
  connectionTimeoutMillis: 6_000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 5_000,
  // For a server that has gone without a word: PostgreSQL's own limit does not reach us then.
  query_timeout: 7_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
  keepAlive: true,
};

type Limits = typeof LIMITS;

/**
 * How a pool of connections is opened: with limits of its own for each session. They are set by a statement, since a
 * pooler refuses them as parameters of a connection. One in transaction mode has sessions that are everybody's: there
 * its own configuration sets them (docs/many-machines.md).
 */
function poolConfig(url: string, limits: Partial<Limits> = {}): PoolConfig {
  const { statement_timeout, lock_timeout, idle_in_transaction_session_timeout, ...own } = { ...LIMITS, ...limits };
  if (isPooled(url)) return own;
  const values = [statement_timeout, lock_timeout, idle_in_transaction_session_timeout].map(String);
  return {
    ...own,
    onConnect: async (client) => {
      await client.query(
        "SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false), " +
          "set_config('idle_in_transaction_session_timeout', $3, false)",
        values,
      );
      // Where the system cannot look, a statement runs on until its limit.
      await client.query(`SET client_connection_check_interval = ${CHECK_MS}`).catch(() => {});
    },
  };
}

/** Statements that each connection keeps ready; there are fewer texts than that, but for lists of every length. */
const PREPARED = 300;
const names = new Map<string, string>();

/**
 * Prisma sends each statement as text, to be parsed and planned anew, which took PostgreSQL longer than running it.
 * Under a name it is parsed once for each connection. Without one, '', it goes the slow way.
 */
function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= PREPARED) return '';
  const name = `portal_${names.size}`;
  names.set(sql, name);
  return name;
}

/** How soon PostgreSQL notices that a connection whose statement runs is gone, milliseconds. */
const CHECK_MS = 250;

/**
 * A pool whose statements end when the reader goes for whom they alone run (platform/until-gone.ts), and when they have
 * been waited for long enough (platform/database-limit.ts).
 */
function createLimitedPool(url: string, limits: Partial<Limits>): Pool {
  const pool = createPool(url, poolConfig(url, limits));
  // Whoever uses a connection that breaks is told by their statement. The pool itself listens to connections that nobody
  // uses only, and an error that nobody listens to would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const query = pool.query.bind(pool);
  const connectPlainly = pool.connect.bind(pool);
  const connect = async () => {
    const gone = goneSignal();
    const limit = databaseLimit();
    return gone || limit ? connectUntil(connectPlainly, gone, limit) : connectPlainly();
  };
  return Object.assign(pool, {
    query: (statement: QueryConfig) =>
      doAgain(() => (goneSignal() || databaseLimit() ? queryUntil(connect, statement) : query(statement))),
    // A transaction of Prisma's. The pool itself gives a callback.
    connect: (callback?: Parameters<typeof connectPlainly>[0]) => (callback ? connectPlainly(callback) : connect()),
  });
}

/** A connection that is given up when the reader goes, or the limit is reached. Time counts until it is released. */
function connectUntil(
  connect: () => Promise<PoolClient>,
  gone: AbortSignal | undefined,
  limit: DatabaseLimit | undefined,
): Promise<PoolClient> {
  const signals = [gone, limit?.signal].filter((signal) => signal !== undefined);
  const failure = () => (gone?.aborted ? new ReaderGone() : new Error(TOO_SLOW));
  if (signals.some(({ aborted }) => aborted)) return Promise.reject(failure());
  const end = limit?.begin();
  return new Promise((resolve, reject) => {
    let client: PoolClient | undefined;
    const stopLooking = () => {
      end?.();
      for (const signal of signals) signal.removeEventListener('abort', leave);
    };
    // Without its connection PostgreSQL ends the statement. A cancel request might hit the next one instead.
    const leave = () => {
      stopLooking();
      void client?.end().catch(() => {});
      reject(failure());
    };
    for (const signal of signals) signal.addEventListener('abort', leave, { once: true });
    connect().then(
      (connected) => {
        if (signals.some(({ aborted }) => aborted)) return connected.release();
        client = connected;
        const release = connected.release.bind(connected);
        connected.release = (error) => {
          stopLooking();
          release(error);
        };
        return resolve(connected);
      },
      (error: unknown) => {
        stopLooking();
        reject(error);
      },
    );
  });
}

/** SQLSTATE of statements that PostgreSQL has undone for the sake of others: deadlock, and serialization failure. */
const UNDONE = new Set(['40P01', '40001']);
/** How often such a statement is begun in all. */
const TRIES = 3;

/** A statement by itself: where it was undone, nothing of it is left, and it is done again. */
async function doAgain<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (tries >= TRIES || !UNDONE.has((error as { code?: string }).code ?? '')) throw error;
      // Those that met do not meet again in the same order.
      await sleep(Math.random() * 50 * tries);
    }
  }
}

async function queryUntil(connect: () => Promise<PoolClient>, statement: QueryConfig): Promise<QueryResult> {
  const gone = goneSignal();
  const limit = databaseLimit();
  const client = await connect();
  try {
    const result = await client.query(statement);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    if (gone?.aborted) throw new ReaderGone();
    throw limit?.signal.aborted ? new Error(TOO_SLOW) : error;
  }
}

/** A Prisma client on a database of its own. The caller disconnects it. */
export function connect(url: string, limits: Partial<Limits> = {}): PrismaClient {
  return clientOf(url, createLimitedPool(url, limits));
}

function clientOf(url: string, pool: Pool): PrismaClient {
  return new PrismaClient({
    // Messages without lines of our code, into which the values are drawn (platform/log.ts takes out the rest).
    errorFormat: 'minimal',
    adapter: new PrismaPg(pool, {
      statementNameGenerator: mayNameStatements(url) ? statementName : () => '',
      disposeExternalPool: true,
    }),
  });
}

// Next may build several copies of this module; there must be one pool per process all the same.
const holder = globalThis as typeof globalThis & {
  portalDatabase?: PrismaClient;
  /** Its connections. */
  portalDatabasePool?: Pool;
  portalPool?: Pool;
};

/**
 * The process's own client, connected to DATABASE_URL at the first call; within work that reads from a replica
 * (platform/reading-from.ts), the client of that.
 */
export function database(): PrismaClient {
  const source = readingFrom();
  if (source) return source.client;
  if (!holder.portalDatabase) {
    const { DATABASE_URL, WEB_PROCESSES } = readEnvironment();
    if (!DATABASE_URL) throw noDatabase();
    holder.portalDatabasePool = createLimitedPool(DATABASE_URL, { max: connectionsOf(WEB_PROCESSES) });
    holder.portalDatabase = clientOf(DATABASE_URL, holder.portalDatabasePool);
  }
  return holder.portalDatabase;
}

/** Many processes share what one would have: a database takes no more statements at a time for their sake. */
function connectionsOf(processes: number): number {
  return Math.max(2, Math.min(LIMITS.max, Math.floor(40 / processes)));
}

/** A client of a replica, with as many connections as the process has to the primary. The caller disconnects it. */
export function connectReplica(url: string): PrismaClient {
  return connect(url, { max: connectionsOf(readEnvironment().WEB_PROCESSES) });
}

/** A process that serves copies of pages until there is a database (processes/supervisor/supervisor.ts). */
function noDatabase(): Error {
  return Object.assign(new Error('there is no database yet'), { code: 'P1001' });
}

/** Two connections of the process beside Prisma's, for libraries that speak to PostgreSQL by themselves. */
export function databasePool(): Pool {
  if (!holder.portalPool) {
    const { DATABASE_URL: url } = readEnvironment();
    if (!url) throw noDatabase();
    holder.portalPool = createLimitedPool(url, { max: 2 });
    if (!mayNameStatements(url)) leaveOutNames(holder.portalPool);
    // A connection that breaks while nobody uses it is no affair of anybody's: the next one is made anew.
    holder.portalPool.on('error', () => {});
  }
  return holder.portalPool;
}

/** How many connections a pool of this process has and may have, and how many statements wait for one. */
export type PoolUse = { pool: 'statements' | 'libraries'; used: number; free: number; waiting: number; max: number };

/** Of each pool that has been opened: that of `database` and that of `databasePool`. */
export function poolUse(): PoolUse[] {
  const pools = { statements: holder.portalDatabasePool, libraries: holder.portalPool };
  return Object.entries(pools).flatMap(([name, pool]) => {
    if (!pool) return [];
    const { totalCount, idleCount: free, waitingCount: waiting, options } = pool;
    return [{ pool: name as PoolUse['pool'], used: totalCount - free, free, waiting, max: options.max }];
  });
}

/** The libraries name their statements. */
function leaveOutNames(pool: Pool): void {
  const query = pool.query.bind(pool);
  Object.assign(pool, { query: ({ name: _, ...statement }: QueryConfig) => query(statement) });
}

/** A part of a statement, with its values apart: the only way in which statements are put together. */
export const { sql, join: sqlList, empty: sqlNothing } = Prisma;
export type Sql = Prisma.Sql;

/** The name of a table or column of ours, for a statement that is the same for several of them. Throws for any other. */
export function identifier(name: string): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new RangeError(`no name of a table or column: ${name}`);
  return Prisma.raw(`"${name}"`);
}
export type { Prisma };

/** The names of all models of prisma/schema. */
export const { ModelName } = Prisma;
