/** `90`, `90s`, `1m30s`, `1h2m3s`. */
const UNITS = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?$/;
/** `1:30`, `01:02:03`. */
const CLOCK = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})$/;

/**
 * Where a film or a sound is to begin, seconds: what the first of these parameters says, in the query or, as `#t=90`,
 * behind it. undefined for the beginning.
 */
export function startTime({ searchParams, hash }: URL, names: readonly string[] = ['t']): number | undefined {
  const behind = new URLSearchParams(hash.slice(1));
  const text = names.map((name) => searchParams.get(name) ?? behind.get(name)).find(Boolean) ?? '';
  const [, hours = 0, minutes = 0, seconds = 0] = UNITS.exec(text) ?? CLOCK.exec(text) ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds) || undefined;
}
