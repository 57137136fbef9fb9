/** A day of the paper's own calendar as addresses write it: `2026-11-24`. A month is `2026-11`. */
export type Day = string;
export type Month = string;

/** What a calendar shows of a month. */
export type Calendar = {
  /** The month's days with stories, in order. */
  days: Day[];
  /** The nearest days with stories outside the month, or null where there are none. */
  earlier: Day | null;
  later: Day | null;
};

/** The nearest days with stories before and after a day of the calendar's month. */
export function daysBeside(day: Day, { days, earlier, later }: Calendar): { prev: Day | null; next: Day | null } {
  return { prev: days.findLast((other) => other < day) ?? earlier, next: days.find((other) => other > day) ?? later };
}

/** Whether it is a day that the calendar knows, of a year that fits into four digits. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1000') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/**
 * The weeks of a month, Monday first, as a calendar on a wall has them; null stands for days of the months beside it.
 */
export function weeksOf(month: Month): (Day | null)[][] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const before = (new Date(`${month}-01T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells = [
    ...Array<null>(before).fill(null),
    ...Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`),
  ];
  const weeks: (Day | null)[][] = [];
  for (let start = 0; start < cells.length; start += 7) {
    weeks.push(Array.from({ length: 7 }, (_, index) => cells[start + index] ?? null));
  }
  return weeks;
}
