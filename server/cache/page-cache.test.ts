import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setClock } from '#platform/clock';
import { Admission } from '#server/admission';
import type { Answer } from '#server/cache/answer';
import { ChangeLog } from '#server/cache/change-log';
import { DiskCache } from '#server/cache/disk-cache';
import { type CacheResult, PageCache, type PageCacheOptions } from '#server/cache/page-cache';
import type { RenderResult } from '#server/rendering/page';

let folder: string;
let rendered: string[];
let texts: Map<string, string>;
let render: (address: string) => Promise<RenderResult>;
let opened: PageCache[];
/** Of the last change, as the database counts. */
let transaction: number;
let views: number | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'news-portal-cache-'));
  rendered = [];
  opened = [];
  texts = new Map();
  transaction = 0;
  views = 0;
  render = async (address) => html(texts.get(address) ?? `page ${address}`);
});
afterEach(async () => {
  vi.useRealTimers();
  delete (globalThis as { portalClockAhead?: number }).portalClockAhead;
  for (const cache of opened) await cache.flush();
  rmSync(folder, { recursive: true, force: true });
});

function html(text: string, status = 200): RenderResult {
  return {
    ok: true,
    response: { status, headers: { 'content-type': 'text/html' }, body: Buffer.from(text) },
    reads: { keys: new Set(['site']), validUntil: Infinity },
    cacheable: true,
  };
}

/** In these tests a page is made from the site and from what has the name of its address. */
function madeFrom(address: string, result: RenderResult): RenderResult {
  if (!result.ok) return result;
  const { keys, validUntil } = result.reads;
  return { ...result, reads: { keys: new Set([...keys, address]), validUntil } };
}

const unreachable: RenderResult = { ok: false, why: 'unreachable', incident: 'i' };

function openCache(options: Partial<PageCacheOptions> = {}): PageCache {
  const diskCache = (name: string) => new DiskCache(join(folder, name), 10_000_000, () => {});
  const cache = new PageCache({
    render: async (address) => {
      rendered.push(address);
      return madeFrom(address, await render(address));
    },
    lookUp: async (address) => (address.includes('made-up') ? 'absent' : 'known'),
    admission: new Admission(),
    countViews: async () => views,
    formatViews: (number) => `${number} views`,
    changes: new ChangeLog(),
    position: () => ({ transaction: transaction + 1, timeline: 'one' }),
    build: 'this',
    disk: { main: diskCache('main'), paginated: diskCache('paginated') },
    maxMemoryBytes: 10_000_000,
    maxStaleMs: 3_600_000,
    isDatabaseReachable: () => true,
    onError: (message, error) => {
      throw new Error(message, { cause: error });
    },
    ...options,
  });
  opened.push(cache);
  return cache;
}

function outcome(result: CacheResult): string {
  return result.ok ? `${result.cacheStatus}: ${textOf(result.answer)}` : result.why;
}

const textOf = (answer: Answer | undefined) => answer && gunzipSync(answer.gzip).toString();

/** A change that touches surrogate keys. */
const touch = (...keys: string[]) => [{ keys, transaction: ++transaction }];

/** Renders wait from now on until the returned function gives them their results. */
function holdRenders(): (result: (address: string) => RenderResult) => void {
  let release = (_: (address: string) => RenderResult) => {};
  const released = new Promise<(address: string) => RenderResult>((resolve) => (release = resolve));
  render = async (address) => (await released)(address);
  return release;
}

/** Waits until so many renders have started; vi.waitFor would advance the fake clock. */
async function untilRendered(count: number): Promise<void> {
  while (rendered.length < count) await new Promise((done) => setImmediate(done));
}

it('renders a page once and caches it', async () => {
  const cache = openCache();
  expect(cache.lookup('/en')).toBeUndefined();
  expect(outcome(await cache.fetch('/en'))).toBe('miss: page /en');
  expect(outcome(await cache.fetch('/en'))).toBe('hit: page /en');
  expect(textOf(cache.lookup('/en'))).toBe('page /en');
  expect(rendered).toEqual(['/en']);
});

it('renders a page once for many requests at a time', async () => {
  const release = holdRenders();
  const cache = openCache();
  const requests = Array.from({ length: 100 }, () => cache.fetch('/ru'));
  await vi.waitFor(() => expect(rendered).toEqual(['/ru']));
  release(html);
  const results = await Promise.all(requests);
  expect(new Set(results.map(outcome))).toEqual(new Set(['miss: /ru']));
  expect(rendered).toEqual(['/ru']);
  expect(cache.counts).toMatchObject({ miss: 100, hit: 0 });
});

describe('after a change', () => {
  it('renders the pages that were made from what was touched, and no other', async () => {
    render = async (address) => html(address, address.includes('gone') ? 404 : 200);
    const cache = openCache();
    const all = ['/en', '/en/post/a', '/ru', '/arm/post/gone', '/en/region?before=1-1'];
    for (const address of all) await cache.fetch(address);
    rendered = [];
    cache.invalidate(touch('/en/post/a', '/arm/post/gone'));
    for (const address of all) await cache.fetch(address);
    expect(rendered).toEqual(['/en/post/a', '/arm/post/gone']);
    for (const whole of ['site', 'everything']) {
      rendered = [];
      cache.invalidate(touch(whole));
      for (const address of all) await cache.fetch(address);
      for (const address of all) await cache.fetch(address);
      expect(rendered).toEqual(all);
    }
  });

  it('renders a page again that was being rendered when the change came', async () => {
    const cache = openCache();
    const release = holdRenders();
    const first = cache.fetch('/en');
    await vi.waitFor(() => expect(rendered).toHaveLength(1));
    cache.invalidate(touch('site'));
    release(() => html('old'));
    // Caches in front are not to keep it.
    expect(outcome(await first)).toBe('stale: old');
    render = async () => html('new');
    expect(outcome(await cache.fetch('/en'))).toBe('miss: new');
    expect(outcome(await cache.fetch('/en'))).toBe('hit: new');
  });
});

it('never renders a page again because it is old, unless it says until when it is right', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  const cache = openCache();
  await cache.fetch('/en/post/a');
  const tomorrow = Date.now() + 86_400_000;
  const untilTomorrow = (text: string): RenderResult =>
    ({
      ...html(text),
      reads: { keys: new Set(), validUntil: tomorrow },
    }) as RenderResult;
  render = async () => untilTomorrow('today');
  await cache.fetch('/en');
  vi.advanceTimersByTime(86_399_000);
  expect(outcome(await cache.fetch('/en'))).toBe('hit: today');
  vi.advanceTimersByTime(2_000);
  render = async () => html('the next day');
  expect(cache.lookup('/en')).toBeUndefined();
  expect(outcome(await cache.fetch('/en'))).toBe('miss: the next day');
  vi.advanceTimersByTime(30 * 86_400_000);
  expect(outcome(await cache.fetch('/en/post/a'))).toBe('hit: page /en/post/a');
  expect(rendered).toEqual(['/en/post/a', '/en', '/en']);
});

describe('slots', () => {
  const story = '<p>Story</p><page-slot src="/en/-/column"></page-slot><view-count data-article="7">0</view-count>!';

  it('are filled in with a fragment, rendered once for all pages, and with a count', async () => {
    views = 12;
    render = async (address) => html(address.startsWith('/en/-/') ? 'Column' : story);
    const cache = openCache();
    const filled = '<p>Story</p>Column<view-count data-article="7">12 views</view-count>!';
    expect(outcome(await cache.fetch('/en/post/a'))).toBe(`miss: ${filled}`);
    expect(outcome(await cache.fetch('/en/post/b'))).toBe(`miss: ${filled}`);
    expect(textOf(cache.lookup('/en/post/a'))).toBe(filled);
    expect(rendered).toEqual(['/en/post/a', '/en/-/column', '/en/post/b']);
  });

  it('count towards the memory of each page that has them', async () => {
    // Letters that do not compress.
    const column = randomBytes(20_000).toString('hex');
    render = async (address) => html(address.startsWith('/en/-/') ? column : story);
    const cache = openCache({ maxMemoryBytes: 10_000_000 });
    for (const name of ['a', 'b', 'c']) await cache.fetch(`/en/post/${name}`);
    const bytes = cache.lookup('/en/post/a')?.gzip.length ?? 0;
    expect(bytes).toBeGreaterThan(20_000);
    // Three pages, and the fragment itself.
    expect(cache.size).toEqual({ pages: 4, bytes: expect.any(Number) });
    expect(cache.size.bytes).toBeGreaterThan(4 * 5 * 20_000);
  });

  it('a change of the fragment renders it alone, however many pages have it', async () => {
    let column = 'old';
    render = async (address) => html(address.startsWith('/en/-/') ? column : story);
    const cache = openCache();
    const pages = Array.from({ length: 50 }, (_, index) => `/en/post/${index}`);
    for (const address of pages) await cache.fetch(address);
    const before = cache.lookup('/en/post/7')?.digest;
    rendered = [];
    column = 'new';
    cache.invalidate(touch('/en/-/column'));
    await vi.waitFor(() => expect(textOf(cache.lookup('/en/post/0'))).toContain('new'));
    for (const address of pages) expect(textOf(cache.lookup(address))).toContain('new');
    expect(rendered).toEqual(['/en/-/column']);
    expect(cache.lookup('/en/post/7')?.digest).not.toBe(before);
    expect(cache.lookup('/en/post/7')?.keys).toContain('/en/-/column');
  });

  it('shows the fragment as it was for 300 ms at most, and then waits for it', async () => {
    render = async (address) => html(address.startsWith('/en/-/') ? 'old' : story);
    const cache = openCache();
    await cache.fetch('/en/post/a');
    vi.useFakeTimers({ toFake: ['performance'] });
    const release = holdRenders();
    cache.invalidate(touch('/en/-/column'));
    expect(textOf(cache.lookup('/en/post/a'))).toContain('old');
    vi.advanceTimersByTime(301);
    expect(cache.lookup('/en/post/a')).toBeUndefined();
    const request = cache.fetch('/en/post/a');
    release(() => html('new'));
    expect(outcome(await request)).toContain('hit: <p>Story</p>new');
  });

  it('a count is a minute old at most, and the last one stands while there is none', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'Date'] });
    render = async (address) => html(address.startsWith('/en/-/') ? '' : story);
    const cache = openCache();
    await cache.fetch('/en/post/a');
    views = 5;
    vi.advanceTimersByTime(59_000);
    expect(textOf(cache.lookup('/en/post/a'))).toContain('0 views');
    vi.advanceTimersByTime(2_000);
    expect(cache.lookup('/en/post/a')).toBeUndefined();
    expect(outcome(await cache.fetch('/en/post/a'))).toContain('5 views');
    views = undefined;
    vi.advanceTimersByTime(61_000);
    expect(outcome(await cache.fetch('/en/post/a'))).toContain('5 views');
    expect(rendered).toHaveLength(2);
  });

  it('a story is there without its column if that cannot be had', async () => {
    render = async (address) =>
      address.startsWith('/en/-/') ? { ok: false, why: 'failed', incident: '' } : html(story);
    const cache = openCache();
    expect(outcome(await cache.fetch('/en/post/a'))).toContain('stale: <p>Story</p><view-count');
    render = async () => html('Column');
    expect(outcome(await cache.fetch('/en/post/a'))).toContain('hit: <p>Story</p>Column');
  });
});

describe('after a restart', () => {
  /** A process that knows the history from a transaction on. */
  function reopen(touches: Record<string, number> = {}, since = 1, options: Partial<PageCacheOptions> = {}): PageCache {
    const changes = new ChangeLog();
    changes.addHistory(new Map(Object.entries(touches)), since);
    return openCache({ changes, ...options });
  }

  it('renders only what was touched meanwhile', async () => {
    transaction = 10;
    const first = reopen();
    for (const address of ['/en', '/en/post/a', '/en/post/b']) await first.fetch(address);
    await first.flush();
    rendered = [];
    transaction = 20;
    const second = reopen({ '/en/post/b': 15, '/en': 9, elsewhere: 19 });
    for (const address of ['/en', '/en/post/a', '/en/post/b']) await second.fetch(address);
    expect(rendered).toEqual(['/en/post/b']);
  });

  it('renders again where the history is too short, the database another or the program another', async () => {
    transaction = 10;
    const first = reopen();
    await first.fetch('/en');
    await first.flush();
    const strangers = [
      () => reopen({}, 12),
      () => openCache(),
      () => reopen({}, 1, { build: 'another' }),
      () => reopen({}, 1, { position: () => ({ transaction: 30, timeline: 'another' }) }),
      () => reopen({}, 1, { position: () => undefined }),
    ];
    for (const stranger of strangers) {
      rendered = [];
      const cache = stranger();
      expect(outcome(await cache.fetch('/en'))).toBe('miss: page /en');
      expect(rendered).toEqual(['/en']);
      await cache.flush();
      // As it was.
      const again = reopen();
      await again.fetch('/en');
      await again.flush();
    }
  });

  it('what was touched between its rendering and the disk is not right there', async () => {
    const cache = reopen();
    const release = holdRenders();
    const request = cache.fetch('/en');
    await untilRendered(1);
    cache.invalidate(touch('/en'));
    release(() => html('old'));
    expect(outcome(await request)).toBe('stale: old');
    await cache.flush();
    render = async () => html('new');
    expect(outcome(await reopen().fetch('/en'))).toBe('miss: new');
  });
});

describe('when a page cannot be rendered', () => {
  it('serves it stale', async () => {
    const cache = openCache();
    await cache.fetch('/en');
    cache.invalidate(touch('site'));
    render = async () => ({ ok: false, why: 'failed', incident: 'i' });
    expect(outcome(await cache.fetch('/en'))).toBe('stale: page /en');
    expect(cache.counts).toEqual({ hit: 0, miss: 1, stale: 1, error: 0, uncacheable: 0 });
    render = async () => html('mended');
    expect(outcome(await cache.fetch('/en'))).toBe('miss: mended');
  });

  it('within 150 ms, serves it stale where it lacks no change', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const cache = openCache();
    const old = html('old');
    if (old.ok) old.reads.validUntil = Date.now() - 1;
    render = async () => old;
    await cache.fetch('/en');
    const release = holdRenders();
    const results: string[] = [];
    const requests = [1, 2, 3].map(async () => results.push(outcome(await cache.fetch('/en'))));
    await vi.advanceTimersByTimeAsync(149);
    expect(results).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all(requests);
    expect(results).toEqual(['stale: old', 'stale: old', 'stale: old']);
    expect(rendered).toEqual(['/en', '/en']);
    vi.useRealTimers();
    release(() => html('late'));
    await vi.waitFor(() => expect(textOf(cache.lookup('/en'))).toBe('late'));
  });

  it('waits for it where it lacks a change, however long that takes', async () => {
    const cache = openCache();
    await cache.fetch('/en');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    cache.invalidate(touch('site'));
    const release = holdRenders();
    const results: string[] = [];
    const request = cache.fetch('/en').then((result) => results.push(outcome(result)));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(results).toEqual([]);
    release(() => html('changed'));
    await request;
    expect(results).toEqual(['miss: changed']);
  });

  it('waits for a page from before the restart, of which nobody knows what it lacks', async () => {
    const first = openCache();
    await first.fetch('/en');
    await first.flush();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const release = holdRenders();
    const request = openCache().fetch('/en');
    await untilRendered(2);
    await vi.advanceTimersByTimeAsync(5_000);
    release(() => html('changed meanwhile'));
    expect(outcome(await request)).toBe('miss: changed meanwhile');
  });

  it('waits no longer when the database goes away, and then for no page', async () => {
    let isReachable = true;
    const cache = openCache({ isDatabaseReachable: () => isReachable });
    for (const address of ['/en', '/ru']) await cache.fetch(address);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    cache.invalidate(touch('site'));
    await vi.advanceTimersByTimeAsync(1_000);
    const release = holdRenders();
    const request = cache.fetch('/en');
    await vi.advanceTimersByTimeAsync(1_000);
    isReachable = false;
    await vi.advanceTimersByTimeAsync(100);
    expect(outcome(await request)).toBe('stale: page /en');
    rendered = [];
    expect(outcome(await cache.fetch('/ru'))).toBe('stale: page /ru');
    expect(rendered).toEqual([]);
    release(() => html('later'));
  });

  it('because the database is unreachable, serves all pages stale at once for a second', async () => {
    const cache = openCache();
    for (const address of ['/en', '/ru']) await cache.fetch(address);
    cache.invalidate(touch('site'));
    render = async () => unreachable;
    await cache.fetch('/en');
    rendered = [];
    expect(outcome(await cache.fetch('/ru'))).toBe('stale: page /ru');
    expect(rendered).toEqual([]);
    expect(cache.isServingStale).toBe(true);
  });

  it('and is not cached, says why', async () => {
    render = async () => unreachable;
    const cache = openCache();
    expect(outcome(await cache.fetch('/en'))).toBe('unreachable');
    expect(cache.counts).toEqual({ hit: 0, miss: 0, stale: 0, error: 1, uncacheable: 0 });
    render = () => Promise.reject(new Error('Next is gone'));
    const tolerant = openCache({ onError: () => {} });
    expect(outcome(await tolerant.fetch('/en'))).toBe('failed');
  });

  it('serves it stale from disk after a restart, but no longer than allowed', async () => {
    const first = openCache();
    await first.fetch('/en/post/a');
    await first.fetch('/en/region?before=1-1');
    await first.flush();
    render = async () => unreachable;
    const second = openCache();
    expect(outcome(await second.fetch('/en/post/a'))).toBe('stale: page /en/post/a');
    expect(outcome(await second.fetch('/en/region?before=1-1'))).toBe('stale: page /en/region?before=1-1');
    const strict = openCache({ maxStaleMs: -1 });
    expect(outcome(await strict.fetch('/en/post/a'))).toBe('unreachable');
  });

  it('does not bring a deleted page back from disk', async () => {
    const first = openCache();
    await first.fetch('/en/post/a');
    first.invalidate(touch('/en/post/a'));
    render = async () => html('not there', 404);
    expect(outcome(await first.fetch('/en/post/a'))).toBe('uncacheable: not there');
    await first.flush();
    render = async () => unreachable;
    expect(outcome(await openCache().fetch('/en/post/a'))).toBe('unreachable');
  });
});

it('serves an uncacheable page and does not cache it', async () => {
  render = async () => ({ ...html('half'), cacheable: false }) as RenderResult;
  const cache = openCache();
  expect(outcome(await cache.fetch('/en'))).toBe('uncacheable: half');
  expect(cache.lookup('/en')).toBeUndefined();
  expect(cache.counts).toEqual({ hit: 0, miss: 0, stale: 0, error: 0, uncacheable: 1 });
});

it('serves a current page that memory has no room for from disk, without rendering it', async () => {
  const changes = new ChangeLog();
  changes.addHistory(new Map(), 1);
  const cache = openCache({ changes, maxMemoryBytes: 30_000 });
  const many = Array.from({ length: 30 }, (_, index) => `/en/post/${index}`);
  for (const address of many) await cache.fetch(address);
  await cache.flush();
  expect(cache.size.bytes).toBeLessThanOrEqual(30_000);
  expect(cache.size.pages).toBeLessThan(many.length);
  rendered = [];
  for (const address of many) expect(outcome(await cache.fetch(address))).toBe(`hit: page ${address}`);
  expect(rendered).toEqual([]);
  cache.invalidate(touch('site'));
  for (const address of many) await cache.fetch(address);
  expect(rendered).toEqual(many);
});

it('a flood of made-up addresses evicts no real page and stays small', async () => {
  render = async (address) => html(address, address.includes('made-up') ? 404 : 200);
  const cache = openCache({ maxMemoryBytes: 2_000_000 });
  const real = Array.from({ length: 50 }, (_, index) => `/en/post/real-${index}`);
  for (const address of real) await cache.fetch(address);
  for (let index = 0; index < 5_000; index++) await cache.fetch(`/en/post/made-up-${index}`);
  for (let index = 0; index < 500; index++) await cache.fetch(`/en/region?before=${index}-1`);
  for (const address of real) expect(cache.lookup(address)).toBeDefined();
  expect(cache.size.bytes).toBeLessThanOrEqual(2_000_000);
  await cache.flush();
  render = async () => unreachable;
  // One page stands for all of them.
  expect(rendered.filter((address) => /made-up|-\/-/.test(address))).toEqual(['/en/-/-']);
  expect(outcome(await openCache().fetch('/en/post/made-up-1'))).toBe('stale: /en/-/-');
});

it('answers made-up addresses with the same bytes, and shows what is published at one of them at once', async () => {
  const known = new Set<string>();
  render = async (address) => html(address, known.has(address) ? 200 : 404);
  const cache = openCache({ lookUp: async (address) => (known.has(address) ? 'known' : 'absent') });
  const [one, other] = [await cache.fetch('/en/post/news'), await cache.fetch('/en/post/other')];
  expect([one, other].map(outcome)).toEqual(['miss: /en/-/-', 'hit: /en/-/-']);
  if (!one.ok || !other.ok) throw new Error('no answers');
  expect([one.answer.status, one.answer.gzip === other.answer.gzip]).toEqual([404, true]);
  expect([one.answer.keys, other.answer.keys]).toEqual(['site /en/-/- post-news', 'site /en/-/- post-other']);
  known.add('/en/post/news');
  expect(outcome(await cache.fetch('/en/post/news'))).toBe('miss: /en/post/news');
});

it('keeps no list that somebody begins where they like, and no 404 but of stories in other languages', async () => {
  const status = (address: string) => (address.includes('?') ? 200 : 404);
  render = async (address) => html(address, status(address));
  const cache = openCache({ lookUp: async (address) => (address.includes('?') ? 'passing' : 'known') });
  for (const address of ['/en/region?before=1-1', '/share/1-0123456789abcdef.png', '/en/archive/2020-01-01'])
    for (const _ of [1, 2]) expect(outcome(await cache.fetch(address))).toBe(`uncacheable: ${address}`);
  expect(outcome(await cache.fetch('/en/post/russian'))).toBe('miss: /en/post/russian');
  expect(outcome(await cache.fetch('/en/post/russian'))).toBe('hit: /en/post/russian');
  expect(cache.size.pages).toBe(1);
});

it('turns away pages beyond the 400 that may wait, and renders those in the cache before them', async () => {
  const cache = openCache();
  await cache.fetch('/en');
  cache.invalidate(touch('site'));
  const release = holdRenders();
  const flood = Array.from({ length: 1_000 }, (_, index) => cache.fetch(`/en/post/old-${index}`));
  // Two are being rendered, 400 wait.
  const turnedAway = () => cache.counts.error;
  await vi.waitFor(() => expect(turnedAway()).toBe(598));
  const real = cache.fetch('/en');
  release(html);
  await real;
  const outcomes = (await Promise.all(flood)).map((result) => (result.ok ? result.cacheStatus : result.why));
  expect(outcomes.filter((found) => found === 'busy')).toHaveLength(598);
  expect(outcomes.filter((found) => found === 'miss')).toHaveLength(402);
  // The first time before the flood, then after the two that were being rendered.
  expect(rendered.flatMap((address, index) => (address === '/en' ? [index] : []))).toEqual([0, 3]);
});

describe('answers of the API', () => {
  it('evict no page, and what somebody types is never on disk', async () => {
    const cache = openCache({ maxMemoryBytes: 2_000_000 });
    const real = Array.from({ length: 50 }, (_, index) => `/en/post/real-${index}`);
    for (const address of real) await cache.fetch(address);
    for (let index = 0; index < 500; index++) {
      await cache.fetch(`/api/search/suggest?language=en&q=${index}`);
      await cache.fetch(`/api/articles/en/${index}`);
    }
    for (const address of real) expect(cache.lookup(address)).toBeDefined();
    await cache.flush();
    render = async () => unreachable;
    const next = openCache();
    expect(outcome(await next.fetch('/api/search/suggest?language=en&q=499'))).toBe('unreachable');
    expect(outcome(await next.fetch('/api/articles/en/499'))).toBe('stale: page /api/articles/en/499');
  });

  it('are never older than they say, however long the new one takes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const withViews = (text: string): RenderResult => {
      const result = html(text);
      return result.ok ? { ...result, reads: { ...result.reads, validUntil: Date.now() + 50_000 } } : result;
    };
    render = async () => withViews('1 view');
    const cache = openCache();
    await cache.fetch('/api/articles/en/a');
    expect(outcome(await cache.fetch('/api/articles/en/a'))).toBe('hit: 1 view');
    vi.setSystemTime(Date.now() + 50_000);
    render = async () => {
      await new Promise((later) => setTimeout(later, 300));
      return withViews('2 views');
    };
    expect(outcome(await cache.fetch('/api/articles/en/a'))).toBe('miss: 2 views');
  });
});

it('renders nothing for readers who have gone, unless somebody else waits for the same page', async () => {
  const cache = openCache();
  const release = holdRenders();
  const others = ['/en', '/ru'].map((address) => cache.fetch(address));
  await untilRendered(2);
  const [gone, staying] = [new AbortController(), new AbortController()];
  const left = ['/en/post/a', '/en/post/b'].map((address) => cache.fetch(address, { signal: gone.signal }));
  const stayed = cache.fetch('/en/post/b', { signal: staying.signal });
  await new Promise((done) => setImmediate(done));
  gone.abort();
  await left[0];
  const again = cache.fetch('/en/post/c', { signal: staying.signal });
  release(html);
  await Promise.all([...others, ...left, again]);
  expect(outcome(await stayed)).toBe('miss: /en/post/b');
  expect(rendered).toEqual(['/en', '/ru', '/en/post/b', '/en/post/c']);
});

it('renders a story that has just been published before those that wait longer', async () => {
  const admission = new Admission();
  const admit = vi.spyOn(admission, 'admit');
  const cache = openCache({ admission });
  const release = holdRenders();
  const flood = Array.from({ length: 100 }, (_, index) => cache.fetch(`/en/post/old-${index}`));
  await untilRendered(2);
  cache.invalidate(touch('post-news'));
  await vi.waitFor(() => expect(admit).toHaveBeenCalledTimes(100));
  const news = cache.fetch('/en/post/news');
  await vi.waitFor(() => expect(admit).toHaveBeenCalledTimes(101));
  release(html);
  await Promise.all([...flood, news]);
  expect(rendered[2]).toBe('/en/post/news');
});

it('gives a page that is outdated where a new one cannot have its turn', async () => {
  const cache = openCache();
  const addresses = Array.from({ length: 500 }, (_, index) => `/en/post/${index}`);
  for (const address of addresses) await cache.fetch(address);
  cache.invalidate(touch('site'));
  const release = holdRenders();
  const all = addresses.map((address) => cache.fetch(address));
  const isStale = (result: CacheResult) => result.ok && result.cacheStatus === 'stale';
  // Two are being rendered, 400 wait.
  expect((await Promise.all(all.slice(402))).every(isStale)).toBe(true);
  release(html);
  await Promise.all(all);
});

describe('a disk that is slower than rendering', () => {
  class SlowDisk extends DiskCache {
    written = 0;
    work: () => Promise<void>;
    constructor(work: () => Promise<void>) {
      super(join(folder, 'slow'), 10_000_000, () => {});
      this.work = work;
    }
    override async read(): Promise<undefined> {}
    override async write(): Promise<void> {
      await this.work();
      this.written++;
    }
  }

  it('holds back rendering, so that pages waiting for it do not fill the memory', async () => {
    let finishWrite = () => {};
    const slow = new SlowDisk(() => new Promise((resolve) => (finishWrite = resolve)));
    const cache = openCache({ disk: { main: slow, paginated: slow } });
    // One is being written, 100 wait.
    for (let index = 0; index < 101; index++) await cache.fetch(`/en/post/${index}`);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const next = cache.fetch('/en/post/101');
    // Long enough to be rendered, were it not held back.
    for (let turn = 0; turn < 10; turn++) await new Promise((done) => setImmediate(done));
    expect(rendered).toHaveLength(101);
    finishWrite();
    expect(outcome(await next)).toBe('miss: page /en/post/101');
    vi.useRealTimers();
    slow.work = async () => {};
    finishWrite();
    await cache.flush();
    expect(slow.written).toBe(102);
  });

  it('and one that hangs keeps no page from its reader', async () => {
    let free = () => {};
    const hanging = new SlowDisk(() => new Promise((resolve) => (free = resolve)));
    const errors: string[] = [];
    const cache = openCache({
      disk: { main: hanging, paginated: hanging },
      onError: (message) => errors.push(message),
    });
    for (let index = 0; index < 112; index++) expect(outcome(await cache.fetch(`/en/post/${index}`))).toMatch('miss');
    expect(new Set(errors)).toEqual(new Set(['the disk is too slow; a page is not on disk']));
    hanging.work = async () => {};
    free();
  }, 30_000);
});

describe('while the machine’s clock is set', () => {
  /** A page that is right for half a second more by PostgreSQL's clock. */
  async function cacheOfShortLivedPage(): Promise<PageCache> {
    const begun = Date.now();
    setClock(new Date(begun));
    render = async (address) => {
      const result = html(`page ${address}`);
      return result.ok ? { ...result, reads: { ...result.reads, validUntil: begun + 500 } } : result;
    };
    const cache = openCache();
    await cache.fetch('/en');
    return cache;
  }

  it('a page that is right is given out all the same when it goes forward', async () => {
    const cache = await cacheOfShortLivedPage();
    expect(cache.lookup('/en')).toBeDefined();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    expect(cache.lookup('/en')).toBeDefined();
  });

  it('a page is right for no longer when it goes back', async () => {
    const cache = await cacheOfShortLivedPage();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
    expect(cache.lookup('/en')).toBeDefined();
    await new Promise((later) => setTimeout(later, 600));
    expect(cache.lookup('/en')).toBeUndefined();
  });
});
