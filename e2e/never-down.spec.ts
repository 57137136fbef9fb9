import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { openCuttableConnection } from '#e2e/cuttable-connection';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStory } from '#e2e/test-data';
import { anyPort } from '#processes/supervisor/free-port';
import { expect, test } from './browser-test.ts';

// What has been given out once can be had whatever happens behind it.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const PATHS = [
  '/en/post/well',
  '/ru/post/kolodec',
  '/en',
  '/arm',
  '/en/region',
  '/en/archive',
  '/en/feed.xml',
  '/sitemap.xml',
  '/robots.txt',
];

let house: OwnServer;

test.beforeAll(async () => {
  house = await startOwnServer();
  await house.onStage(() => createStory({ slugs: { en: 'well', ru: 'kolodec', hy: 'jrhor' } }));
});
test.afterAll(() => house.close());

/** On a busy machine the first rendering may take longer than readers wait for the database: then it is asked again. */
async function bodies(web: Web): Promise<string[]> {
  return Promise.all(
    PATHS.map(async (path) => {
      for (;;) {
        const response = await fetch(web.origin + path);
        const text = await response.text();
        if (response.status === 200) return text;
        expect([path, response.status]).toEqual([path, 503]);
        await sleep(200);
      }
    }),
  );
}

/** Pages name the server's own address, which is another after each start here. */
const withoutOrigin = (text: string) => text.replace(/http:\/\/localhost:\d+/g, '');

test('with the database stopped, and the web server started anew, every page ever given out is there', async () => {
  const first = await house.startWeb();
  const whole = await bodies(first);
  expect(whole.every((text) => text.length > 50)).toBe(true);

  await house.postgres.pause();
  await sleep(1_000);
  for (const path of PATHS) expect([path, (await fetch(first.origin + path)).status]).toEqual([path, 200]);
  expect(await (await fetch(`${first.origin}/api/health`)).json()).toMatchObject({
    ready: true,
    database: 'unreachable',
  });
  expect((await fetch(`${first.origin}/api/health/ready`)).status).toBe(200);
  expect(first.log()).toContain('the outbox cannot be read');
  expect(await first.stop()).toBe(0);

  const second = await house.startWeb();
  for (const [index, path] of PATHS.entries()) {
    const response = await fetch(second.origin + path);
    expect([path, response.status]).toEqual([path, 200]);
    expect(response.headers.get('cache-status')).toBe('pages; hit; ttl=-1; detail=stale');
    expect(withoutOrigin(await response.text())).toBe(withoutOrigin(whole[index] as string));
  }
  const never = await fetch(`${second.origin}/en/author/anna`);
  expect([never.status, never.headers.get('retry-after')]).toEqual([503, '30']);
  expect(await (await fetch(`${second.origin}/api/health`)).json()).toMatchObject({
    database: 'unreachable',
    pages: 'stale',
  });

  await house.postgres.resume();
  await expect
    .poll(async () => (await fetch(`${second.origin}/en`)).headers.get('cache-status'))
    .not.toContain('stale');
  await expect.poll(async () => (await fetch(`${second.origin}/en/author/anna`)).status).toBe(200);
  expect(second.log()).toContain('the outbox can be read again');
  await second.stop();
});

test('a database that has fallen silent keeps nobody waiting', async () => {
  const wire = await openCuttableConnection(house.postgres.url);
  const first = await house.startWeb({ DATABASE_URL: wire.url });
  await bodies(first);
  await first.stop();
  const second = await house.startWeb({ DATABASE_URL: wire.url });
  wire.silence();
  const begun = performance.now();
  const answers = await Promise.all(PATHS.map((path) => fetch(second.origin + path)));
  // A second at first, on a busy machine; the database itself is given up only after seven.
  expect(performance.now() - begun).toBeLessThan(5_000);
  for (const response of answers) expect(response.status).toBe(200);
  // robots.txt asks the database nothing.
  const stale = answers.filter((response) => response.headers.get('cache-status')?.includes('stale'));
  expect(stale.length).toBeGreaterThanOrEqual(PATHS.length - 1);
  wire.mend();
  await expect
    .poll(async () => (await fetch(`${second.origin}/en`)).headers.get('cache-status'), { timeout: 20_000 })
    .toBe('pages; hit');
  await second.stop();
  await wire.close();
});

test('a copy must not be older than is allowed', async () => {
  const first = await house.startWeb();
  await bodies(first);
  await first.stop();
  await house.postgres.pause();
  const second = await house.startWeb({ PAGES_KEPT_HOURS: '0' });
  expect((await fetch(`${second.origin}/en`)).status).toBe(503);
  await second.stop();
  await house.postgres.resume();
});

test('a reload under load loses no request, and a process that is killed is replaced', async () => {
  const web = await house.startWeb({ WEB_PROCESSES: '2' });
  await bodies(web);
  // The archive's door only leads on, which the load would count as a failure.
  const pages = PATHS.filter((path) => path !== '/en/archive');
  const load = autocannon({
    url: web.origin,
    connections: 20,
    duration: 12,
    requests: pages.map((path) => ({ path })),
  });
  for (let round = 0; round < 2; round++) {
    await sleep(1_000);
    web.child.kill('SIGHUP');
    await expect
      .poll(() => web.log().match(/web process replaced/g)?.length ?? 0, { timeout: 60_000 })
      .toBe(2 * (round + 1));
  }
  const { errors, timeouts, non2xx, requests } = await load;
  expect({ errors, timeouts, non2xx }).toEqual({ errors: 0, timeouts: 0, non2xx: 0 });
  expect(requests.total).toBeGreaterThan(1_000);

  const replacement = [...web.log().matchAll(/"replacement":(\d+)/g)].at(-1)?.[1];
  process.kill(Number(replacement), 'SIGKILL');
  await expect.poll(() => web.log()).toContain('ended unexpectedly; starting another');
  await expect.poll(async () => (await fetch(`${web.origin}/en`)).status).toBe(200);
  expect(await web.stop()).toBe(0);
});

test('a process that runs out of memory is replaced', async () => {
  const web = await house.startWeb({
    WEB_PROCESSES: '2',
    NODE_OPTIONS: `--import ${join(import.meta.dirname, 'greedy-process.ts')}`,
  });
  await bodies(web);
  process.kill(Number(web.workers()[0]), 'SIGUSR2');
  await expect.poll(() => web.log(), { timeout: 60_000 }).toContain('ended unexpectedly; starting another');
  expect(web.log()).toContain('heap out of memory');
  // The other one has answered meanwhile.
  for (let n = 0; n < 4; n++) expect((await fetch(`${web.origin}/en`)).status).toBe(200);
  await expect.poll(() => web.workers().length).toBe(2);
  expect(await web.stop()).toBe(0);
});

test('SIGTERM: says that it leaves, still answers for as long as asked, finishes what is under way', async () => {
  const web = await house.startWeb({ DRAIN_SECONDS: '2' });
  const { articles } = await house.onStage(() => createStory({ slugs: { en: 'read-to-the-end' } }));
  await bodies(web);
  const stopped = web.stop();
  await expect.poll(async () => (await fetch(`${web.origin}/api/health/ready`)).status).toBe(503);
  expect((await fetch(`${web.origin}/api/health/live`)).status).toBe(200);
  expect((await fetch(`${web.origin}/en`)).status).toBe(200);
  await sleep(1_500);
  // Answered only when it is in the database, after the server has stopped listening.
  const report = fetch(`${web.origin}/api/views`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
    body: JSON.stringify({ article: articles.en }),
  });
  expect(await (await report).json()).toMatchObject({ counted: true, views: 1 });
  expect(await stopped).toBe(0);
  await expect(fetch(`${web.origin}/en`)).rejects.toThrow();
});

test('SIGTERM: a client that never reads its answers keeps nothing from ending', async () => {
  const web = await house.startWeb();
  await bodies(web);
  const { hostname, port } = new URL(web.origin);
  const silent = connect(Number(port), hostname).pause();
  silent.on('error', () => {});
  // More than all buffers between the two take in.
  silent.write(`GET /en HTTP/1.1\r\nhost: ${hostname}:${port}\r\n\r\n`.repeat(500));
  await sleep(1_000);
  const begun = performance.now();
  expect(await web.stop()).toBe(0);
  // Ten seconds for requests under way, three for what is to be finished, and those of a busy machine.
  expect(performance.now() - begun).toBeLessThan(20_000);
  silent.destroy();
});

test('metrics of all processes are at an address of their own', async () => {
  const port = await anyPort();
  // With a folder of its own: what is on disk is not rendered again.
  const web = await house.startWeb({ WEB_PROCESSES: '2', METRICS_PORT: String(port), DATA_DIR: `${house.folder}/own` });
  const renders = (text: string) => Number(/^portal_page_render_seconds_count (\d+)/m.exec(text)?.[1]);
  const metrics = () => fetch(`http://127.0.0.1:${port}/metrics`);
  await bodies(web);
  await expect.poll(async () => renders(await (await metrics()).text())).toBeGreaterThanOrEqual(PATHS.length);
  const response = await metrics();
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('text/plain');
  expect(text).toMatch(/^portal_database_up 2$/m);
  for (const result of ['hit', 'miss', 'stale', 'error', 'uncacheable'])
    expect(text).toContain(`portal_page_requests_total{result="${result}"}`);
  expect(text).toContain('process_resident_memory_bytes');
  expect((await fetch(`${web.origin}/metrics`)).status).toBe(404);
  await web.stop();
});
