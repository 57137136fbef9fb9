import { once } from 'node:events';
import { request as connect, createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askedAddress } from '#newsroom/redirects/asked-address';
import { Admission } from '#server/admission';
import type { CacheResult, PageCache } from '#server/cache/page-cache';
import type { OldAddress } from '#server/cache/redirect-look-up';
import { ActionPages } from '#server/http/action-pages';
import { OldAddresses } from '#server/http/old-addresses';
import { RequestHandler } from '#server/http/request-handler';
import { redirectAnswer, wholeAnswer } from '#server/http/whole-answer';

vi.mock('#generated/assets.json', () => ({ default: { speculationRules: '/assets/rules.json' } }));

let server: Server;
/** What the cache has, by address. */
let pages: Map<string, CacheResult>;
/** Where old addresses lead; null: they are gone. */
let table: Map<string, string | null>;
let why: 'unreachable' | 'busy' | undefined;
/** Targets that were looked up, ids that were counted, targets that nothing answered. */
let asked: string[];
let counted: number[];
let unanswered: string[];

const html = (status: number, text: string) =>
  wholeAnswer({ status, headers: { 'content-type': 'text/html' }, body: Buffer.from(text) });

beforeEach(async () => {
  const answers = { '/en': html(200, 'front'), '/en/-/-': html(404, 'absent'), '/ru/-/-': html(404, 'нет') };
  pages = new Map(
    Object.entries({ ...answers, '/en/post/moved': redirectAnswer(308, '/en/post/here') }).map(([address, answer]) => [
      address,
      { ok: true, answer, cacheStatus: 'hit' },
    ]),
  );
  table = new Map();
  why = undefined;
  [asked, counted, unanswered] = [[], [], []];
  const find = (target: string): OldAddress => {
    const address = askedAddress(target)?.addresses.find((one) => table.has(one));
    const location = table.get(address ?? '');
    return address === undefined
      ? { keys: ['redirect-x'] }
      : { found: { id: 7, address, location: location ?? undefined, keys: ['redirect-x', 'story-1'] } };
  };
  const fetch = async (address: string) =>
    pages.get(address) ?? (pages.get(`/${address.split('/')[1]}/-/-`) as CacheResult);
  const cache = { lookup: () => undefined, fetch } as unknown as PageCache;
  const handler = new RequestHandler({
    cache,
    oldAddresses: new OldAddresses({
      lookUp: {
        find: async (target) => {
          asked.push(target);
          return why ? { unasked: why } : find(target);
        },
        lastKnown: (target) => {
          const old = find(target);
          return 'found' in old ? old.found : undefined;
        },
      },
      cache,
      onRedirect: (id) => counted.push(id),
    }),
    onUnanswered: (target) => unanswered.push(target),
    admission: new Admission(),
    renderSearch: async () => ({ ok: false, why: 'failed', incident: '' }),
    renderPreview: async () => ({ ok: false, why: 'failed', incident: '' }),
    next: async (_, response) => void response.end('by Next'),
    actionPages: new ActionPages({}, { node: {} }),
    built: () => false,
    media: () => false,
    findDictionary: async () => undefined,
    scripts: [],
    host: 'news.test',
    isSecure: false,
    trustedProxies: 0,
    health: () => ({ ready: true, database: 'reachable', pages: 'current' }),
    keepAliveMs: 1_000,
    isDraining: () => false,
    changesReadAgo: () => 0,
  });
  server = createServer((request, response) => handler.handle(request, response)).listen(0);
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function get(path: string, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  const [response]: IncomingMessage[] = await once(connect({ port, path, method, agent: false }).end(), 'response');
  const body = (await response?.toArray())?.join('') ?? '';
  const { location, 'surrogate-key': keys, 'cache-control': cacheControl } = response?.headers ?? {};
  return { status: response?.statusCode, location, keys, cacheControl, body };
}

it('leads from an old address to what is there now, without a body, and says until when that is right', async () => {
  table.set('/2018/03/a-story', '/en/post/a-story');
  for (const method of ['GET', 'HEAD']) {
    expect(await get('/2018/03/A-Story/?utm_source=x', method)).toEqual({
      status: 301,
      location: '/en/post/a-story',
      keys: 'redirect-x story-1',
      cacheControl: 'public, max-age=0, s-maxage=1',
      body: '',
    });
  }
  expect([counted, unanswered]).toEqual([[7, 7], []]);
});

it('answers 410 with the page of the language where something is gone', async () => {
  table.set('/ru/closed', null);
  expect(await get('/ru/closed/')).toMatchObject({ status: 410, body: 'нет', keys: 'redirect-x story-1' });
  expect(await get('/ru/closed', 'HEAD')).toMatchObject({ status: 410, body: '' });
});

it('answers 404 where nothing is, with the key of what may come, and counts it', async () => {
  expect(await get('/2018/never/')).toMatchObject({ status: 404, body: 'absent', keys: 'redirect-x' });
  expect(unanswered).toEqual(['/2018/never/']);
});

it('asks nothing of the table for a page that is there, and lets no redirect hide it', async () => {
  table.set('/en', '/elsewhere');
  for (const target of ['/en', '/en?utm_source=x', '/en?before=1-1', '/en?page=2'])
    expect(await get(target)).toMatchObject({ status: 200, body: 'front' });
  expect(asked).toEqual([]);
  expect(await get('/EN/')).toMatchObject({ status: 308, location: '/en' });
});

it('knows pages of former sites by the query of the root and of a front page', async () => {
  table.set('/?p=7', '/en/post/seven').set('/en?p=8', '/en/post/eight').set('/?cat=4', null);
  expect(await get('/?utm_source=x&p=7')).toMatchObject({ status: 301, location: '/en/post/seven' });
  expect(await get('/index.php?p=7')).toMatchObject({ status: 301, location: '/en/post/seven' });
  expect(await get('/en/?p=8')).toMatchObject({ status: 301, location: '/en/post/eight' });
  expect(await get('/?cat=4')).toMatchObject({ status: 410, body: 'absent' });
  // Nothing by that number: the page itself.
  expect(await get('/?p=9')).toMatchObject({ status: 200, body: 'by Next' });
  expect(await get('/en?p=9')).toMatchObject({ status: 200, body: 'front' });
  why = 'busy';
  expect(await get('/en?p=8')).toMatchObject({ status: 200, body: 'front' });
});

it('leads in one hop, also where an address is written otherwise or has changed since', async () => {
  expect(await get('/en/post/moved/')).toMatchObject({ status: 308, location: '/en/post/here' });
  expect(await get('/EN/post/Moved).')).toMatchObject({ status: 308, location: '/en/post/here' });
  // What is likely to be meant comes after what was there once.
  table.set('/en-новости', '/en/old').set('/en/post/moved.html', '/en/post/exact');
  expect(await get('/en/post/moved.html')).toMatchObject({ status: 301, location: '/en/post/exact' });
  expect(await get(`/en${encodeURIComponent('-новости')}`)).toMatchObject({ status: 301, location: '/en/old' });
});

it('leads to the page that is most likely meant, also where an older redirect has its address', async () => {
  table.set('/en', '/elsewhere').set('/en/post/moved', '/elsewhere');
  expect(await get('/en).')).toMatchObject({ status: 308, location: '/en' });
  expect(await get('/en/post/moved,')).toMatchObject({ status: 308, location: '/en/post/here' });
});

it('leads nobody in a circle', async () => {
  table.set('/en/post/gone', '/en/post/gone');
  expect(await get('/en/post/gone')).toMatchObject({ status: 404, body: 'absent' });
});

it('knows files of former sites', async () => {
  table.set('/media/a.jpg', '/media/x/whole-720.jpg').set('/assets/closed.pdf', null);
  expect(await get('/media/a-300x200.jpg')).toMatchObject({ status: 301, location: '/media/x/whole-720.jpg' });
  expect(await get('/assets/closed.pdf')).toMatchObject({ status: 410 });
  expect(await get('/media/b.jpg')).toMatchObject({ status: 404, body: '' });
  expect(unanswered).toEqual(['/media/b.jpg']);
});

it('says that it cannot know while the database is away, but for what it remembers', async () => {
  table.set('/en/remembered', '/en/post/a');
  for (const reason of ['unreachable', 'busy'] as const) {
    why = reason;
    expect(await get('/2018/a/')).toMatchObject({ status: 503, cacheControl: 'no-store' });
  }
  pages.set('/en/remembered', { ok: false, why: 'unreachable', incident: '' });
  expect(await get('/en/remembered')).toMatchObject({ status: 301, location: '/en/post/a' });
  pages.set('/en/other', { ok: false, why: 'unreachable', incident: '' });
  expect(await get('/en/other')).toMatchObject({ status: 503 });
  expect(unanswered).toEqual([]);
});

it('looks up nothing for the newsroom, the API and what is sent to an address', async () => {
  expect(await get('/admin/articles')).toMatchObject({ body: 'by Next' });
  pages.set('/api/articles?language=en', { ok: true, answer: html(404, '{}'), cacheStatus: 'hit' });
  expect(await get('/api/articles?language=en')).toMatchObject({ status: 404, body: '{}' });
  expect(await get('/2018/a/', 'POST')).toMatchObject({ status: 405 });
  expect(asked).toEqual([]);
});
