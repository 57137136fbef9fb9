import type { FeedPace } from '#newsroom/transfer/feed/parse-feed';

/** How often a feed is asked that says nothing about it, a folder is looked into, and a channel is read, seconds. */
const USUAL = { web: 10 * 60, folder: 60, telegram: 15 };
const DAY = 86_400;
/** What a server may ask for, seconds. */
const LONGEST_WAIT = 7 * DAY;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

type Answer = {
  kind?: keyof typeof USUAL;
  /** In a row, this one included. */
  failures: number;
  maxAgeSeconds?: number | undefined;
  retryAfterSeconds?: number | undefined;
  pace?: FeedPace;
};

/**
 * When a source is asked again: every ten minutes, less often where it says so (max-age and ttl, at most a day), not in
 * the hours and on the days that it names. After each failure twice as late, up to a day; never before Retry-After.
 */
export function nextPollAt(
  now: Date,
  { kind = 'web', failures, maxAgeSeconds = 0, retryAfterSeconds = 0, pace = {} }: Answer,
): Date {
  const usual = USUAL[kind];
  const wanted = Math.max(usual, maxAgeSeconds, (pace.ttlMinutes ?? 0) * 60);
  const backedOff = failures > 0 ? usual * 2 ** Math.min(failures, 20) : wanted;
  const wait = Math.max(Math.min(backedOff, DAY), Math.min(retryAfterSeconds, LONGEST_WAIT));
  return afterSkipped(new Date(now.getTime() + wait * 1_000), pace);
}

/** The first full hour from then on that a feed does not name; as it is where it names all. */
function afterSkipped(at: Date, { skipHours = [], skipDays = [] }: FeedPace): Date {
  const days = skipDays.map((day) => DAYS.indexOf(day.trim().toLowerCase()));
  for (let hours = 0; hours < 7 * 24; hours++) {
    const hour = Math.floor(at.getTime() / 3_600_000) + hours;
    const moved = hours === 0 ? at : new Date(hour * 3_600_000);
    if (!skipHours.includes(moved.getUTCHours()) && !days.includes(moved.getUTCDay())) return moved;
  }
  return at;
}
