import { type Language, languageOf } from '#i18n/languages';

function format(date: Date, language: Language, timeZone: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(languageOf(language).format, { ...parts, timeZone, hourCycle: 'h23' }).format(date);
}

/** Date and time as the story page shows them: `13 May 2025 17:53`, `13 мая 2025 г. 17:53`, `13 մայիսի 2025 թ. 17:53`. */
export function dateAndTime(date: Date, language: Language, timeZone: string): string {
  return `${longDate(date, language, timeZone)} ${clockTime(date, language, timeZone)}`;
}

/** `13 May 2025`, `13 мая 2025 г.`, `13 մայիսի 2025 թ.` */
export function longDate(date: Date, language: Language, timeZone: string): string {
  const written = format(date, language, timeZone, { day: 'numeric', month: 'long', year: 'numeric' });
  // CLDR's Armenian form puts a comma before the year, which newspapers do not.
  return language === 'hy' ? written.replace(', ', ' ') : written;
}

/** `17:53` */
export function clockTime(date: Date, language: Language, timeZone: string): string {
  return format(date, language, timeZone, { hour: '2-digit', minute: '2-digit' });
}

/** For lists: the time alone on the day itself, else with day and month, of other years the day alone: `17:53`, `13 May 17:53`, `13 May 2025`. */
export function listTime(date: Date, now: Date, language: Language, timeZone: string): string {
  const day = (of: Date) => format(of, 'en', timeZone, { dateStyle: 'short' });
  if (day(date) === day(now)) return clockTime(date, language, timeZone);
  const year = (of: Date) => format(of, 'en', timeZone, { year: 'numeric' });
  if (year(date) !== year(now)) return longDate(date, language, timeZone);
  return `${format(date, language, timeZone, { day: 'numeric', month: 'long' })} ${clockTime(date, language, timeZone)}`;
}
