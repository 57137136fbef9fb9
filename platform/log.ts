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
    { level: readEnvironment().LOG_LEVEL, base: { process: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
  return holder.portalLog;
}
