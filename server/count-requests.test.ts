import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Requests } from '#newsroom/redirects/record-requests';
import { RequestCounts } from '#server/count-requests';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function gather(record = async (_: Requests) => {}) {
  const written: Requests[] = [];
  const errors: unknown[] = [];
  const counts = new RequestCounts({
    record: async (requests) => {
      written.push(requests);
      await record(requests);
    },
    onError: (error) => errors.push(error),
  });
  return { counts, written, errors };
}

it('writes what was asked for together, after a while', async () => {
  const { counts, written } = gather();
  for (let request = 0; request < 1_000; request++) counts.noteRedirect(request % 2);
  counts.noteUnanswered('/a-story/');
  counts.noteUnanswered('/A-Story/amp?utm_source=x');
  counts.noteUnanswered('/.env');
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(10_000);
  const redirects = new Map([
    [0, 500],
    [1, 500],
  ]);
  expect(written).toEqual([{ redirects, unanswered: new Map([['/a-story', 2]]) }]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(written).toHaveLength(1);
});

it('gathers so many addresses and no more, and still counts those it has', async () => {
  const { counts, written } = gather();
  for (let number = 0; number < 5_000; number++) counts.noteUnanswered(`/made-up-${number}`);
  counts.noteUnanswered('/made-up-0');
  await counts.flush();
  expect(written[0]?.unanswered.size).toBe(500);
  expect(written[0]?.unanswered.get('/made-up-0')).toBe(2);
});

it('goes on where the counts cannot be written', async () => {
  const { counts, errors } = gather(async () => {
    throw new Error('away');
  });
  counts.noteRedirect(1);
  await vi.advanceTimersByTimeAsync(10_000);
  counts.noteRedirect(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(errors).toHaveLength(2);
});
