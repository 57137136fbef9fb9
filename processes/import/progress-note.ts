const MINUTE = 60;

/**
 * How far work is, for people: `12,400 of 100,000, 310/s, 5 min left`. `seconds` is how long it has taken so far; without
 * a total only what is done is known.
 */
export function progressNote(done: number, total: number | undefined, seconds: number): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const perSecond = `${rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')}/s`;
  if (total === undefined) return `${done.toLocaleString('en')}, ${perSecond}`;
  const left = rate > 0 ? `, ${timeLeft((total - done) / rate)} left` : '';
  return `${done.toLocaleString('en')} of ${total.toLocaleString('en')}, ${perSecond}${left}`;
}

function timeLeft(seconds: number): string {
  if (seconds < MINUTE) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / MINUTE);
  return minutes < MINUTE ? `${minutes} min` : `${Math.floor(minutes / MINUTE)} h ${minutes % MINUTE} min`;
}
