import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresHome, runningAddress } from '#processes/postgres/postgres-home';
import { anyPort } from '#processes/supervisor/free-port';
import { expect, test } from './browser-test.ts';

// The command that people type, with a data folder of its own. One after the other: each is three processes and a
// PostgreSQL.
test.describe.configure({ mode: 'serial', timeout: 240_000 });

let folder: string;
/** A data folder with the demo, as a first start has left it. */
const prepared = join(tmpdir(), `news-portal-prepared-${process.pid}`);
const begun = new Set<ChildProcess>();

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'news-portal-start-'));
  chmodSync(folder, 0o711);
  // Pictures in all sizes, so that nothing is made in the background here.
  if (existsSync('.data/test/media')) cpSync('.data/test/media', join(folder, 'media'), { recursive: true });
});

test.afterEach(async () => {
  for (const child of begun) await end(child, 'SIGTERM');
  begun.clear();
  rmSync(folder, { recursive: true, force: true });
});

test.afterAll(() => rmSync(prepared, { recursive: true, force: true }));

/** For what is no matter of a first start. */
function takePreparedFolder(): void {
  execFileSync('cp', ['-a', `${prepared}/.`, folder]);
}

type Start = {
  child: ChildProcess;
  port: number;
  output(): string;
  ready(): Promise<void>;
  ended: Promise<number | null>;
};

async function start(environment: Record<string, string> = {}): Promise<Start> {
  const port = Number(environment.PORT ?? (await anyPort()));
  const { DATABASE_URL: _, PUBLIC_URL: __, ...rest } = process.env;
  // Its own process group, as a shell gives to what is typed into it.
  const child = spawn('node', ['processes/start.mjs'], {
    env: { ...rest, DATA_DIR: folder, PORT: String(port), ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  begun.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    port,
    output: () => output,
    ended,
    async ready() {
      while (!output.includes('Ctrl-C')) {
        if (child.exitCode !== null) throw new Error(`it ended instead:\n${output}`);
        await sleep(50);
      }
    },
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Processes that work on this data folder: by their command line or their environment. What the first process has begun
 * may end a moment after it.
 */
function leftOver(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder) ||
          readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DATA_DIR=${folder}`)
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function answers(port: number): Promise<number> {
  return (await fetch(`http://localhost:${port}/en`)).status;
}

test('it comes up with its own PostgreSQL, Ctrl-C takes all of it down, and it comes up again', async () => {
  const first = await start();
  await first.ready();
  for (const step of ['database', 'migrations', 'content', 'build', 'web server'])
    expect(first.output()).toMatch(new RegExp(`✓ ${step} +[\\d.]+ s`));
  expect(first.output()).toContain(`http://localhost:${first.port}/arm`);
  expect(await answers(first.port)).toBe(200);
  process.kill(-(first.child.pid as number), 'SIGINT');
  expect(await first.ended).toBe(0);
  await expect.poll(leftOver).toEqual([]);
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
  execFileSync('cp', ['-a', folder, prepared]);

  const second = await start();
  await second.ready();
  expect(second.output()).toMatch(/✓ content .* present/);
  expect(await answers(second.port)).toBe(200);

  const third = await start();
  expect(await third.ended).toBe(1);
  expect(third.output()).toContain(`already running at http://localhost:${second.port}`);
  expect(await answers(second.port)).toBe(200);
});

/** Of several that end with each other, one may have ended by now. */
function killAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

test('SIGTERM takes all of it down', async () => {
  takePreparedFolder();
  const started = await start();
  await started.ready();
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  await expect.poll(leftOver).toEqual([]);
});

test('after kill -9, of the first process or of all but PostgreSQL, the next start recovers by itself', async () => {
  takePreparedFolder();
  const first = await start();
  await first.ready();
  first.child.kill('SIGKILL');
  const second = await start({ PORT: String(first.port) });
  // The killed one's processes may still be ending; then one start says so and the next succeeds.
  if (!(await Promise.race([second.ready().then(() => true), second.ended.then(() => false)]))) {
    expect(second.output()).toContain('already running');
    while (leftOver().length > 0) await sleep(100);
  } else {
    await end(second.child, 'SIGTERM');
  }
  const third = await start({ PORT: String(first.port) });
  await third.ready();

  for (const pid of leftOver()) {
    if (!commandOf(pid).includes('bin/postgres')) killAtOnce(pid);
  }
  await third.ended;
  const fourth = await start({ PORT: String(first.port) });
  await fourth.ready();
  expect(await answers(fourth.port)).toBe(200);
});

test('a first start that is killed while it loads the demo is made good by the next, with every picture', async () => {
  rmSync(join(folder, 'media'), { recursive: true, force: true });
  const first = await start();
  await expect.poll(() => first.output(), { timeout: 60_000, intervals: [20] }).toMatch(/✓ migrations/);
  for (const pid of leftOver()) killAtOnce(pid);
  await first.ended;

  const second = await start();
  await second.ready();
  expect(second.output()).toMatch(/✓ content .* demo stories and \d+ pictures loaded/);

  // The first visitor sees all pictures of the front page, though their sizes are not made yet.
  const origin = `http://localhost:${second.port}`;
  const html = await (await fetch(`${origin}/en`)).text();
  const files = new Set(html.match(/\/media\/[^"\s]+\.(avif|webp|jpg)/g));
  expect(files.size).toBeGreaterThan(20);
  const statuses = await Promise.all([...files].map(async (file) => (await fetch(origin + file)).status));
  expect(new Set(statuses)).toEqual(new Set([200]));
  // Nothing is made for a name that no page has.
  const [picture = ''] = files;
  for (const name of ['wide-321.avif', 'share-1200.webp', 'wide-640-1x1.avif'])
    expect((await fetch(`${origin}${picture.slice(0, picture.lastIndexOf('/'))}/${name}`)).status).toBe(404);
});

test('a start does not wait for pictures: thousands are looked through when the portal is up', async () => {
  takePreparedFolder();
  const first = await start();
  await first.ready();
  const client = new Client({ connectionString: runningAddress(postgresHome(folder)) });
  await client.connect();
  await client.query(`
    INSERT INTO picture (id, key, width, height)
    SELECT left(md5(n::text), 20), 'imported-' || n, 1600, 1200 FROM generate_series(1, 5000) AS n`);
  await client.end();
  await end(first.child, 'SIGTERM');
  const progress = join(folder, 'media/renditions/progress.json');
  rmSync(progress, { force: true });

  const second = await start();
  await second.ready();
  expect(existsSync(progress)).toBe(false);
  await expect
    .poll(() => existsSync(progress) && readFileSync(progress, 'utf8'), { timeout: 60_000 })
    .toContain('"isDone":true');
});

test('a web server or a PostgreSQL that dies is started again', async () => {
  takePreparedFolder();
  const started = await start();
  await started.ready();
  const victim = (word: string) => leftOver().find((pid) => commandOf(pid).includes(word));
  for (const word of ['processes/supervisor/web-cluster.ts', 'bin/postgres']) {
    const killed = victim(word);
    process.kill(Number(killed), 'SIGKILL');
    await expect.poll(() => victim(word), { timeout: 30_000 }).not.toBe(killed);
    await expect.poll(() => answers(started.port).catch(() => 0), { timeout: 30_000 }).toBe(200);
  }
});

test.describe('an expected error is one line that says what to do', () => {
  const url = (change: (address: URL) => void) => {
    const address = new URL(String(process.env.DATABASE_URL));
    change(address);
    return address.href;
  };

  const ERRORS: [name: string, environment: () => Promise<Record<string, string>>, line: RegExp][] = [
    ['a variable that makes no sense', async () => ({ PORT: '99999' }), /PORT/],
    [
      'a data folder that cannot be written',
      async () => ({ DATA_DIR: '/dev/null/data' }),
      /Cannot write to \/dev\/null\/data .*DATA_DIR/,
    ],
    [
      'a data folder that cannot be made',
      async () => ({ DATA_DIR: '/proc/nowhere/data' }),
      /Cannot write to \/proc\/nowhere\/data .*DATA_DIR/,
    ],
    [
      'DATABASE_URL unreachable',
      async () => ({ DATABASE_URL: `postgres://a:topsecret@127.0.0.1:${await anyPort()}/b` }),
      /does not respond.*correct DATABASE_URL/,
    ],
    [
      'an unknown host',
      async () => ({ DATABASE_URL: 'postgres://a:topsecret@nowhere.invalid/b' }),
      /nowhere\.invalid:5432.*(cannot be found|does not respond)/,
    ],
    [
      'a wrong password',
      async () => ({ DATABASE_URL: url((address) => (address.password = 'topsecret')) }),
      /refused the password of user “portal”/,
    ],
    [
      'a database that is not there',
      async () => ({ DATABASE_URL: url((address) => (address.pathname = '/nosuch')) }),
      /has no database “nosuch”.*createdb nosuch/,
    ],
    ['an address that is none', async () => ({ DATABASE_URL: 'localhost' }), /not a database address/],
  ];

  for (const [name, environment, line] of ERRORS) {
    test(name, async () => {
      const started = await start(await environment());
      expect(await started.ended).toBe(1);
      const lines = started
        .output()
        .split('\n')
        .filter((text) => text.startsWith('✗'));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(line);
      expect(started.output()).not.toMatch(/topsecret|^\s+at /m);
      await expect.poll(leftOver).toEqual([]);
    });
  }

  test('a port that is taken', async () => {
    const other = createServer();
    const port = await anyPort();
    await new Promise<void>((listening) => other.listen(port, listening));
    const started = await start({ PORT: String(port) });
    expect(await started.ended).toBe(1);
    expect(started.output()).toMatch(
      new RegExp(`✗ Port ${port} is in use by another program\\. .*PORT=${port + 1} npm start`),
    );
    other.close();
  });
});
