import type { BrowserContext } from '@playwright/test';
import { Client } from 'pg';
import { type CuttableConnection, openCuttableConnection } from '#e2e/cuttable-connection';
import { Newsroom } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { expect, test } from './browser-test.ts';

// A database that takes long or has fallen silent: nobody waits for it longer than two seconds (readers) or five (staff).
test.describe.configure({ mode: 'serial', timeout: 180_000 });

/** Two and five seconds, and what a busy machine adds. */
const READERS_MS = 3_500;
const STAFF_MS = 6_500;

let house: OwnServer;
let wire: CuttableConnection;
let web: Web;
let admin: Client;
let room: Newsroom;
let staff: BrowserContext;
let article: number;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  house = await startOwnServer();
  const { articles } = await house.onStage(() => createStory({ slugs: { en: 'well', ru: 'kolodec' } }));
  article = articles.en;
  wire = await openCuttableConnection(house.postgres.url);
  web = await house.startWeb({ DATABASE_URL: wire.url });
  admin = new Client({ connectionString: house.postgres.url });
  await admin.connect();
  room = new Newsroom(browser, web.origin);
  room.expectErrors(/./);
  staff = (await room.seat(await house.onStage(() => createStaffMember('editor', 'Boris')))).context();
  for (const path of KEPT) await fetch(web.origin + path);
  for (const path of STAFF_PATHS) expect((await asStaff(path)).status).toBe(200);
});
test.afterAll(async () => {
  await staff?.close();
  await admin?.end();
  await house?.close();
  await wire?.close();
});

const KEPT = ['/en/post/well', '/en', '/en/region', '/en/feed.xml', '/ru'];
/** Pages that nobody has asked for yet, of all kinds of work (server/admission.ts). */
const NOT_KEPT = [
  '/en/tag/water',
  '/en/author/anna',
  '/en/search?q=well',
  '/api/articles?language=en',
  '/api/search/suggest?language=en&q=we',
  '/en/author/anna/feed.xml',
  '/arm/archive',
];
const STAFF_PATHS = ['/admin', '/admin/articles', '/admin/pictures'];

type Timed = { path: string; status: number; ms: number; retryAfter: number; body: string };

async function timed(path: string, ask: () => Promise<Response>): Promise<Timed> {
  const begun = performance.now();
  const response = await ask();
  const body = await response.text();
  const ms = Math.round(performance.now() - begun);
  return { path, status: response.status, ms, retryAfter: Number(response.headers.get('retry-after')), body };
}

const asReader = (path: string) => timed(path, () => fetch(web.origin + path, { redirect: 'manual' }));

async function asStaff(path: string, init: RequestInit = {}): Promise<Timed> {
  const cookie = (await staff.cookies(web.origin)).map(({ name, value }) => `${name}=${value}`).join('; ');
  return timed(path, () =>
    fetch(web.origin + path, {
      redirect: 'manual',
      ...init,
      headers: { cookie, accept: 'text/html', ...init.headers },
    }),
  );
}

const saveText = () =>
  asStaff(`/admin/articles/${article}/text`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', accept: 'application/json' },
    body: JSON.stringify({
      text: { headline: 'x', standfirst: '', body: [], source: '' },
      base: 1,
      isExplicit: false,
    }),
  });

const health = async () => (await (await fetch(`${web.origin}/api/health`)).json()).database;
const isReachable = () => expect.poll(health, { timeout: 30_000 }).toBe('reachable');

function expectPromised(answers: Timed[], limit: number): void {
  for (const { path, status, ms, retryAfter, body } of answers) {
    expect.soft([path, status, retryAfter > 0], body.slice(0, 300)).toEqual([path, 503, true]);
    expect.soft(ms, `${path}: milliseconds`).toBeLessThan(limit);
  }
}

function expectKept(answers: Timed[]): void {
  for (const { path, status, ms } of answers) {
    expect.soft([path, status]).toEqual([path, 200]);
    expect.soft(ms, `${path}: milliseconds`).toBeLessThan(1_000);
  }
}

async function askEverything(): Promise<void> {
  const [readers, kept, newsroom] = await Promise.all([
    Promise.all(NOT_KEPT.map(asReader)),
    Promise.all(KEPT.map(asReader)),
    Promise.all([...STAFF_PATHS.map((path) => asStaff(path)), saveText()]),
  ]);
  expectPromised(readers, READERS_MS);
  expectKept(kept);
  expectPromised(newsroom, STAFF_MS);
  const page = newsroom[0]?.body ?? '';
  expect.soft(page).toContain('The newsroom cannot be used right now');
  expect.soft(page).toContain('<html lang="en">');
}

test('a database that has fallen silent', async () => {
  await isReachable();
  const { length } = web.log();
  wire.silence();
  try {
    await askEverything();
    await expect.poll(health).toBe('unreachable');
    // By now it is known: nobody without a copy waits at all, and those with one get it.
    const begun = performance.now();
    expectPromised(await Promise.all(NOT_KEPT.map(asReader)), READERS_MS);
    expectKept(await Promise.all(KEPT.map(asReader)));
    expect((await asReader('/ru/tag/water')).ms).toBeLessThan(500);
    expect(performance.now() - begun).toBeLessThan(4_000);
    // However many ask: a line for each kind of trouble and for what it keeps from being done.
    const lines = web.log().slice(length).trim().split('\n');
    expect(lines.length, lines.map((line) => line.slice(0, 300)).join('\n')).toBeLessThanOrEqual(6);
  } finally {
    wire.mend();
  }
  await isReachable();
  for (const path of NOT_KEPT) expect((await asReader(path)).status, path).not.toBe(503);
  expect((await asStaff('/admin')).status).toBe(200);
});

test('a table that somebody has locked', async () => {
  await isReachable();
  await admin.query('BEGIN; LOCK TABLE article, staff, session IN ACCESS EXCLUSIVE MODE');
  try {
    const paths = [
      '/en/tag/fire',
      '/en/author/boris',
      '/en/search?q=fire',
      '/en/archive/2020',
      '/api/articles?language=ru',
    ];
    const [readers, kept, newsroom] = await Promise.all([
      Promise.all(paths.map(asReader)),
      Promise.all(KEPT.map(asReader)),
      Promise.all([...STAFF_PATHS.map((path) => asStaff(path)), saveText()]),
    ]);
    expectPromised(readers, READERS_MS);
    expectKept(kept);
    expectPromised(newsroom, STAFF_MS);
    // However many come, and however long it goes on.
    const crowd = Array.from({ length: 20 }, (_, number) => asReader(`/en/search?q=fire${number}`));
    expectPromised(await Promise.all(crowd), READERS_MS);
  } finally {
    await admin.query('ROLLBACK');
  }
  await isReachable();
  expect((await asReader('/en/search?q=fire')).status).toBe(200);
  expect((await asStaff('/admin')).status).toBe(200);
});
