import { afterEach, expect, it, vi } from 'vitest';
import type { PurgeResult } from '#newsroom/purges/purge-due';
import { type Purges, sendPurges } from '#server/send-purges';

const lines = vi.hoisted(() => ({ warn: vi.fn(), info: vi.fn(), debug: vi.fn() }));
vi.mock('#platform/log', () => ({ log: () => lines }));

let purges: Purges | undefined;
afterEach(() => purges?.stop());

const sent: PurgeResult = { calls: { sent: 1, failed: 0 }, waitMs: 60_000 };

it('tells at once what it is notified of, while another target is slow, and counts', async () => {
  const told: string[] = [];
  const slow = Promise.withResolvers<null>();
  purges = sendPurges(async (name) => {
    told.push(name);
    return name === 'fastly' ? slow.promise : sent;
  });
  await vi.waitFor(() => expect(told.sort()).toEqual(['cloudflare', 'fastly']));
  purges.notify();
  await vi.waitFor(() => expect(told.filter((name) => name === 'cloudflare')).toHaveLength(2), { timeout: 500 });
  slow.resolve(null);
  expect(purges.calls).toContainEqual({ target: 'cloudflare', result: 'sent', count: 2 });
  expect(purges.calls).toContainEqual({ target: 'fastly', result: 'sent', count: 0 });
});

it('tells a second time when it is due, without being notified', async () => {
  let times = 0;
  purges = sendPurges(async (name) => {
    if (name === 'fastly') times++;
    return { ...sent, waitMs: 20 };
  });
  await vi.waitFor(() => expect(times).toBeGreaterThan(3), { timeout: 1_000 });
});

it('logs once that a target fails, and once that it is well', async () => {
  const results: PurgeResult[] = [
    { calls: { sent: 0, failed: 1 }, waitMs: 5, turned: { to: 'failing', answer: '500' } },
    { calls: { sent: 0, failed: 1 }, waitMs: 5 },
    { ...sent, turned: { to: 'well', answer: '200' } },
  ];
  purges = sendPurges(async (name) => (name === 'fastly' ? (results.shift() ?? null) : null));
  await vi.waitFor(() => expect(lines.info).toHaveBeenCalledTimes(1));
  expect(lines.warn).toHaveBeenCalledTimes(1);
  expect(lines.warn).toHaveBeenCalledWith({ target: 'fastly', answer: '500' }, expect.any(String));
  expect(purges.calls).toContainEqual({ target: 'fastly', result: 'failed', count: 2 });
});
