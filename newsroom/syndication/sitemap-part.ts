import { LANGUAGES, type Language, languageAtPath, languageOf } from '#i18n/languages';

/**
 * A part of the sitemap: the articles of a language that were first published in a month (`2026-11`) or day
 * (`2026-11-24`), in UTC so that no article changes its part when the paper moves to another time zone.
 */
export type SitemapPart = { language: Language; period: string };

/** Most entries that a month's part may have; a month of more is told by days. The protocol's own limit is 50,000. */
export const PART_LIMIT = 10_000;

/** Most entries of one news sitemap (Google's limit). */
export const NEWS_LIMIT = 1_000;

/** A part's name in its address, e.g. `arm-2026-11`. */
export function partName({ language, period }: SitemapPart): string {
  return `${languageOf(language).path}-${period}`;
}

/** The reverse of partName; undefined for anything that it cannot have made. */
export function readPart(name: string): SitemapPart | undefined {
  const [, path = '', period = ''] = /^([a-z]+)-(\d{4}-\d{2}(?:-\d{2})?)$/.exec(name) ?? [];
  const language = languageAtPath(path)?.code;
  const from = new Date(`${period.padEnd(10, '-01')}T00:00:00Z`);
  // The calendar knows no 30 February, and JavaScript makes a March day of it.
  if (!language || Number.isNaN(from.getTime()) || !from.toISOString().startsWith(period)) return undefined;
  return { language, period };
}

/** From when to before when a part's articles were published. */
export function timesOf({ period }: SitemapPart): { from: Date; before: Date } {
  const [year = 0, month = 1, day] = period.split('-').map(Number);
  return {
    from: new Date(Date.UTC(year, month - 1, day ?? 1)),
    before: new Date(day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1)),
  };
}

/** How many articles a day has, and when the last of them was changed. */
export type SitemapDay = { language: Language; day: string; articles: number; changedAt: Date };

/** Days put together into months, but where that would be more than PART_LIMIT. Newest first in each language. */
export function partsOf(days: readonly SitemapDay[]): (SitemapPart & { changedAt: Date })[] {
  return LANGUAGES.flatMap(({ code: language }) => {
    const months = Map.groupBy(
      days.filter((day) => day.language === language),
      ({ day }) => day.slice(0, 7),
    );
    const parts = [...months].flatMap(([month, inMonth]) => {
      const articles = inMonth.reduce((sum, day) => sum + day.articles, 0);
      if (articles > PART_LIMIT) return inMonth.map(({ day, changedAt }) => ({ language, period: day, changedAt }));
      return {
        language,
        period: month,
        changedAt: new Date(Math.max(...inMonth.map(({ changedAt }) => changedAt.getTime()))),
      };
    });
    return parts.sort((one, other) => (one.period < other.period ? 1 : -1));
  });
}
