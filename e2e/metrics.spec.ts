import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import W from '#messages/newsroom/en.json' with { type: 'json' };
import { database } from '#platform/database';
import { anyPort } from '#processes/supervisor/free-port';
import { expect, test } from './browser-test.ts';

// What whoever runs it can see, from two web processes.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const PLACE = '/var/backups/portal';
let house: OwnServer;
let web: Web;
let address: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    await createStory({ slugs: { en: 'well' } });
    await database().backupPlan.create({ data: { place: PLACE, hour: 3, keepDays: 14 } });
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await database().backup.create({
      data: { place: PLACE, name: 'one', begunAt: hoursAgo(3), endedAt: hoursAgo(2), verifiedAt: hoursAgo(1) },
    });
    await database().outsideListener.create({ data: { channel: 'hub', position: '0', dueAt: hoursAgo(-1) } });
  });
  const port = await anyPort();
  address = `http://127.0.0.1:${port}/metrics`;
  web = await house.startWeb({ WEB_PROCESSES: '2', METRICS_PORT: String(port) });
});
test.afterAll(() => house?.close());

const metrics = async () => (await fetch(address)).text();

/** The value of a metric with its labels, as Prometheus would read it. */
async function value(metric: string, text?: string): Promise<number | undefined> {
  const line = (text ?? (await metrics())).split('\n').find((one) => one.startsWith(`${metric} `));
  return line === undefined ? undefined : Number(line.slice(metric.length + 1));
}

test('of what is the same for all processes there is one number, not the sum of all', async () => {
  await expect.poll(() => value('portal_backup_age_seconds'), { timeout: 15_000 }).toBeGreaterThan(7_199);
  expect(await value('portal_backup_age_seconds')).toBeLessThan(7_400);
  expect(await value('portal_backup_verified_age_seconds')).toBeLessThan(3_800);
  expect(await value('portal_metrics_complete')).toBe(1);
  // Of the slowest, on a machine that does other things too.
  await expect.poll(() => value('portal_outbox_age_seconds'), { timeout: 20_000 }).toBeLessThan(10);
});

test('tells of connections to the database, and of the disk', async () => {
  await fetch(`${web.origin}/en`);
  expect(await value('portal_database_connections_max{pool="statements"}')).toBe(20);
  // Of one instant: a connection is used or free.
  const once = await metrics();
  const [used = 0, free = 0] = await Promise.all(
    ['used', 'free'].map((state) => value(`portal_database_connections{pool="statements",state="${state}"}`, once)),
  );
  expect(used + free).toBeGreaterThanOrEqual(2);
  expect(used + free).toBeLessThanOrEqual(20);
  expect(await value('portal_database_waiting{pool="statements"}')).toBe(0);
  const [size = 0, left = 0] = [await value('portal_data_disk_bytes'), await value('portal_data_disk_free_bytes')];
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(size);
  expect(await value('portal_data_disk_full')).toBe(0);
  expect(await value('portal_queue_waiting{kind="page"}')).toBe(0);
});

test('counts those who are not let in, by reason', async ({ browser }) => {
  const boris = await house.onStage(() => createStaffMember('editor', 'Boris'));
  const page = await browser.newPage({ baseURL: web.origin, locale: 'en' });
  await page.goto('/admin/sign-in');
  await page.getByLabel(W.signIn.email).fill(boris.email);
  await page.getByLabel(W.signIn.password).fill('not the sentence');
  await page.getByRole('button', { name: W.signIn.submit, exact: true }).click();
  await expect(page.locator('.message')).toHaveText(W.signIn.wrong);
  expect(await value('portal_sign_in_failures_total{reason="password"}')).toBe(1);
  for (const reason of ['code', 'recovery-code', 'passkey', 'too-many', 'other-site'])
    expect(await value(`portal_sign_in_failures_total{reason="${reason}"}`)).toBe(0);
  await page.close();
});

test('counts what waits to be worked off', async () => {
  const client = new Client({ connectionString: house.postgres.url });
  await client.connect();
  // As if somebody were at the queue of search and did not come to an end.
  await client.query(`SELECT pg_advisory_lock(hashtext('search.pending'))`);
  await house.onStage(() => createStory({ slugs: { en: 'unsearched' } }));
  const patience = { timeout: 40_000, intervals: [1_000] };
  await expect.poll(() => value('portal_search_waiting'), patience).toBeGreaterThan(0);
  expect(await value('portal_pings_waiting{subscriber="hub"}')).toBeGreaterThan(0);
  expect(await value('portal_deliveries_waiting{state="untried"}')).toBe(0);
  await client.end();
  await expect.poll(() => value('portal_search_waiting'), patience).toBe(0);
});

test('shows which connections are in use while the database lets nobody at a table', async () => {
  const client = new Client({ connectionString: house.postgres.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE article IN ACCESS EXCLUSIVE MODE');
  const asked = [1, 2, 3].map((number) => fetch(`${web.origin}/en/post/unknown-${number}`));
  await expect
    .poll(() => value('portal_database_connections{pool="statements",state="used"}'), { intervals: [50] })
    .toBeGreaterThan(0);
  await client.end();
  await Promise.all(asked);
});

/** Names of our metrics in a text, without what Prometheus adds for histograms. */
const namesIn = (text: string) => new Set(text.match(/\bportal_[a-z_]+/g)?.map(withoutSuffix));
const withoutSuffix = (name: string) => name.replace(/_(bucket|sum|count)$/, '');

test('everything that documents, dashboard and alerts name is there, and the documents name everything', async () => {
  const there = new Set((await metrics()).match(/^# TYPE (\S+)/gm)?.map((line) => line.slice(7)));
  const files = readdirSync('docs/grafana').map((file) => join('docs', 'grafana', file));
  expect(files.length).toBe(2);
  for (const file of ['docs/operate.md', ...files]) {
    const named = [...namesIn(readFileSync(file, 'utf8'))];
    expect(named.length, file).toBeGreaterThan(10);
    expect(
      named.filter((name) => !there.has(name)),
      file,
    ).toEqual([]);
  }
  const documented = namesIn(readFileSync('docs/operate.md', 'utf8'));
  expect([...there].filter((name) => name.startsWith('portal_') && !documented.has(name))).toEqual([]);
});

test('a web process that hangs is told of, and takes nothing else down', async () => {
  const [hanging] = readFileSync(`/proc/${web.child.pid}/task/${web.child.pid}/children`, 'utf8').trim().split(' ');
  process.kill(Number(hanging), 'SIGSTOP');
  try {
    for (const _ of [1, 2]) {
      const response = await fetch(address);
      expect(response.status).toBe(200);
      expect(await response.text()).toMatch(/^portal_metrics_complete 0$/m);
    }
  } finally {
    process.kill(Number(hanging), 'SIGCONT');
  }
  await expect.poll(() => value('portal_metrics_complete'), { timeout: 30_000 }).toBe(1);
  expect(web.child.exitCode).toBeNull();
  expect((await fetch(`${web.origin}/en/post/well`)).status).toBe(200);
});
