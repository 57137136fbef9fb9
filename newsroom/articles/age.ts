const DAY_MS = 86_400_000;
const MONTH_DAYS = 30;
const YEAR_DAYS = 365.25;

/** How old an article is in words, and when these change, milliseconds since 1970. */
export type Age = { unit: 'months' | 'years'; count: number; until: number };

/** From the thirtieth day on, in months of thirty days, then in years; before that `count` is 0. */
export function ageOf(publishedAt: Date, now: Date): Age {
  const days = Math.floor((now.getTime() - publishedAt.getTime()) / DAY_MS);
  const years = Math.floor(days / YEAR_DAYS);
  const months = Math.floor(days / MONTH_DAYS);
  const after = (at: number) => publishedAt.getTime() + Math.ceil(at) * DAY_MS;
  if (years > 0) return { unit: 'years', count: years, until: after((years + 1) * YEAR_DAYS) };
  const until = months < 11 ? after((months + 1) * MONTH_DAYS) : after(YEAR_DAYS);
  return { unit: 'months', count: Math.max(0, Math.min(11, months)), until };
}
