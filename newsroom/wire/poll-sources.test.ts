import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSiteSettings } from '#e2e/test-data';
import { newsmlItem, rssFeed, startWireServer } from '#e2e/wire-server';
import { hasDueSource, pollDueSources } from '#newsroom/wire/poll-sources';
import { database } from '#platform/database';

let server: Awaited<ReturnType<typeof startWireServer>>;
let folder: string;
const usualFolder = process.env.DATA_DIR;

beforeAll(async () => {
  await createSiteSettings();
  server = await startWireServer();
  folder = await mkdtemp(join(tmpdir(), 'wires-'));
  process.env.DATA_DIR = folder;
});
afterAll(async () => {
  server.close();
  if (usualFolder === undefined) delete process.env.DATA_DIR;
  else process.env.DATA_DIR = usualFolder;
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await database().wireItem.deleteMany();
  await database().wireSource.deleteMany();
  await database().auditEntry.deleteMany();
  server.answers.clear();
  server.asked.length = 0;
});

const add = (address: string) =>
  database().wireSource.create({ data: { name: 'Agency', address, language: 'en', credit: 'Agency' } });
const source = (id: number) => database().wireSource.findUniqueOrThrow({ where: { id } });
const poll = (timeoutMs = 5_000) => pollDueSources({ door: server.door, timeoutMs });
const due = (id: number) => database().wireSource.update({ where: { id }, data: { nextPollAt: new Date(0) } });
const minutesUntil = (at: Date) => Math.round((at.getTime() - Date.now()) / 60_000);
const headlines = async () =>
  (await database().wireItem.findMany({ orderBy: { id: 'asc' } })).map(({ headline }) => headline);

const FEED = rssFeed([['1', 'Rain', 'It rains.']]);

/** Adds a source that answers so, and polls it. */
async function polled(answer: Parameters<typeof server.answers.set>[1], path = '/feed') {
  server.answers.set(path, answer);
  const { id } = await add(server.address(path));
  await poll();
  return source(id);
}

it('takes in what came, and asks the next time only for what has changed', async () => {
  const validators = {
    etag: '"a"',
    'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT',
    'cache-control': 'public, max-age=1800',
  };
  const { id, ...first } = await polled((response) => response.writeHead(200, validators).end(FEED));
  expect(first).toMatchObject({
    format: 'RSS',
    failures: 0,
    trouble: '',
    etag: '"a"',
    leasedUntil: null,
    usualSeconds: null,
  });
  expect(minutesUntil(first.nextPollAt)).toBe(30);
  expect(first.lastItemAt).not.toBeNull();
  expect(await hasDueSource()).toBe(false);
  await poll();
  expect(server.asked).toHaveLength(1);
  server.answers.set('/feed', (response) => response.writeHead(304).end());
  await due(id);
  expect(await hasDueSource()).toBe(true);
  await poll();
  expect(server.asked[1]?.headers).toMatchObject({
    'if-none-match': '"a"',
    'if-modified-since': 'Fri, 20 Nov 2026 10:00:00 GMT',
    'user-agent': expect.stringContaining('http'),
  });
  expect(await source(id)).toMatchObject({ etag: '"a"', failures: 0, lastItemAt: first.lastItemAt });
  expect(await headlines()).toEqual(['Rain']);
});

it('learns how often something comes', async () => {
  const { id } = await polled((response) => response.end(FEED));
  await database().wireSource.update({ where: { id }, data: { lastItemAt: new Date(Date.now() - 3_600_000) } });
  server.say('/feed', rssFeed([['2', 'Snow', 'It snows.']]));
  await due(id);
  await poll();
  const { usualSeconds } = await source(id);
  expect(Math.abs((usualSeconds ?? 0) - 3_600)).toBeLessThan(60);
});

describe('moves', () => {
  it.each([
    [301, true],
    [308, true],
    [302, false],
    [307, false],
  ])('%i moves the address for good: %s', async (status, moves) => {
    server.say('/new', FEED);
    const { address } = await polled(
      (response) => response.writeHead(status, { location: '/new?key=secret' }).end(),
      '/old',
    );
    server.say('/new?key=secret', FEED);
    const { id } = await database().wireSource.findFirstOrThrow();
    await due(id);
    await poll();
    expect(address).toBe(server.address('/old'));
    expect((await source(id)).address).toBe(server.address(moves ? '/new?key=secret' : '/old'));
    expect(await headlines()).toEqual(['Rain']);
    const events = await database().auditEntry.findMany({ where: { event: 'source.moved' } });
    expect(events).toHaveLength(moves ? 1 : 0);
    expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain('secret');
  });

  it('stays where a page stands in place of the feed, and where another source is', async () => {
    server.say('/page', '<html>Buy this domain</html>');
    const { address, trouble } = await polled((response) => response.writeHead(301, { location: '/page' }).end());
    expect([address, trouble]).toEqual([server.address('/feed'), 'unknown-format']);
    server.say('/same', FEED);
    await add(server.address('/same'));
    server.answers.set('/feed', (response) => response.writeHead(301, { location: '/same' }).end());
    const { id } = await database().wireSource.findFirstOrThrow({ where: { address } });
    await due(id);
    await poll();
    expect(await source(id)).toMatchObject({ address, trouble: '', failures: 0 });
  });

  it('follows an address in letters of another script', async () => {
    const path = `/${encodeURIComponent('новости')}`;
    server.say(path, FEED);
    const location = Buffer.from('/новости').toString('latin1');
    const { address } = await polled((response) => response.writeHead(301, { location }).end());
    expect(address).toBe(server.address(path));
  });

  it('is not led into a private network', async () => {
    const { trouble, failures } = await polled((response) =>
      response.writeHead(302, { location: 'http://127.0.0.1/' }).end(),
    );
    expect([trouble, failures]).toEqual(['not-public', 1]);
  });

  it('follows no circle', async () => {
    const { trouble } = await polled((response) => response.writeHead(302, { location: '/feed' }).end());
    expect(trouble).toBe('status');
    expect(server.asked.length).toBeLessThan(10);
  });
});

describe('trouble', () => {
  it('410 stops the source, with a note', async () => {
    const { id, state, trouble } = await polled((response) => response.writeHead(410).end());
    expect([state, trouble]).toEqual(['stopped', 'gone']);
    expect(await database().auditEntry.findMany()).toMatchObject([
      { event: 'source.stopped', resourceId: String(id), title: 'Agency' },
    ]);
    await due(id);
    await poll();
    expect(server.asked).toHaveLength(1);
  });

  it('waits as Retry-After says, and twice as long after each failure', async () => {
    const { id, ...first } = await polled((response) => response.writeHead(429, { 'retry-after': '7200' }).end());
    expect(first).toMatchObject({ trouble: 'status', troubleDetail: '429', failures: 1, lastSuccessAt: null });
    expect(minutesUntil(first.nextPollAt)).toBe(120);
    server.answers.set('/feed', (response) => response.writeHead(503).end());
    await due(id);
    await poll();
    expect(minutesUntil((await source(id)).nextPollAt)).toBe(40);
    server.say('/feed', FEED);
    await due(id);
    await poll();
    expect(await source(id)).toMatchObject({ failures: 0, trouble: '' });
  });

  it('gives up on a server that is too slow, or is not there', async () => {
    server.answers.set('/slow', (response) => response.writeHead(200).write('<rss>'));
    const { id } = await add(server.address('/slow'));
    await poll(200);
    expect(await source(id)).toMatchObject({ trouble: 'unreachable', failures: 1, leasedUntil: null });
    const { id: other } = await add('http://agency.example:1/feed');
    await poll();
    expect(await source(other)).toMatchObject({ trouble: 'unreachable', troubleDetail: 'ECONNREFUSED' });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('reads %s, and no bomb in it', async (encoding, compress) => {
    const headers = { 'content-encoding': encoding };
    const { id } = await polled((response) => response.writeHead(200, headers).end(compress(FEED)));
    expect(await headlines()).toEqual(['Rain']);
    server.say('/feed', compress(Buffer.alloc(40_000_000, ' ')), headers);
    await due(id);
    await poll();
    expect(await source(id)).toMatchObject({ trouble: 'too-large', failures: 1 });
  });

  it('says that the source could not be read, and takes nothing of a part', async () => {
    const { trouble } = await polled((response) =>
      response.end(newsmlItem('a', { version: 1, headline: 'A', text: 'B' }).slice(0, -12)),
    );
    expect(trouble).toBe('cut-off');
    expect(await headlines()).toEqual([]);
  });

  it('says where there was no text', async () => {
    const item = newsmlItem('a', { version: 1, headline: 'A', text: 'B' }).replace('ninat:text', 'ninat:picture');
    expect(await polled((response) => response.end(item))).toMatchObject({
      trouble: 'no-text',
      failures: 0,
      format: 'NewsML-G2',
    });
  });

  it('reads letters by the charset of the server', async () => {
    const words = [...rssFeed([['1', 'Дождь', 'Дождь идёт']])];
    const letters = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    const bytes = Uint8Array.from(words.map((letter) => letters.indexOf(letter)));
    await polled((response) =>
      response.writeHead(200, { 'content-type': 'text/xml; charset=windows-1251' }).end(bytes),
    );
    expect(await headlines()).toEqual(['Дождь']);
  });
});

it('is asked by one of several that ask at once', async () => {
  server.answers.set('/feed', (response) => setTimeout(() => response.end(FEED), 100));
  await add(server.address('/feed'));
  await Promise.all([poll(), poll(), poll()]);
  expect(server.asked).toHaveLength(1);
});

it('is asked by another when whoever had it is gone', async () => {
  server.say('/feed', FEED);
  const { id } = await add(server.address('/feed'));
  await database().wireSource.update({ where: { id }, data: { leasedUntil: new Date(Date.now() + 60_000) } });
  await poll();
  expect(server.asked).toHaveLength(0);
  await database().wireSource.update({ where: { id }, data: { leasedUntil: new Date(Date.now() - 1) } });
  await poll();
  expect(await headlines()).toEqual(['Rain']);
});

it('does not write over a source that was changed meanwhile', async () => {
  server.answers.set('/feed', async (response) => {
    await database().wireSource.updateMany({
      data: { address: server.address('/other'), leasedUntil: null, state: 'paused' },
    });
    response.writeHead(200, { etag: '"old"' }).end(FEED);
  });
  const { id } = await add(server.address('/feed'));
  await poll();
  expect(await source(id)).toMatchObject({ etag: '', address: server.address('/other') });
});

describe('folders', () => {
  const file = async (name: string, content: string, at = 1_700_000_000) => {
    const path = join(folder, 'wires/agency', name);
    await writeFile(path, content);
    await utimes(path, at, at);
  };

  beforeEach(() => mkdir(join(folder, 'wires/agency'), { recursive: true }));

  it('takes in whole files, the oldest first, and keeps those that it cannot read', async () => {
    await file('2.xml', newsmlItem('a', { version: 2, headline: 'Second', text: 'Two' }), 1_700_000_002);
    await file('1.xml', newsmlItem('a', { version: 1, headline: 'First', text: 'One' }), 1_700_000_001);
    await file('3.json', JSON.stringify({ uri: 'b', headline: 'Third', body_text: 'Three' }));
    await file('broken.xml', 'nothing');
    await file('coming.xml.part', 'half');
    await writeFile(join(folder, 'wires/agency/fresh.xml'), '<newsItem');
    const { id } = await add('folder:agency');
    await poll();
    expect(await database().wireItem.findMany({ orderBy: { guid: 'asc' } })).toMatchObject([
      { guid: 'a', version: 2, headline: 'Second' },
      { guid: 'b' },
    ]);
    expect((await readdir(join(folder, 'wires/agency'))).sort()).toEqual(['coming.xml.part', 'fresh.xml', 'refused']);
    expect(await readdir(join(folder, 'wires/agency/refused'))).toEqual(['broken.xml']);
    expect(await source(id)).toMatchObject({ trouble: 'files-refused', troubleDetail: 'broken.xml (unknown-format)' });
  });

  it('leaves a folder to the machine that has it, and says after a while that none has', async () => {
    const { id } = await add('folder:elsewhere');
    expect(await hasDueSource()).toBe(false);
    await poll();
    expect((await source(id)).lastPollAt).toBeNull();
    await due(id);
    await poll();
    expect(await source(id)).toMatchObject({ trouble: 'no-folder', troubleDetail: 'elsewhere' });
  });
});
