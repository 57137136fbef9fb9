import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OwnServer, startOwnServer } from '#e2e/own-server';
import { createStory } from '#e2e/test-data';
import { anyPort } from '#processes/supervisor/free-port';
import { expect, test } from './browser-test.ts';

// `npm start` while the database is away: readers get the pages on disk, and the rest follows by itself.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const KEPT = ['/en/post/well', '/ru/post/kolodec', '/en', '/en/feed.xml'];

let house: OwnServer;
const begun = new Set<ChildProcess>();

test.beforeAll(async () => {
  house = await startOwnServer();
  await house.onStage(() => createStory({ slugs: { en: 'well', ru: 'kolodec' } }));
  const web = await house.startWeb();
  for (const path of KEPT) expect([path, (await fetch(web.origin + path)).status], web.log()).toEqual([path, 200]);
  await web.stop();
  await house.postgres.pause();
});
test.afterEach(async () => {
  for (const child of begun) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM')) await ended;
  }
  begun.clear();
});
test.afterAll(() => house?.close());

async function start(environment: Record<string, string>) {
  const port = await anyPort();
  const { PUBLIC_URL: _, ...rest } = process.env;
  const child = spawn('node', ['processes/start.mjs'], {
    env: { ...rest, DATABASE_URL: house.postgres.url, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  begun.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { origin: `http://localhost:${port}`, output: () => output, ended };
}

test('nothing on disk: the start ends with a line that says what to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-nothing-'));
  const { ended, output } = await start({ DATA_DIR: folder });
  expect(await ended).toBe(1);
  expect(output()).toMatch(/✗ The database at \S+ does not respond: the connection is refused\. Start it/);
  rmSync(folder, { recursive: true, force: true });
});

test('pages on disk: readers get them, staff are told, and all is well once the database answers', async () => {
  const { origin, output } = await start({ DATA_DIR: house.folder });
  await expect.poll(output, { timeout: 120_000 }).toContain('✓ web server');
  expect(output()).toContain('Until it does, readers get the pages on disk');
  for (const path of KEPT) {
    const response = await fetch(origin + path);
    expect([path, response.status, response.headers.get('cache-status')]).toEqual([
      path,
      200,
      'pages; hit; ttl=-1; detail=stale',
    ]);
  }
  expect((await fetch(`${origin}/api/health/ready`)).status).toBe(200);
  expect(await (await fetch(`${origin}/api/health`)).json()).toEqual({
    ready: true,
    database: 'unreachable',
    pages: 'stale',
  });
  const never = await fetch(`${origin}/en/author/anna`);
  expect([never.status, never.headers.get('retry-after')]).toEqual([503, '30']);
  const newsroom = await fetch(`${origin}/admin`, {
    headers: { accept: 'text/html', cookie: 'desk.session_token=a.b' },
  });
  expect([newsroom.status, newsroom.headers.get('retry-after')]).toEqual([503, '30']);
  expect(await newsroom.text()).toContain('The database does not answer.');

  await house.postgres.resume();
  await expect.poll(output, { timeout: 60_000 }).toContain('Ctrl-C');
  expect(output()).toMatch(/✓ migrations[\s\S]*✓ content/);
  // Web processes with the database take the place of those without it.
  const cacheStatus = async () => (await fetch(`${origin}/en`)).headers.get('cache-status');
  await expect.poll(cacheStatus, { timeout: 60_000 }).toBe('pages; hit');
  expect((await fetch(`${origin}/en/author/anna`)).status).toBe(200);
});

test('a wrong password or a database that there is not stays an error of the start', async () => {
  const wrong = new URL(house.postgres.url);
  wrong.password = 'wrong';
  const first = await start({ DATA_DIR: house.folder, DATABASE_URL: wrong.href });
  expect(await first.ended).toBe(1);
  expect(first.output()).toContain('refused the password');
  const absent = new URL(house.postgres.url);
  absent.pathname = '/absent';
  const second = await start({ DATA_DIR: house.folder, DATABASE_URL: absent.href });
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain('has no database “absent”');
});
