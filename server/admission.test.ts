import { afterEach, expect, it, vi } from 'vitest';
import { Admission, type AnonymousWork } from '#server/admission';

afterEach(() => {
  vi.useRealTimers();
});

/** Work that waits to be finished, and what of it has begun, by name. */
function work() {
  const state = { begun: [] as string[], done: 0, finish: () => {} };
  const finished = new Promise<void>((resolve) => (state.finish = resolve));
  const run =
    (name = '') =>
    async () => {
      state.begun.push(name);
      await finished;
      state.done++;
    };
  return { state, run };
}

const turn = () => new Promise((later) => setImmediate(later));
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

it('gives each kind a share of its own', async () => {
  const admission = new Admission();
  const { state, run } = work();
  const kinds: AnonymousWork[] = ['search', 'api', 'page', 'sitemap'];
  const all = kinds.flatMap((kind) => many(10, () => admission.admit(kind, run(kind))));
  await turn();
  expect(state.begun).toEqual(['search', 'search', 'api', 'api', 'page', 'page', 'sitemap']);
  state.finish();
  expect(new Set((await Promise.all(all)).map(({ ok }) => ok))).toEqual(new Set([true]));
  expect(state.done).toBe(40);
});

it.each<[AnonymousWork, number]>([
  ['search', 102],
  ['api', 102],
  ['suggestions', 101],
  ['share card', 21],
  ['sitemap', 21],
  ['view', 550],
  ['root', 204],
  ['page', 402],
])('turns away %s beyond %d within 50 ms, and counts it', async (kind, limit) => {
  const admission = new Admission();
  const { state, run } = work();
  const waiting = many(limit, () => admission.admit(kind, run()));
  const startedAt = performance.now();
  const refused = await Promise.all(many(100, () => admission.admit(kind, run())));
  expect(performance.now() - startedAt).toBeLessThan(50);
  expect(new Set(refused.map((one) => !one.ok && one.why))).toEqual(new Set(['busy']));
  expect(admission.refused).toEqual({ [kind]: 100 });
  state.finish();
  await Promise.all(waiting);
  expect(state.done).toBe(limit);
  expect((await admission.admit(kind, run())).ok).toBe(true);
});

it('turns away what has waited too long, and ends what has begun', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const admission = new Admission();
  const { state, run } = work();
  const all = many(5, () => admission.admit('search', run()));
  await turn();
  vi.advanceTimersByTime(5_000);
  await turn();
  state.finish();
  const outcomes = (await Promise.all(all)).map((one) => one.ok || one.why);
  expect(outcomes).toEqual([true, true, 'busy', 'busy', 'busy']);
});

it('drops what nobody waits for any more, which makes place for others', async () => {
  const admission = new Admission();
  const { state, run } = work();
  const reader = new AbortController();
  const gone = many(102, () => admission.admit('api', run('gone'), { signal: reader.signal }));
  await turn();
  expect(await admission.admit('api', run('here'))).toEqual({ ok: false, why: 'busy' });
  reader.abort();
  const here = many(100, () => admission.admit('api', run('here')));
  state.finish();
  expect((await Promise.all(gone)).filter((one) => !one.ok && one.why === 'gone')).toHaveLength(100);
  expect((await Promise.all(here)).every(({ ok }) => ok)).toBe(true);
  expect(state.begun.filter((name) => name === 'gone')).toHaveLength(2);
});

it('takes turns between clients, and lets none of them fill the queue', async () => {
  const admission = new Admission();
  const { state, run } = work();
  const flood = many(60, () => admission.admit('search', run('flood'), { client: '192.0.2.0/24' }));
  await turn();
  const others = many(3, (index) => admission.admit('search', run('other'), { client: `198.51.${index}.0/24` }));
  state.finish();
  const outcomes = (await Promise.all(flood)).map((one) => one.ok || one.why);
  expect(outcomes.filter((outcome) => outcome === 'too-many')).toHaveLength(35);
  expect((await Promise.all(others)).every(({ ok }) => ok)).toBe(true);
  expect(state.begun.slice(0, 5)).toEqual(['flood', 'flood', 'other', 'other', 'other']);
  expect((await admission.admit('search', run(), { client: '192.0.2.0/24' })).ok).toBe(true);
});

it('takes what is urgent first, and though the queue is full of other work', async () => {
  const admission = new Admission();
  const { state, run } = work();
  const waiting = many(402, () => admission.admit('page', run('other')));
  await turn();
  const urgent = admission.admit('page', run('urgent'), { priority: 1 });
  state.finish();
  expect((await urgent).ok).toBe(true);
  await Promise.all(waiting);
  expect(state.begun.indexOf('urgent')).toBe(2);
});

it('goes on after work that failed', async () => {
  const admission = new Admission();
  await expect(admission.admit('api', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect((await admission.admit('api', async () => {})).ok).toBe(true);
});

it('says how much waits and how much is worked on', async () => {
  const admission = new Admission();
  const { state, run } = work();
  const all = many(5, () => admission.admit('search', run()));
  await turn();
  const search = () => admission.queues.find(({ kind }) => kind === 'search');
  expect(search()).toEqual({ kind: 'search', waiting: 3, underWay: 2 });
  expect(admission.queues.find(({ kind }) => kind === 'sitemap')).toMatchObject({ waiting: 0, underWay: 0 });
  state.finish();
  await Promise.all(all);
  expect(search()).toMatchObject({ waiting: 0, underWay: 0 });
});
