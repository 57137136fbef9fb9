import { describe, expect, it } from 'vitest';
import { dateAndTime, fieldTime, instantOf, listTime } from '#i18n/dates';

const at = new Date('2025-05-13T13:53:00Z');

it.each([
  ['en', 'Asia/Baku', '13 May 2025 17:53'],
  ['ru', 'Asia/Baku', '13 мая 2025 г. 17:53'],
  ['hy', 'Asia/Baku', '13 մայիսի 2025 թ. 17:53'],
  ['en', 'America/New_York', '13 May 2025 09:53'],
] as const)('writes a date in %s for %s', (language, zone, written) =>
  expect(dateAndTime(at, language, zone)).toBe(written),
);

it('shortens in lists by the day of the paper’s own zone', () => {
  expect(listTime(at, new Date('2025-05-13T19:59:00Z'), 'en', 'Asia/Baku')).toBe('17:53');
  expect(listTime(at, new Date('2025-05-13T20:01:00Z'), 'en', 'Asia/Baku')).toBe('13 May 17:53');
  expect(listTime(at, new Date('2026-01-01T00:00:00Z'), 'ru', 'Asia/Baku')).toBe('13 мая 2025 г.');
});

describe('a time that somebody gives', () => {
  it('is by the clocks of the paper’s zone, wherever the writer is', () => {
    const instant = instantOf('2026-11-25T14:05', 'Asia/Baku');
    expect(instant?.toISOString()).toBe('2026-11-25T10:05:00.000Z');
    expect(instant && fieldTime(instant, 'Asia/Baku')).toBe('2026-11-25T14:05');
  });

  it('that no clock ever shows is none', () => {
    expect(instantOf('2026-02-30T14:05', 'Asia/Baku')).toBeUndefined();
    expect(instantOf('2027-03-28T02:30', 'Europe/Berlin')).toBeUndefined();
    expect(instantOf('soon', 'Asia/Baku')).toBeUndefined();
  });
});
