import { describe, expect, it } from 'vitest';
import { daysBeside, isDay, weeksOf } from '#newsroom/articles/day';

it.each(['2026-11-24', '2024-02-29', '1999-12-31'])('%s is a day', (day) => expect(isDay(day)).toBe(true));

it.each([
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-1-1',
  '0001-01-01',
  '2026-11-24T00:00',
  '٢٠٢٦-١١-٢٤',
  '',
  'today',
])('%s is none', (day) => expect(isDay(day)).toBe(false));

describe('a month on the wall', () => {
  it('begins on Monday and has every day once', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null]);
    expect(weeks.flat().filter(Boolean)).toHaveLength(30);
  });

  it('knows leap years and months of four weeks', () => {
    expect(weeksOf('2024-02').flat().filter(Boolean).at(-1)).toBe('2024-02-29');
    expect(weeksOf('2021-02')).toHaveLength(4);
  });
});

it('steps to the nearest days with stories, over the end of the month too', () => {
  const calendar = { days: ['2026-11-03', '2026-11-09', '2026-11-20'], earlier: '2026-08-31', later: null };
  expect(daysBeside('2026-11-09', calendar)).toEqual({ prev: '2026-11-03', next: '2026-11-20' });
  expect(daysBeside('2026-11-03', calendar)).toEqual({ prev: '2026-08-31', next: '2026-11-09' });
  expect(daysBeside('2026-11-25', calendar)).toEqual({ prev: '2026-11-20', next: null });
});
