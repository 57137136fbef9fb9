import { TZDate } from '@date-fns/tz';
import { type Language, languageOf } from '#i18n/languages';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(date: Date, language: Language, timeZone: string, parts: Intl.DateTimeFormatOptions): string {
  // To make one takes as long as a hundred dates written with it, and a page of cards writes two hundred.
  const name = `${language} ${timeZone} ${JSON.stringify(parts)}`;
  let known = formats.get(name);
  if (!known) {
    known = new Intl.DateTimeFormat(languageOf(language).format, { ...parts, timeZone, hourCycle: 'h23' });
    formats.set(name, known);
  }
  return known.format(date);
}

/**
 * Date and time as the story page shows them: `13 May 2025 17:53`, `13 мая 2025 г. 17:53`, `13 մայիսի 2025 թ. 17:53`.
 */
export function dateAndTime(date: Date, language: Language, timeZone: string): string {
  return `${longDate(date, language, timeZone)} ${clockTime(date, language, timeZone)}`;
}

/** `13 May 2025`, `13 мая 2025 г.`, `13 մայիսի 2025 թ.` */
export function longDate(date: Date, language: Language, timeZone: string): string {
  const written = format(date, language, timeZone, { day: 'numeric', month: 'long', year: 'numeric' });
  return languageOf(language).dropsCommaBeforeYear ? written.replace(', ', ' ') : written;
}

/** `17:53` */
export function clockTime(date: Date, language: Language, timeZone: string): string {
  return format(date, language, timeZone, { hour: '2-digit', minute: '2-digit' });
}

/**
 * For lists: the time alone on the day itself, else with day and month, of other years the day alone: `17:53`, `13 May
 * 17:53`, `13 May 2025`.
 */
export function listTime(date: Date, now: Date, language: Language, timeZone: string): string {
  const day = (of: Date) => format(of, 'en', timeZone, { dateStyle: 'short' });
  if (day(date) === day(now)) return clockTime(date, language, timeZone);
  const year = (of: Date) => format(of, 'en', timeZone, { year: 'numeric' });
  if (year(date) !== year(now)) return longDate(date, language, timeZone);
  const dayAndMonth = format(date, language, timeZone, { day: 'numeric', month: 'long' });
  return `${dayAndMonth} ${clockTime(date, language, timeZone)}`;
}

/** For the narrow column of a wire: the time alone on the day itself, else the day alone: `17:53`, `13 May`. */
export function wireTime(date: Date, now: Date, language: Language, timeZone: string): string {
  const day = (of: Date) => format(of, 'en', timeZone, { dateStyle: 'short' });
  if (day(date) === day(now)) return clockTime(date, language, timeZone);
  return format(date, language, timeZone, { day: 'numeric', month: 'short' });
}

/** A day of the paper's calendar (`2025-05-13`) in words: `13 May 2025`. */
export function dayInWords(day: string, language: Language): string {
  return longDate(new Date(`${day}T00:00:00Z`), language, 'UTC');
}

/** A month (`2025-05`) as the head of a calendar: `May 2025`, `май 2025 г.`, `մայիս 2025 թ.` */
export function monthInWords(month: string, language: Language): string {
  return format(new Date(`${month}-01T00:00:00Z`), language, 'UTC', { month: 'long', year: 'numeric' });
}

/** The days of the week, Monday first, short for the eye and whole for the ear. */
export function weekdays(language: Language): { short: string; long: string }[] {
  return Array.from({ length: 7 }, (_, index) => {
    // 1 January 2024 was a Monday.
    const day = new Date(Date.UTC(2024, 0, index + 1));
    return {
      short: format(day, language, 'UTC', { weekday: 'short' }),
      long: format(day, language, 'UTC', { weekday: 'long' }),
    };
  });
}

/** What `<input type="datetime-local">` is given for an instant, by the clocks of a zone: `2026-11-25T14:05`. */
export function fieldTime(date: Date, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return clock.format(date).replace(' ', 'T');
}

/** The instant that the clocks of a zone show as what such a field was given; undefined for what is no time. */
export function instantOf(field: string, timeZone: string): Date | undefined {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(field)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined)
    return undefined;
  const instant = new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime());
  return fieldTime(instant, timeZone) === field.slice(0, 16) ? instant : undefined;
}

/** The year that a zone has. */
export function yearOf(now: Date, timeZone: string): number {
  return Number(format(now, 'en', timeZone, { year: 'numeric' }));
}

/** The instant at which the next day begins in a zone. */
export function startOfTomorrow(now: Date, timeZone: string): Date {
  const here = new TZDate(now, timeZone);
  return new Date(new TZDate(here.getFullYear(), here.getMonth(), here.getDate() + 1, timeZone).getTime());
}

/** The instant at which the next year begins in a zone. */
export function startOfNextYear(now: Date, timeZone: string): Date {
  return new Date(new TZDate(new TZDate(now, timeZone).getFullYear() + 1, 0, 1, timeZone).getTime());
}
