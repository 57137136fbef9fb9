import pino from 'pino';
import { readEnvironment } from '#platform/env';

// Next may build several copies of this module; there must be one destination per process all the same.
const holder = globalThis as typeof globalThis & { portalLog?: pino.Logger };

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
    },
    pino.destination({ fd: 2, sync: true }),
  );
  return holder.portalLog;
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
