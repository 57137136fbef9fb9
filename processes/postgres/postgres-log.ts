import { copyFileSync, existsSync, fchmodSync, openSync, renameSync, statSync, truncateSync } from 'node:fs';

/** A log longer than so many bytes is put away; so many that were put away are kept. */
const LIMIT_BYTES = 10_000_000;
const KEPT = 3;

/**
 * Settings of PostgreSQL that keep what a log line is about, and leave out values of rows: tokens, hashes, addresses.
 */
export const LOG_SETTINGS = {
  log_min_duration_statement: '1000',
  // Parameters of statements that took longer than that.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  // Without DETAIL, which has the row that was refused.
  log_error_verbosity: 'terse',
};

/** Opens the log to append to, for our own account only. Returns the file descriptor, which the caller closes. */
export function openLog(file: string): number {
  const descriptor = openSync(file, 'a', 0o600);
  // One of an earlier version was readable by all.
  fchmodSync(descriptor, 0o600);
  return descriptor;
}

/**
 * Puts a long log away as `.1`, an earlier one of that name as `.2`. PostgreSQL appends to the file that it has been
 * given, so that it is copied and emptied, not renamed; a line that is written meanwhile may be lost.
 */
export function rotateLog(file: string, limit = LIMIT_BYTES): void {
  if (!existsSync(file) || statSync(file).size <= limit) return;
  for (let age = KEPT - 1; age >= 1; age--)
    if (existsSync(`${file}.${age}`)) renameSync(`${file}.${age}`, `${file}.${age + 1}`);
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}
