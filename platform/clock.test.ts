import { afterEach, expect, it, vi } from 'vitest';
import { now, nowMs, setClock } from '#platform/clock';

const holder = globalThis as typeof globalThis & { portalClockAhead?: number };

afterEach(() => {
  delete holder.portalClockAhead;
  vi.useRealTimers();
});

it('is the machine’s until PostgreSQL has said what time it is, and PostgreSQL’s from then on', () => {
  vi.useFakeTimers({ now: 1_000_000 });
  expect(nowMs()).toBe(1_000_000);
  setClock(new Date(5_000_000));
  expect(now()).toEqual(new Date(5_000_000));
  vi.advanceTimersByTime(1_500);
  expect(nowMs()).toBe(5_001_500);
});

it.each([3_600_000, -3_600_000])('makes nothing of the machine’s clock being set by %s ms', (jump) => {
  vi.useFakeTimers({ now: 1_000_000 });
  setClock(new Date(1_000_000));
  vi.setSystemTime(1_000_000 + jump);
  expect(Date.now()).toBe(1_000_000 + jump);
  expect(nowMs()).toBe(1_000_000);
});
