import pino from 'pino';
import { databaseTrouble } from '#platform/database-trouble';
import { readEnvironment } from '#platform/env';

// Next may build several copies of this module; there must be one destination per process all the same.
const holder = globalThis as typeof globalThis & { portalLog?: pino.Logger };

/** While a database is in trouble, a line of each kind is enough for so long, milliseconds. */
const TROUBLE_EVERY_MS = 60_000;

/**
 * The process's log: a line of JSON for each event, on standard error. No secrets, no request bodies, no IP addresses
 * of readers. An unexpected error is logged once, with the `incident` that the reader is shown.
 */
export function log(): pino.Logger {
  holder.portalLog ??= pino(
    {
      level: readEnvironment().LOG_LEVEL,
      base: { process: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorForLog },
      hooks: { logMethod: troubleOnce() },
    },
    pino.destination({ fd: 2, sync: true }),
  );
  return holder.portalLog;
}

/**
 * Leaves out lines about trouble with the database that say what was said within the last minute: everybody who asks for
 * something meets it. `database` names the trouble.
 */
export function troubleOnce(): NonNullable<NonNullable<pino.LoggerOptions['hooks']>['logMethod']> {
  const saidAt = new Map<string, number>();
  return function (args, method) {
    const [fields, message] = args as [{ err?: unknown; part?: string } | string, string?];
    const trouble = typeof fields === 'object' && fields.err ? databaseTrouble(fields.err) : undefined;
    if (!trouble || typeof fields === 'string') return method.apply(this, args);
    const kind = [trouble, fields.part, message].join(' ');
    const now = performance.now();
    if (now - (saidAt.get(kind) ?? -Infinity) < TROUBLE_EVERY_MS) return;
    saidAt.set(kind, now);
    method.call(this, { database: trouble, ...fields }, message as string);
  };
}

type DatabaseError = { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };

/** What was to be written, as Prisma shows it in the message of a call that makes no sense to it. */
const ARGUMENTS = /\n\{\n[\s\S]*?\n\}\n/g;

/**
 * An error as it is logged: what it is, where it comes from and its code. PostgreSQL and Prisma add values of the row
 * that was refused (a token, a hash); these are left out.
 */
export function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack, code } = pino.stdSerializers.err(error) as pino.SerializedError & { code?: unknown };
  const sqlState = (error as DatabaseError).meta?.driverAdapterError?.cause?.originalCode;
  const [text, trace] = [message, stack].map((part) => part.replaceAll(ARGUMENTS, '\n'));
  return {
    type,
    message: text,
    stack: trace,
    ...(code !== undefined && { code }),
    ...(sqlState !== undefined && { sqlState }),
  };
}
