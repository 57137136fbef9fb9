/** The present time by this machine's clock, for display only. What is due is decided by PostgreSQL's now(). */
export function now(): Date {
  return new Date();
}
