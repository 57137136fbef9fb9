import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import { nowMs } from '#platform/clock';

/** Hours of the day, from the first to before the second; over midnight where the second is less. */
export const quietHours = z.tuple([z.number().int().min(0).max(23), z.number().int().min(0).max(23)]);
export type QuietHours = z.infer<typeof quietHours>;

/** The hours of a row; null where none are quiet. */
export function quietHoursOf(row: { quietFrom: number | null; quietUntil: number | null }): QuietHours | null {
  const { quietFrom, quietUntil } = row;
  return quietFrom === null || quietUntil === null ? null : [quietFrom, quietUntil];
}

/** Whether it is night in a time zone, when nobody is to be woken. */
export function isQuiet(hours: QuietHours | null, timeZone: string, at = nowMs()): boolean {
  if (!hours) return false;
  const [from, until] = hours;
  const hour = new TZDate(at, timeZone).getHours();
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}
