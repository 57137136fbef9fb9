import { expect, it } from 'vitest';
import { nextPollAt } from '#newsroom/wire/next-poll';
import { isSilent, usualInterval } from '#newsroom/wire/silence';

/** A Friday. */
const NOW = new Date('2026-11-20T10:05:00Z');
const MINUTE = 60;
const DAY = 86_400;

const wait = (answer: Partial<Parameters<typeof nextPollAt>[1]>) =>
  (nextPollAt(NOW, { failures: 0, ...answer }).getTime() - NOW.getTime()) / 1_000;

it.each([
  ['after ten minutes', {}, 10 * MINUTE],
  ['a folder after one', { kind: 'folder' as const }, MINUTE],
  ['a channel of Telegram after a quarter of one', { kind: 'telegram' as const }, MINUTE / 4],
  ['not sooner than usual', { maxAgeSeconds: 5 }, 10 * MINUTE],
  ['after max-age', { maxAgeSeconds: 3_600 }, 3_600],
  ['after ttl, whichever is longer', { maxAgeSeconds: 3_600, pace: { ttlMinutes: 90 } }, 90 * MINUTE],
  ['at least once a day', { maxAgeSeconds: 30 * DAY }, DAY],
  ['twice as late after each failure', { failures: 1 }, 20 * MINUTE],
  ['and again', { failures: 3 }, 80 * MINUTE],
  ['up to a day', { failures: 400 }, DAY],
  ['not before Retry-After', { failures: 1, retryAfterSeconds: 2 * DAY }, 2 * DAY],
  ['but not in a hundred years', { failures: 1, retryAfterSeconds: 36_500 * DAY }, 7 * DAY],
  ['after the hours that it names', { pace: { skipHours: [10, 11] } }, 115 * MINUTE],
  ['after the days that it names', { pace: { skipDays: ['Friday', 'saturday '] } }, (2 * 24 - 10) * 3_600 - 5 * MINUTE],
  [
    'as usual where it names all',
    { pace: { skipDays: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] } },
    10 * MINUTE,
  ],
])('asks %s', (_, answer, seconds) => {
  expect(wait(answer)).toBe(seconds);
});

const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

it.each([
  ['six hours and a bit', 6.1, 3_600, true],
  ['less than six hours, however busy it is', 5.9, 60, false],
  ['three times the usual', 30.1, 36_000, true],
  ['less than that', 29.9, 36_000, false],
  ['long, where nothing is usual yet', 7, null, true],
])('%s of silence', (_, hours, usualSeconds, silent) => {
  const source = { state: 'on', createdAt: ago(1_000), usualSeconds };
  expect(isSilent({ ...source, lastItemAt: ago(hours) }, NOW)).toBe(silent);
  expect(isSilent({ ...source, createdAt: ago(hours), lastItemAt: null }, NOW)).toBe(silent);
  expect(isSilent({ ...source, state: 'paused', lastItemAt: ago(hours) }, NOW)).toBe(false);
});

it('learns what is usual from what came', () => {
  expect(usualInterval(null, null, NOW)).toBeNull();
  expect(usualInterval(null, ago(2), NOW)).toBe(7_200);
  expect(usualInterval(3_600, ago(2), NOW)).toBe(4_320);
});
