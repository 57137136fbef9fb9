import { expect, it } from 'vitest';
import { nextOccasion } from '#newsroom/letters/occasion';

const daily = { kind: 'daily', minute: 18 * 60 + 30, weekday: 1 } as const;

function daysFrom(start: string, count: number, rhythm: Parameters<typeof nextOccasion>[0], zone: string) {
  let at = new Date(start);
  return Array.from({ length: count }, () => {
    const { day, dueAt } = nextOccasion(rhythm, at, zone) ?? { day: '', dueAt: at };
    at = new Date(dueAt.getTime() + 1);
    return `${day} ${dueAt.toISOString().slice(0, 16)}`;
  });
}

it('is every day at the same time by the site’s clocks, over both changes of the clocks', () => {
  expect(daysFrom('2026-10-24T12:00:00Z', 3, daily, 'Europe/Berlin')).toEqual([
    '2026-10-24 2026-10-24T16:30',
    '2026-10-25 2026-10-25T17:30',
    '2026-10-26 2026-10-26T17:30',
  ]);
  expect(daysFrom('2026-03-28T12:00:00Z', 3, daily, 'Europe/Berlin')).toEqual([
    '2026-03-28 2026-03-28T17:30',
    '2026-03-29 2026-03-29T16:30',
    '2026-03-30 2026-03-30T16:30',
  ]);
});

it('is once on a day on which the time comes twice, at the first of them', () => {
  const night = { ...daily, minute: 2 * 60 + 30 };
  expect(daysFrom('2026-10-24T12:00:00Z', 2, night, 'Europe/Berlin')).toEqual([
    '2026-10-25 2026-10-25T00:30',
    '2026-10-26 2026-10-26T01:30',
  ]);
});

it('is once on a day on which the time does not come', () => {
  const night = { ...daily, minute: 2 * 60 + 30 };
  expect(daysFrom('2026-03-28T12:00:00Z', 2, night, 'Europe/Berlin')).toEqual([
    '2026-03-29 2026-03-29T01:30',
    '2026-03-30 2026-03-30T00:30',
  ]);
});

it('is on the day of the week that was chosen, Sunday being the seventh', () => {
  const weekly = { kind: 'weekly', minute: 540, weekday: 7 } as const;
  expect(daysFrom('2026-11-30T00:00:00Z', 2, weekly, 'Asia/Baku')).toEqual([
    '2026-12-06 2026-12-06T05:00',
    '2026-12-13 2026-12-13T05:00',
  ]);
});

it('is the day of the site, not of UTC', () => {
  const early = { ...daily, minute: 30 };
  expect(daysFrom('2026-11-30T12:00:00Z', 1, early, 'Asia/Yerevan')).toEqual(['2026-12-01 2026-11-30T20:30']);
});

it('is never for alerts', () => {
  expect(nextOccasion({ ...daily, kind: 'breaking' }, new Date(), 'UTC')).toBeUndefined();
});
