// The time by which pages grow old and links expire is PostgreSQL's, as far as this process knows it: a machine whose
// clock is wrong, or is set, shows and keeps the same as the others. What is due PostgreSQL decides by itself.

// Next builds a copy of this module of its own; it is the same time all the same.
const holder = globalThis as typeof globalThis & { portalClockAhead?: number };

/** PostgreSQL's clock has just said this. From here the time goes on by a clock that nobody sets. */
export function setClock(instant: Date): void {
  holder.portalClockAhead = instant.getTime() - performance.now();
}

/** The present time, milliseconds since 1970. By this machine's clock where PostgreSQL has not said it yet. */
export function nowMs(): number {
  return holder.portalClockAhead === undefined ? Date.now() : holder.portalClockAhead + performance.now();
}

/** The present time. */
export function now(): Date {
  return new Date(nowMs());
}
