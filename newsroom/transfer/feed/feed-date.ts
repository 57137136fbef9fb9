/** Names of zones that feeds of our region and of Europe write, which no standard has. */
const ZONES: Record<string, string> = {
  MSK: '+0300',
  AMT: '+0400',
  AZT: '+0400',
  GET: '+0400',
  BST: '+0100',
  CET: '+0100',
  CEST: '+0200',
  EET: '+0200',
  EEST: '+0300',
};

const RFC_822 =
  /^(?:[a-z]{3,9}\.?, *)?(\d{1,2} [a-z]{3})[a-z]* (\d{4}|\d\d) (\d{1,2}:\d\d(?::\d\d)?)(?: *([+-]\d\d:?\d\d|[a-z]{1,5}))?$/i;

/**
 * A date of a feed: RFC 822 or ISO 8601, in UTC where it names no zone. Undefined where nobody can say what is meant:
 * words of other languages, zones that are not known, days that do not exist.
 */
export function parseFeedDate(text: string): Date | undefined {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const written = rfcDate(trimmed) ?? isoDate(trimmed);
  const date = new Date(written ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function rfcDate(text: string): string | undefined {
  const [, day, written = '', time, zone = 'GMT'] = RFC_822.exec(text) ?? [];
  if (!day) return undefined;
  // Years of two digits, as RFC 2822 reads them.
  const year = written.length === 2 ? `${Number(written) < 50 ? 20 : 19}${written}` : written;
  if (!isDay(`${day} ${year} GMT`, Number.parseInt(day, 10))) return undefined;
  return `${day} ${year} ${time} ${ZONES[zone.toUpperCase()] ?? zone.replace(':', '')}`;
}

/** 31 February becomes 2 March. */
function isDay(written: string, day: number): boolean {
  return new Date(written).getUTCDate() === day;
}

function isoDate(text: string): string | undefined {
  const [, day, time, zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text) ?? [];
  if (!day || !isDay(`${day}T00:00:00Z`, Number(day.slice(8)))) return undefined;
  return time ? `${day}T${time}${zone.toUpperCase()}` : `${day}T00:00:00Z`;
}
