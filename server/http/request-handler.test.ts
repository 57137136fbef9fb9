import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { Admission } from '#server/admission';
import { type Answer, assemble } from '#server/cache/answer';
import type { PageCache } from '#server/cache/page-cache';
import { ActionPages } from '#server/http/action-pages';
import { OldAddresses } from '#server/http/old-addresses';
import { RequestHandler } from '#server/http/request-handler';
import { createPage, type RenderResult } from '#server/rendering/page';

vi.mock('#generated/assets.json', () => ({ default: { speculationRules: '/assets/rules.json' } }));

let server: Server;
/** Addresses that Next was asked for. */
let asked: string[];
let answerAll: () => void;
let admit: MockInstance<Admission['admit']>;

let handler: RequestHandler;
let held: Answer | undefined;
let changesReadAgo = 0;

const PAGE: RenderResult = {
  ok: true,
  response: { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<p>found</p>') },
  reads: { keys: new Set(), validUntil: Infinity },
  cacheable: true,
};

beforeEach(async () => {
  const addresses: string[] = [];
  asked = addresses;
  const { promise, resolve } = Promise.withResolvers<void>();
  answerAll = resolve;
  const waitFor = async (address: string) => {
    addresses.push(address);
    await promise;
  };
  const admission = new Admission();
  admit = vi.spyOn(admission, 'admit');
  held = undefined;
  changesReadAgo = 0;
  handler = new RequestHandler({
    cache: { lookup: () => held } as unknown as PageCache,
    oldAddresses: new OldAddresses({
      lookUp: { find: async () => ({ keys: [] }), lastKnown: () => undefined },
      cache: { fetch: async () => ({ ok: false, why: 'failed', incident: '' }) },
      onRedirect: () => {},
    }),
    onUnanswered: () => {},
    admission,
    renderSearch: async (address) => {
      await waitFor(address);
      return PAGE;
    },
    renderPreview: async () => PAGE,
    next: async (request, response) => {
      await waitFor(request.url ?? '');
      response.end('{}');
    },
    actionPages: new ActionPages({}, { node: {} }),
    built: () => false,
    media: () => false,
    findDictionary: async () => undefined,
    scripts: [],
    host: 'news.test',
    isSecure: false,
    trustedProxies: 1,
    health: () => ({ ready: true, database: 'reachable', pages: 'current' }),
    keepAliveMs: 1_000,
    isDraining: () => false,
    changesReadAgo: () => changesReadAgo,
  });
  server = createServer((request, response) => handler.handle(request, response)).listen(0);
  await once(server, 'listening');
});
afterEach(() => {
  answerAll();
  server.closeAllConnections();
  server.close();
});

type Sent = { status: Promise<number>; response: Promise<IncomingMessage>; leave(): void };

/** Sends a request on a connection of its own, from an IP address. */
function send(path: string, from: string, method = 'GET'): Sent {
  const { port } = server.address() as AddressInfo;
  const headers = { 'x-forwarded-for': from };
  const request = get({ port, path, method, headers, agent: false });
  const response = once(request, 'response').then(([message]: IncomingMessage[]) => message as IncomingMessage);
  const status = response.then((message) => message.resume().statusCode ?? 0);
  status.catch(() => {});
  response.catch(() => {});
  return { status, response, leave: () => request.destroy() };
}

async function textOf(message: IncomingMessage): Promise<string> {
  return (await message.toArray()).join('');
}

it.each([
  ['/en/search?q=water', 'GET', 102, 'text/html; charset=utf-8'],
  ['/api/views?articles=1', 'GET', 102, 'application/problem+json'],
  ['/api/views', 'POST', 550, 'application/problem+json'],
  ['/', 'GET', 204, 'text/html; charset=utf-8'],
])('%s (%s) beyond %d is told at once to come again', async (path, method, limit, type) => {
  const sent = Array.from({ length: limit }, (_, index) => send(path, `10.${index % 250}.${index >> 8}.1`, method));
  await vi.waitFor(() => expect(admit).toHaveBeenCalledTimes(limit), 10_000);
  const refused = await send(path, '192.0.2.1', method).response;
  const { 'retry-after': retryAfter, 'content-type': contentType } = refused.headers;
  expect([refused.statusCode, retryAfter, contentType]).toEqual([503, '5', type]);
  expect(await textOf(refused)).not.toMatch(/database/i);
  expect(admit.mock.settledResults.filter((one) => one.type === 'fulfilled')).toHaveLength(1);
  answerAll();
  await Promise.allSettled(sent.map(({ status }) => status));
});

it('does nothing for readers who have gone', async () => {
  const [first, second] = [send('/en/search?q=1', '192.0.2.1'), send('/en/search?q=2', '192.0.2.2')];
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  const gone = Array.from({ length: 20 }, (_, index) => send(`/en/search?q=gone-${index}`, '192.0.2.3'));
  const stays = send('/en/search?q=stays', '198.51.100.1');
  await vi.waitFor(() => expect(admit).toHaveBeenCalledTimes(23), 5_000);
  for (const { leave } of gone) leave();
  await vi.waitFor(async () => expect(await connections()).toBe(3), 5_000);
  answerAll();
  expect(await Promise.all([first, second, stays].map(({ status }) => status))).toEqual([200, 200, 200]);
  expect(asked.toSorted()).toEqual(['/en/search?q=1', '/en/search?q=2', '/en/search?q=stays']);
});

it('bounds what one block of addresses may have under way, and nobody else', async () => {
  const flood = Array.from({ length: 40 }, (_, index) => send(`/en/search?q=${index}`, `192.0.2.${index}`));
  const other = send('/en/search?q=other', '198.51.100.7');
  const api = send('/api/views?articles=1', '192.0.2.200');
  const views = Array.from({ length: 40 }, () => send('/api/views', '192.0.2.7', 'POST'));
  const done: number[] = [];
  for (const { status } of flood) void status.then((code) => done.push(code));
  await vi.waitFor(() => expect(done).toEqual(Array.from({ length: 15 }, () => 429)));
  answerAll();
  expect(await Promise.all([other.status, api.status])).toEqual([200, 200]);
  // Readers behind one address have one each.
  expect(new Set(await Promise.all(views.map(({ status }) => status)))).toEqual(new Set([200]));
  const statuses = await Promise.all(flood.map(({ status }) => status));
  expect(statuses.filter((status) => status === 200)).toHaveLength(25);
});

function connections(): Promise<number> {
  return new Promise((done, failed) => server.getConnections((error, count) => (error ? failed(error) : done(count))));
}

it('tells caches in front not to keep a page while it may lack a change', async () => {
  const page = { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<p>found</p>') };
  held = assemble(createPage(page, 0), []).answer;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/en`;
  const request = { target: '/en', headers: {} };
  const kept = 'max-age=1, stale-while-revalidate=10, stale-if-error=86400';
  const ask = async () => (await fetch(url)).headers.get('cdn-cache-control');
  expect(await ask()).toBe(kept);
  expect(String(handler.answerAtOnce(request))).toContain(`cdn-cache-control: ${kept}\r\n`);
  changesReadAgo = 950;
  expect(await ask()).toBe('max-age=1, stale-if-error=86400');
  expect(handler.answerAtOnce(request)).toBeUndefined();
  changesReadAgo = 500;
  expect(await ask()).toBe(kept);
});
