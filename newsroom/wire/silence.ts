/** Shorter than this nobody is told, milliseconds. */
const SHORTEST = 6 * 3_600_000;
const TIMES = 3;
/** Of what is usual the newest interval counts so much. */
const WEIGHT = 0.2;

/**
 * Whether a source has brought nothing for unusually long: longer than three times its usual interval, and at least six
 * hours. One that has never brought anything counts from when it was added.
 */
export function isSilent(
  source: { state: string; lastItemAt: Date | null; createdAt: Date; usualSeconds: number | null },
  now: Date,
): boolean {
  if (source.state !== 'on') return false;
  const since = now.getTime() - (source.lastItemAt ?? source.createdAt).getTime();
  return since > Math.max(SHORTEST, TIMES * 1_000 * (source.usualSeconds ?? 0));
}

/** The usual interval, seconds, after something came; null before it has come twice. */
export function usualInterval(usual: number | null, last: Date | null, now: Date): number | null {
  if (!last) return usual;
  const seconds = Math.max(0, (now.getTime() - last.getTime()) / 1_000);
  return Math.round(usual === null ? seconds : usual * (1 - WEIGHT) + seconds * WEIGHT);
}
