import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { Admission } from '#server/http/admission';

const here = { destroyed: false } as ServerResponse;
const gone = { destroyed: true } as ServerResponse;

/** Work that waits to be finished, and how much of it is under way. */
function work() {
  const state = { running: 0, most: 0, done: 0, finish: () => {} };
  const finished = new Promise<void>((resolve) => (state.finish = resolve));
  const run = async () => {
    state.most = Math.max(state.most, ++state.running);
    await finished;
    state.running--;
    state.done++;
  };
  return { state, run };
}

it('does two of a kind at once, whatever the other kind does', async () => {
  const admission = new Admission();
  const [searches, api] = [work(), work()];
  const all = [
    ...Array.from({ length: 10 }, () => admission.admit('search', here, searches.run)),
    ...Array.from({ length: 10 }, () => admission.admit('api', here, api.run)),
  ];
  await new Promise((later) => setImmediate(later));
  expect([searches.state.running, api.state.running]).toEqual([2, 2]);
  searches.state.finish();
  api.state.finish();
  expect(new Set(await Promise.all(all))).toEqual(new Set([true]));
  expect([searches.state.most, api.state.most, searches.state.done, api.state.done]).toEqual([2, 2, 10, 10]);
});

it('turns away what comes on top of a hundred that wait, and does nothing for those who have gone', async () => {
  const admission = new Admission();
  const { state, run } = work();
  const waiting = Array.from({ length: 102 }, (_, index) => admission.admit('api', index < 52 ? here : gone, run));
  expect(await admission.admit('api', here, run)).toBe(false);
  state.finish();
  await Promise.all(waiting);
  expect(state.done).toBe(52);
  expect(await admission.admit('api', here, run)).toBe(true);
});

it('goes on after work that failed', async () => {
  const admission = new Admission();
  await expect(admission.admit('api', here, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await admission.admit('api', here, async () => {})).toBe(true);
});
