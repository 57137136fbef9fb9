/**
 * The present instant by this machine's clock, for what is merely shown. What is due is decided by PostgreSQL's now().
 */
export function now(): Date {
  return new Date();
}
