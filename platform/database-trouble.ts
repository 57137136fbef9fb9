import { TOO_SLOW } from '#platform/database-limit';

/** What is wrong with the database, and not with what is asked of it. It may be over the next time. */
export type DatabaseTrouble = 'unreachable' | 'failing-over' | 'read-only' | 'full' | 'overloaded';

/** Whether nobody else can be served either; a database that has no connection free just now is there. */
export function isAway(trouble: DatabaseTrouble): boolean {
  return trouble === 'unreachable' || trouble === 'failing-over';
}

/**
 * By SQLSTATE, or its class (https://www.postgresql.org/docs/18/errcodes-appendix.html). The longest that fits counts.
 */
const BY_SQLSTATE: Record<string, DatabaseTrouble> = {
  '08': 'unreachable',
  // A password or a name that was changed while we ran.
  '28': 'unreachable',
  '3D': 'unreachable',
  '25006': 'read-only',
  // Sessions and transactions that were idle or took too long.
  '25P03': 'overloaded',
  '25P04': 'overloaded',
  // Serialization failures, deadlocks, queries in the way of a standby's recovery.
  '40': 'overloaded',
  '53': 'overloaded',
  '53100': 'full',
  // A lock timeout.
  '55P03': 'overloaded',
  // A statement timeout.
  '57014': 'overloaded',
  '57P01': 'failing-over',
  '57P02': 'failing-over',
  '57P03': 'failing-over',
  '57P04': 'unreachable',
  '57P05': 'unreachable',
  '58': 'unreachable',
};

/** Codes of Node and of Prisma. */
const BY_CODE: Record<string, DatabaseTrouble> = {
  ...Object.fromEntries(
    ['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'].map(unreachable),
  ),
  ...Object.fromEntries(['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'].map(unreachable)),
  ...Object.fromEntries(['P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1010', 'P1011', 'P1017'].map(unreachable)),
  P2024: 'overloaded',
  P2028: 'overloaded',
  P2034: 'overloaded',
  P2037: 'overloaded',
};

/** pg's own errors have no codes: these are their whole messages. */
const BY_MESSAGE: Record<string, DatabaseTrouble> = {
  [TOO_SLOW]: 'overloaded',
  'timeout exceeded when trying to connect': 'overloaded',
  'Query read timeout': 'overloaded',
  'timeout expired': 'unreachable',
  'Connection terminated': 'unreachable',
  'Connection terminated unexpectedly': 'unreachable',
  'Connection terminated due to connection timeout': 'unreachable',
  'Client has encountered a connection error and is not queryable': 'unreachable',
  'Client was closed and is not queryable': 'unreachable',
  'Cannot use a pool after calling end on the pool': 'unreachable',
};

/** What Prisma's adapter calls it, where a query of ours in SQL says no more than that it failed (P2010). */
const BY_KIND: Record<string, DatabaseTrouble> = {
  ...Object.fromEntries(
    ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TlsConnectionError'].map(unreachable),
  ),
  ...Object.fromEntries(['AuthenticationFailed', 'DatabaseAccessDenied', 'DatabaseDoesNotExist'].map(unreachable)),
  TooManyConnections: 'overloaded',
  TransactionWriteConflict: 'overloaded',
};

function unreachable(code: string): [code: string, DatabaseTrouble] {
  return [code, 'unreachable'];
}

type AnyError = {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown; kind?: unknown } } };
};

/** What an error, of Prisma or of pg, says is wrong with the database; undefined where the query was. */
export function databaseTrouble(error: unknown): DatabaseTrouble | undefined {
  for (let cause = error, depth = 0; cause && depth < 5; depth++) {
    const { code, message, cause: next, meta } = cause as AnyError;
    const { originalCode, kind } = meta?.driverAdapterError?.cause ?? {};
    const found =
      ofSqlState(String(originalCode ?? code ?? '')) ??
      BY_CODE[String(code)] ??
      BY_KIND[String(kind)] ??
      (code === undefined ? BY_MESSAGE[String(message)] : undefined);
    if (found) return found;
    cause = next;
  }
  return undefined;
}

function ofSqlState(code: string): DatabaseTrouble | undefined {
  // Prisma's own codes are as long.
  if (!/^[0-9][0-9A-Z]{4}$/.test(code)) return undefined;
  return BY_SQLSTATE[code] ?? BY_SQLSTATE[code.slice(0, 2)];
}
