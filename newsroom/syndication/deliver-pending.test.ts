import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { publishEntry } from '#newsroom/live/publish-entry';
import { beginEntry } from '#newsroom/live/save-entry';
import { countUntold } from '#newsroom/syndication/count-untold';
import { sendIndexNow } from '#newsroom/syndication/send-index-now';
import { sendToHub } from '#newsroom/syndication/send-to-hub';
import { database } from '#platform/database';
import { post } from '#platform/http-client';

const KEY = '0123456789abcdef';

// A small IndexNow and hub of our own.
const received: { headers: IncomingHttpHeaders; body: string }[] = [];
let answer: { status: number; headers?: Record<string, string> } = { status: 200 };
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push({ headers: request.headers, body });
  response.writeHead(answer.status, answer.headers).end();
});

beforeAll(async () => {
  await createSiteSettings();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  process.env.INDEX_NOW_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/indexnow`;
});
afterAll(() => server.close());

beforeEach(async () => {
  received.length = 0;
  answer = { status: 200 };
  await database().outsideListener.deleteMany();
  await database().siteSettings.update({ where: { id: 1 }, data: { indexNowKey: KEY, hubUrl: null } });
  // The first time it only learns where the outbox stands.
  expect(await sendIndexNow()).toBeUndefined();
});

/** What has been submitted, in the order of the alphabet, each submission by itself. */
const submitted = () =>
  received.map(({ body }) =>
    (JSON.parse(body).urlList as string[]).map((url) => url.replace('https://news.test', '')).sort(),
  );

/** As if so many seconds had gone by. */
const wait = (seconds: number) =>
  database().$executeRaw`UPDATE outside_listener SET due_at = due_at - make_interval(secs => ${seconds}::int)`;

it('submits what came, moved and went, each once', async () => {
  const { articles } = await createStory({ slugs: { en: 'came', hy: 'ekav' } });
  await createStory({ slugs: { en: 'nobody-sees-this' }, state: 'draft' });
  expect(await sendIndexNow()).toEqual({ ok: true });
  expect(submitted()).toEqual([['/arm/post/ekav', '/en/post/came']]);
  expect(received[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(JSON.parse(String(received[0]?.body))).toMatchObject({ host: 'news.test', key: KEY });

  await database().article.update({ where: { id: articles.en }, data: { slug: 'moved' } });
  await database().article.update({ where: { id: articles.hy }, data: { state: 'withdrawn' } });
  expect(await sendIndexNow()).toEqual({ ok: true });
  expect(await sendIndexNow()).toBeUndefined();
  expect(submitted().slice(1)).toEqual([['/arm/post/ekav', '/en/post/came', '/en/post/moved']]);
});

it('is off without a key', async () => {
  await database().siteSettings.update({ where: { id: 1 }, data: { indexNowKey: null } });
  await createStory({ slugs: { en: 'quiet' } });
  expect(await sendIndexNow()).toBeUndefined();
  expect(received).toEqual([]);
});

it('tries again later, longer each time, and loses nothing', async () => {
  answer = { status: 500 };
  await createStory({ slugs: { en: 'first' } });
  expect(await sendIndexNow()).toEqual({ ok: false, why: 'status 500' });
  expect(await sendIndexNow()).toBeUndefined();
  await wait(29);
  expect(await sendIndexNow()).toBeUndefined();
  await wait(2);
  expect(await sendIndexNow()).toMatchObject({ ok: false });
  await wait(31);
  expect(await sendIndexNow()).toBeUndefined();
  await wait(30);
  await createStory({ slugs: { en: 'second' } });
  answer = { status: 202 };
  expect(await sendIndexNow()).toEqual({ ok: true });
  expect(submitted()).toEqual([['/en/post/first'], ['/en/post/first'], ['/en/post/first', '/en/post/second']]);
});

it('waits as long as it is asked to, and never for ever', async () => {
  answer = { status: 429, headers: { 'retry-after': '600' } };
  await createStory({ slugs: { en: 'too-many' } });
  expect(await sendIndexNow()).toEqual({ ok: false, why: 'status 429', retryAfterSeconds: 600 });
  await wait(590);
  expect(await sendIndexNow()).toBeUndefined();
  await database().$executeRaw`UPDATE outside_listener SET failures = 40, due_at = now()`;
  answer = { status: 500 };
  expect(await sendIndexNow()).toMatchObject({ ok: false });
  await wait(3_601);
  expect(await sendIndexNow()).toMatchObject({ ok: false });
});

it('fails calmly where nobody listens', async () => {
  const address = process.env.INDEX_NOW_URL;
  process.env.INDEX_NOW_URL = 'http://127.0.0.1:1/';
  await createStory({ slugs: { en: 'unheard' } });
  expect(await sendIndexNow()).toEqual({ ok: false, why: expect.stringMatching(/ECONNREFUSED|bad port/) });
  process.env.INDEX_NOW_URL = address;
});

it('is done by one of several that try at once', async () => {
  await createStory({ slugs: { en: 'contested' } });
  await Promise.all([sendIndexNow(), sendIndexNow(), sendIndexNow()]);
  expect(submitted()).toEqual([['/en/post/contested']]);
});

it('misses nothing that commits late', async () => {
  const late = database().$transaction(async (transaction) => {
    const { id } = await transaction.article.findFirstOrThrow({ where: { slug: 'contested' }, select: { id: true } });
    await transaction.article.update({ where: { id }, data: { headline: 'Changed, but not yet for all' } });
    await createStory({ slugs: { en: 'overtaking' } });
    expect(await sendIndexNow()).toEqual({ ok: true });
    expect(submitted()).toEqual([['/en/post/overtaking']]);
  });
  await late;
  expect(await sendIndexNow()).toEqual({ ok: true });
  expect(submitted()).toEqual([['/en/post/overtaking'], ['/en/post/contested']]);
});

it('the hub hears of every feed that shows what has changed', async () => {
  await database().siteSettings.update({ where: { id: 1 }, data: { hubUrl: process.env.INDEX_NOW_URL ?? null } });
  expect(await sendToHub(post)).toBeUndefined();
  await createStory({ slugs: { hy: 'norutyun' } });
  expect(await sendToHub(post)).toEqual({ ok: true });
  expect(await sendToHub(post)).toBeUndefined();
  expect(received).toHaveLength(1);
  const form = new URLSearchParams(received[0]?.body);
  expect(form.get('hub.mode')).toBe('publish');
  const lists = ['', '/arm', '/arm/author/anna', '/arm/region', '/arm/tag/water'];
  expect(form.getAll('hub.url').sort()).toEqual(
    lists
      .flatMap((list) => ['feed.xml', 'atom.xml', 'feed.json'].map((file) => `https://news.test${list}/${file}`))
      .sort(),
  );
});

it('live blogs with new entries are told of: their pages, and the hub of their feeds, in the languages concerned', async () => {
  await database().siteSettings.update({ where: { id: 1 }, data: { hubUrl: process.env.INDEX_NOW_URL ?? null } });
  const { storyId } = await createStory({ kind: 'live', slugs: { en: 'floods', ru: 'pavodki' } });
  await sendIndexNow();
  await sendToHub(post);
  received.length = 0;
  const writer = await actorFor('author', 'Arthur');
  const begun = await beginEntry(writer, storyId, {
    ...{ token: 'first-entry', language: 'en', base: 0 },
    text: { title: 'Dam holds', body: [] },
  });
  if (!begun.ok) throw new Error(begun.why);
  // A draft is nobody's news.
  expect([await sendIndexNow(), await sendToHub(post)]).toEqual([undefined, undefined]);
  await publishEntry(writer, begun.entryId, { language: 'en', version: 1 });
  expect([await sendIndexNow(), await sendToHub(post)]).toEqual([{ ok: true }, { ok: true }]);
  const [page, hub] = received.map(({ body }) => body);
  expect(JSON.parse(page ?? '').urlList).toEqual(['https://news.test/en/post/floods']);
  expect(new URLSearchParams(hub).getAll('hub.url')).toEqual(
    ['feed.xml', 'atom.xml', 'feed.json'].map((file) => `https://news.test/en/post/floods/${file}`),
  );
});

it('a hub inside the own network is not told', async () => {
  await database().siteSettings.update({ where: { id: 1 }, data: { hubUrl: process.env.INDEX_NOW_URL ?? null } });
  await sendToHub();
  await createStory({ slugs: { hy: 'nerqin' } });
  expect(await sendToHub()).toEqual({ ok: false, why: expect.stringContaining('not on the internet') });
  expect(received).toEqual([]);
});

it('counts what each has not been told of', async () => {
  await createStory({ slugs: { en: 'untold' } });
  const { 'index-now': before = 0 } = await countUntold();
  expect(before).toBeGreaterThan(0);
  expect(await sendIndexNow()).toEqual({ ok: true });
  expect(await countUntold()).toEqual({ 'index-now': 0 });
});
