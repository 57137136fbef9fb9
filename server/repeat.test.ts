import { afterEach, expect, it, vi } from 'vitest';
import { type Repeated, repeat } from '#server/repeat';

const messages = vi.hoisted(() => vi.fn());
vi.mock('#platform/log', () => ({ log: () => ({ debug: messages }) }));

const HOUR = 3_600_000;
let repeated: Repeated | undefined;
afterEach(() => repeated?.stop());

it('is done after a while, and at once when it is notified, also of what comes while it is under way', async () => {
  let done = 0;
  let underWay = Promise.withResolvers<void>();
  repeated = repeat({ everyMs: HOUR, firstAfterMs: 0, failure: '' }, async () => {
    await underWay.promise;
    done++;
  });
  repeated.notify();
  underWay.resolve();
  await vi.waitFor(() => expect(done).toBe(2));
  underWay = Promise.withResolvers<void>();
  repeated.notify();
  repeated.notify();
  underWay.resolve();
  await vi.waitFor(() => expect(done).toBe(3));
});

it('what fails is logged and done again the next time', async () => {
  let tries = 0;
  repeated = repeat({ everyMs: () => 5, failure: 'could not' }, async () => {
    if (++tries < 3) throw new Error('away');
  });
  await vi.waitFor(() => expect(tries).toBeGreaterThan(3));
  expect(messages).toHaveBeenCalledTimes(2);
  expect(messages).toHaveBeenCalledWith({ err: new Error('away') }, 'could not');
});

it('stops while it waits and while it works, and has ended then', async () => {
  const waiting = repeat({ everyMs: HOUR, failure: '' }, () => Promise.reject(new Error('never')));
  await waiting.stop();
  let hasEnded = false;
  const begun = Promise.withResolvers<void>();
  const working = repeat({ everyMs: HOUR, firstAfterMs: 0, failure: '' }, async ({ pause }) => {
    begun.resolve();
    await pause(HOUR);
    hasEnded = true;
  });
  await begun.promise;
  await working.stop();
  expect(hasEnded).toBe(true);
});
