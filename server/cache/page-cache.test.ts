import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DiskCache } from '#server/cache/disk-cache';
import { type Made, PageCache, type PageCacheOptions, type Served } from '#server/cache/page-cache';

let folder: string;
let asked: string[];
let texts: Map<string, string>;
let next: (address: string) => Promise<Made>;
let opened: PageCache[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'news-portal-store-'));
  asked = [];
  opened = [];
  texts = new Map();
  next = async (address) => html(texts.get(address) ?? `page ${address}`);
});
afterEach(async () => {
  vi.useRealTimers();
  for (const store of opened) await store.settle();
  rmSync(folder, { recursive: true, force: true });
});

function html(text: string, status = 200): Made {
  return {
    ok: true,
    answer: { status, headers: { 'content-type': 'text/html' }, body: Buffer.from(text) },
    finished: true,
  };
}

const away: Made = { ok: false, why: 'unreachable', incident: 'i' };

function openStore(options: Partial<PageCacheOptions> = {}): PageCache {
  const copies = (name: string) => new DiskCache(join(folder, name), 10_000_000, () => {});
  const store = new PageCache({
    ask: (address) => {
      asked.push(address);
      return next(address);
    },
    copies: { lasting: copies('lasting'), later: copies('later') },
    memory: 10_000_000,
    keptFor: 3_600_000,
    trouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
    ...options,
  });
  opened.push(store);
  return store;
}

function said(served: Served): string {
  return served.ok ? `${served.how}: ${served.page.bodies.identity}` : served.why;
}

const article = (slug: string) => [{ concerns: 'article', language: 'en', slug }] as const;

it('asks for a page once and keeps it', async () => {
  const store = openStore();
  expect(store.find('/en')).toBeUndefined();
  expect(said(await store.get('/en'))).toBe('made: page /en');
  expect(said(await store.get('/en'))).toBe('kept: page /en');
  expect(store.find('/en')?.bodies.identity.toString()).toBe('page /en');
  expect(asked).toEqual(['/en']);
});

it('of many who want the same page at once one asks', async () => {
  next = async (address) => {
    await sleep(50);
    return html(address);
  };
  const store = openStore();
  const all = await Promise.all(Array.from({ length: 100 }, () => store.get('/ru')));
  expect(new Set(all.map(said))).toEqual(new Set(['made: /ru']));
  expect(asked).toEqual(['/ru']);
});

describe('after a change', () => {
  it('what may show it is asked for again, other languages are not', async () => {
    const store = openStore();
    for (const address of ['/en', '/en/post/a', '/ru', '/arm/post/b']) await store.get(address);
    asked = [];
    store.suspect(article('a'));
    for (const address of ['/en', '/en/post/a', '/ru', '/arm/post/b']) await store.get(address);
    expect(asked).toEqual(['/en', '/en/post/a']);
  });

  it('of a translation only its own page is', async () => {
    const store = openStore();
    for (const address of ['/arm', '/arm/post/b']) await store.get(address);
    asked = [];
    store.suspect([{ concerns: 'translation', language: 'hy', slug: 'b' }]);
    for (const address of ['/arm', '/arm/post/b']) await store.get(address);
    expect(asked).toEqual(['/arm/post/b']);
  });

  it('of how a front page is laid out, that page alone is', async () => {
    const store = openStore();
    for (const address of ['/arm', '/arm/region', '/arm/post/b', '/en']) await store.get(address);
    asked = [];
    store.suspect([{ concerns: 'front', language: 'hy' }]);
    for (const address of ['/arm', '/arm/region', '/arm/post/b', '/en']) await store.get(address);
    expect(asked).toEqual(['/arm']);
  });

  it('of the paper everything is, and so is what belongs to no language, or is not there, after any', async () => {
    next = async (address) => html(address, address.includes('gone') ? 404 : 200);
    const store = openStore();
    const all = ['/en', '/arm/post/b', '/sitemap.xml', '/arm/post/gone'];
    for (const address of all) await store.get(address);
    asked = [];
    store.suspect(article('a'));
    for (const address of all) await store.get(address);
    expect(asked).toEqual(['/en', '/sitemap.xml', '/arm/post/gone']);
    asked = [];
    store.suspect([{ concerns: 'paper' }]);
    for (const address of all) await store.get(address);
    expect(asked).toEqual(all);
  });

  it('a page that was being made when it came is asked for once more', async () => {
    const store = openStore();
    let answer = (_: Made) => {};
    next = () => new Promise((resolve) => (answer = resolve));
    const first = store.get('/en');
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    store.suspect(article('a'));
    answer(html('old'));
    expect(said(await first)).toBe('made: old');
    next = async () => html('new');
    expect(said(await store.get('/en'))).toBe('made: new');
    expect(said(await store.get('/en'))).toBe('kept: new');
  });
});

it('a page is asked for again after a minute, for the counts go on, and goes out meanwhile; after five nobody gets it unasked', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  const store = openStore();
  await store.get('/en');
  vi.advanceTimersByTime(59_000);
  expect(store.find('/en')).toBeDefined();
  vi.advanceTimersByTime(2_000);
  texts.set('/en', 'counted on');
  expect(said(await store.get('/en'))).toBe('kept: page /en');
  await vi.waitFor(() => expect(store.find('/en')?.bodies.identity.toString()).toBe('counted on'));
  expect(asked).toEqual(['/en', '/en']);
  texts.set('/en', 'the next day');
  vi.advanceTimersByTime(301_000);
  expect(said(await store.get('/en'))).toBe('made: the next day');
});

describe('when a page cannot be made', () => {
  it('the last good copy goes out', async () => {
    const store = openStore();
    await store.get('/en');
    store.suspect(article('a'));
    next = async () => ({ ok: false, why: 'failed', incident: 'i' });
    expect(said(await store.get('/en'))).toBe('last-good: page /en');
    expect(store.counts).toMatchObject({ lastGood: 1, failed: 0 });
    next = async () => html('mended');
    expect(said(await store.get('/en'))).toBe('made: mended');
  });

  it('in time, nobody waits longer than 150 ms for one', async () => {
    const store = openStore();
    await store.get('/en');
    store.suspect(article('a'));
    let answer = (_: Made) => {};
    next = () => new Promise((resolve) => (answer = resolve));
    const begun = performance.now();
    expect(new Set((await Promise.all([1, 2, 3].map(() => store.get('/en')))).map(said))).toEqual(
      new Set(['last-good: page /en']),
    );
    expect(performance.now() - begun).toBeLessThan(1_000);
    answer(html('late'));
    await vi.waitFor(() => expect(store.find('/en')?.bodies.identity.toString()).toBe('late'));
  });

  it('in time, a copy of unknown age waits for the new one a little longer', async () => {
    const first = openStore();
    await first.get('/en');
    await first.settle();
    next = async () => {
      await sleep(400);
      return html('changed meanwhile');
    };
    const second = openStore();
    expect(said(await second.get('/en'))).toBe('made: changed meanwhile');
    await second.settle();
    let answer = (_: Made) => {};
    next = () => new Promise((resolve) => (answer = resolve));
    expect(said(await openStore().get('/en'))).toBe('last-good: changed meanwhile');
    answer(html('too late'));
  });

  it('and the database is away, others are not even asked for, for a second', async () => {
    const store = openStore();
    for (const address of ['/en', '/ru']) await store.get(address);
    store.suspect([{ concerns: 'paper' }]);
    next = async () => away;
    await store.get('/en');
    asked = [];
    expect(said(await store.get('/ru'))).toBe('last-good: page /ru');
    expect(asked).toEqual([]);
    expect(store.isServingStale).toBe(true);
  });

  it('and there never was one, it says why', async () => {
    next = async () => away;
    const store = openStore();
    expect(said(await store.get('/en'))).toBe('unreachable');
    next = () => Promise.reject(new Error('Next is gone'));
    const careless = openStore({ trouble: () => {} });
    expect(said(await careless.get('/en'))).toBe('failed');
  });

  it('the copy on disk stands in after a restart, but not for ever', async () => {
    const first = openStore();
    await first.get('/en/post/a');
    await first.get('/en/region?before=1-1');
    await first.settle();
    next = async () => away;
    const second = openStore();
    expect(said(await second.get('/en/post/a'))).toBe('last-good: page /en/post/a');
    expect(said(await second.get('/en/region?before=1-1'))).toBe('last-good: page /en/region?before=1-1');
    const strict = openStore({ keptFor: -1 });
    expect(said(await strict.get('/en/post/a'))).toBe('unreachable');
  });

  it('a page that has gone is not brought back from the disk', async () => {
    const first = openStore();
    await first.get('/en/post/a');
    first.suspect(article('a'));
    next = async () => html('not there', 404);
    expect(said(await first.get('/en/post/a'))).toBe('made: not there');
    await first.settle();
    next = async () => away;
    expect(said(await openStore().get('/en/post/a'))).toBe('unreachable');
  });
});

it('a page that is not finished is given out and not kept', async () => {
  next = async () => ({ ...html('half'), finished: false }) as Made;
  const store = openStore();
  expect(said(await store.get('/en'))).toBe('made: half');
  expect(store.find('/en')).toBeUndefined();
  expect(store.counts.unfinished).toBe(1);
});

it('a page that memory has no room for is right from the disk, without asking', async () => {
  const store = openStore({ memory: 10_000 });
  const many = Array.from({ length: 30 }, (_, index) => `/en/post/${index}`);
  for (const address of many) await store.get(address);
  await store.settle();
  expect(store.size.bytes).toBeLessThanOrEqual(10_000);
  asked = [];
  for (const address of many) expect(said(await store.get(address))).toBe(`kept: page ${address}`);
  expect(asked).toEqual([]);
  store.suspect(article('x'));
  for (const address of many) await store.get(address);
  expect(asked).toEqual(many);
});

it('a flood of made-up addresses evicts no real page and stays small', async () => {
  next = async (address) => html(address, address.includes('made-up') ? 404 : 200);
  const store = openStore({ memory: 2_000_000 });
  const real = Array.from({ length: 50 }, (_, index) => `/en/post/real-${index}`);
  for (const address of real) await store.get(address);
  for (let index = 0; index < 5_000; index++) await store.get(`/en/post/made-up-${index}`);
  for (let index = 0; index < 500; index++) await store.get(`/en/region?before=${index}-1`);
  for (const address of real) expect(store.find(address)).toBeDefined();
  expect(store.size.bytes).toBeLessThanOrEqual(2_000_000);
  await store.settle();
  next = async () => away;
  expect(said(await openStore().get('/en/post/made-up-1'))).toBe('unreachable');
});

it('more made-up addresses than can be made are turned away, real pages go first', async () => {
  const store = openStore();
  await store.get('/en');
  store.suspect(article('a'));
  next = async (address) => {
    await sleep(5);
    return html(address, address === '/en' ? 200 : 404);
  };
  const flood = Array.from({ length: 1_000 }, (_, index) => store.get(`/en/post/made-up-${index}`));
  await store.get('/en');
  await store.settle();
  // Behind those that were being made already, and before all that were waiting.
  expect(asked.indexOf('/en', 1)).toBeLessThan(20);
  const outcome = (await Promise.all(flood)).map((served) => (served.ok ? 'made' : served.why));
  expect(outcome.filter((how) => how === 'busy').length).toBeGreaterThan(400);
  expect(outcome.filter((how) => how === 'made').length).toBeGreaterThan(300);
});

describe('a disk that is slower than pages are made', () => {
  class SlowCopies extends DiskCache {
    written = 0;
    work: () => Promise<void>;
    constructor(work: () => Promise<void>) {
      super(join(folder, 'slow'), 10_000_000, () => {});
      this.work = work;
    }
    override async write(): Promise<void> {
      await this.work();
      this.written++;
    }
  }

  it('slows that down: what is not written yet does not pile up in memory', async () => {
    const slow = new SlowCopies(() => sleep(3));
    const store = openStore({ copies: { lasting: slow, later: slow } });
    let most = 0;
    for (let index = 0; index < 400; index++) {
      await store.get(`/en/post/${index}`);
      most = Math.max(most, asked.length - slow.written);
    }
    expect(most).toBeLessThan(130);
    await store.settle();
    expect(slow.written).toBe(400);
  });

  it('and one that hangs keeps no page from its reader', async () => {
    let free = () => {};
    const hanging = new SlowCopies(() => new Promise((resolve) => (free = resolve)));
    const told: string[] = [];
    const store = openStore({ copies: { lasting: hanging, later: hanging }, trouble: (what) => told.push(what) });
    for (let index = 0; index < 107; index++) expect(said(await store.get(`/en/post/${index}`))).toMatch('made');
    expect(told).toContain('the disk does not keep up; a page has no copy');
    hanging.work = async () => {};
    free();
  }, 30_000);
});
