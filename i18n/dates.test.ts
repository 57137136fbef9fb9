import { expect, it } from 'vitest';
import { dateAndTime, listTime } from '#i18n/dates';

const at = new Date('2025-05-13T13:53:00Z');

it.each([
  ['en', 'Asia/Baku', '13 May 2025 17:53'],
  ['ru', 'Asia/Baku', '13 мая 2025 г. 17:53'],
  ['hy', 'Asia/Baku', '13 մայիսի 2025 թ. 17:53'],
  ['en', 'America/New_York', '13 May 2025 09:53'],
] as const)('writes a date in %s for %s', (language, zone, written) => expect(dateAndTime(at, language, zone)).toBe(written));

it('shortens in lists by the day of the paper’s own zone', () => {
  expect(listTime(at, new Date('2025-05-13T19:59:00Z'), 'en', 'Asia/Baku')).toBe('17:53');
  expect(listTime(at, new Date('2025-05-13T20:01:00Z'), 'en', 'Asia/Baku')).toBe('13 May 17:53');
  expect(listTime(at, new Date('2026-01-01T00:00:00Z'), 'ru', 'Asia/Baku')).toBe('13 мая 2025 г.');
});
