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
  /^(?:[a-z]{3,9}\.?, *)?(\d{1,2} [a-z]{3})[a-z]* (\d{4}) (\d{1,2}:\d\d(?::\d\d)?)(?: *([+-]\d{4}|[a-z]{1,5}))?$/i;

/**
 * A date of a feed: RFC 822 or ISO 8601, in UTC where it names no zone. Undefined where nobody can say what is meant:
 * words of other languages, zones that are not known.
 */
export function parseFeedDate(text: string): Date | undefined {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const [, day, year, time, zone = 'GMT'] = RFC_822.exec(trimmed) ?? [];
  const written = day ? `${day} ${year} ${time} ${ZONES[zone.toUpperCase()] ?? zone}` : isoDate(trimmed);
  const date = new Date(written ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function isoDate(text: string): string | undefined {
  const [, day, time, zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text) ?? [];
  if (!day) return undefined;
  return time ? `${day}T${time}${zone.toUpperCase()}` : `${day}T00:00:00Z`;
}
