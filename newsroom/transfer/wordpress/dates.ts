import { TZDate } from '@date-fns/tz';
import { fieldOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/** `2016-01-30 17:03:16`, taken for UTC; undefined for `0000-00-00 00:00:00` and days that do not exist. */
function parseSqlDate(text: string): Date | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)$/.exec(text) ?? [];
  if (!day || !time || day.startsWith('0000')) return undefined;
  const date = new Date(`${day}T${time}Z`);
  // 30 February becomes 1 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? date : undefined;
}

/** `Sat, 30 Jan 2016 17:03:16 +0000`; undefined for what WordPress writes where it has no date: 1970, the year -1. */
function parsePubDate(text: string): Date | undefined {
  if (!/^(\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d(:\d\d)? ([+-]\d{4}|GMT|UTC?|Z)$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) || time === 0 ? undefined : new Date(time);
}

/**
 * When things of a site happened. Dates in UTC come first, then `pubDate`, then those of the site’s own clock. An export
 * does not say in which zone that is; the person may, else it is learned from items that have both.
 */
export class SiteClock {
  private offset = 0;
  private readonly timeZone: string | undefined;

  /** `timeZone` is an IANA name. */
  constructor(timeZone?: string) {
    this.timeZone = timeZone;
  }

  /** When an item was, or is to be, published; undefined where nothing says it, as in drafts. */
  publishedAt(item: WxrRecord): Date | undefined {
    const local = parseSqlDate(fieldOf(item, 'wp:post_date'));
    const utc = parseSqlDate(fieldOf(item, 'wp:post_date_gmt'));
    if (local && utc) this.offset = local.getTime() - utc.getTime();
    if (utc) return utc;
    const named = parsePubDate(fieldOf(item, 'pubDate'));
    if (named) return named;
    // Of a draft, the site’s clock says when it was begun.
    const isDraft = /^(draft|auto-draft|pending)$/.test(fieldOf(item, 'wp:status'));
    return local && !isDraft ? this.toUtc(local) : undefined;
  }

  /** When it was last changed. */
  changedAt(item: WxrRecord): Date | undefined {
    const utc = parseSqlDate(fieldOf(item, 'wp:post_modified_gmt'));
    if (utc) return utc;
    const local = parseSqlDate(fieldOf(item, 'wp:post_modified'));
    return local && this.toUtc(local);
  }

  private toUtc(local: Date): Date {
    if (!this.timeZone) return new Date(local.getTime() - this.offset);
    const zoned = new TZDate(
      local.getUTCFullYear(),
      local.getUTCMonth(),
      local.getUTCDate(),
      local.getUTCHours(),
      local.getUTCMinutes(),
      local.getUTCSeconds(),
      this.timeZone,
    );
    return new Date(zoned.getTime());
  }
}
