import { TZDate } from '@date-fns/tz';
import type { LetterKind } from '#newsroom/letters/kinds';

/** When letters of a kind go: at so many minutes after midnight, weekly ones on a day of the week, 1 being Monday. */
export type Rhythm = { kind: LetterKind; minute: number; weekday: number };

/** A letter's day by the site's calendar (`2026-11-30`) and its instant. */
export type Occasion = { day: string; dueAt: Date };

/** How far back the first letter of its kind reaches, and later ones where those before were not made, hours. */
export const LONGEST_PERIOD_HOURS = { daily: 36, weekly: 8 * 24, breaking: 0 } as const;

/**
 * The first occasion that is not before `at`, by the clocks of a zone; undefined for alerts, which go when something
 * happens. A time that the clocks skip is the one just after it; of one that they show twice it is the first.
 */
export function nextOccasion({ kind, minute, weekday }: Rhythm, at: Date, timeZone: string): Occasion | undefined {
  if (kind === 'breaking') return undefined;
  const today = new TZDate(at, timeZone);
  for (let ahead = 0; ahead <= 8; ahead++) {
    const noon = new TZDate(today.getFullYear(), today.getMonth(), today.getDate() + ahead, 12, 0, timeZone);
    if (kind === 'weekly' && (noon.getDay() || 7) !== weekday) continue;
    const dueAt = instantOn(noon, minute, timeZone);
    if (dueAt.getTime() >= at.getTime()) return { day: dayOf(noon), dueAt };
  }
  return undefined;
}

/** What `2026-11-30` at so many minutes after midnight is, by the clocks of a zone. */
function instantOn(noon: TZDate, minute: number, timeZone: string): Date {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  const instant = new TZDate(noon.getFullYear(), noon.getMonth(), noon.getDate(), hours, minutes, timeZone);
  // Of an hour that the clocks show twice either half may be given.
  const hourEarlier = new TZDate(instant.getTime() - 3_600_000, timeZone);
  const isSameClock = hourEarlier.getHours() === hours && hourEarlier.getMinutes() === minutes;
  return new Date(isSameClock ? hourEarlier.getTime() : instant.getTime());
}

function dayOf(date: TZDate): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
