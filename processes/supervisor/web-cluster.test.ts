import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anyPort } from '#processes/supervisor/free-port';
import type { ReleaseTaken, WentBack } from '#processes/supervisor/web-cluster';

// The real program, with web processes that answer with the name of their release.

let folder: string;
let port: number;
let cluster: ChildProcess;

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'news-portal-cluster-')));
  port = await anyPort();
  const first = release('first');
  mkdirSync(join(first, 'processes/supervisor'), { recursive: true });
  for (const name of ['node_modules', 'platform', 'i18n']) symlinkSync(resolve(name), join(first, name));
  copyFileSync('package.json', join(first, 'package.json'));
  for (const name of ['web-cluster', 'kept-pages', 'memory-limits'])
    copyFileSync(`processes/supervisor/${name}.ts`, join(first, `processes/supervisor/${name}.ts`));
  cluster = fork(join(first, 'processes/supervisor/web-cluster.ts'), {
    env: {
      ...process.env,
      DATA_DIR: folder,
      NODE_ENV: 'production',
      PORT: String(port),
      WEB_PROCESSES: '2',
      LOG_LEVEL: 'silent',
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  expect(await message()).toEqual({ listening: port });
}, 30_000);

afterEach(async () => {
  const ended = new Promise((resolve) => cluster.once('exit', resolve));
  cluster.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

/** The next one, or the next with a key. */
function message(key = ''): Promise<unknown> {
  return new Promise((resolve) => {
    const hear = (heard: object) => {
      if (key && !(key in heard)) return;
      cluster.off('message', hear);
      resolve(heard);
    };
    cluster.on('message', hear);
  });
}

/** The folder of a release whose web processes do `more` besides. */
function release(name: string, more = ''): string {
  const made = join(folder, name);
  mkdirSync(join(made, 'server'), { recursive: true });
  copyFileSync('server/graceful-stop.ts', join(made, 'server/graceful-stop.ts'));
  writeFileSync(
    join(made, 'server/web-process.ts'),
    `import { createServer } from 'node:http';
     import { gracefulStop } from './graceful-stop.ts';
     ${more}
     const server = createServer((_, response) => response.setHeader('connection', 'close').end('${name} ' + process.pid));
     server.listen(Number(process.env.PORT));
     const { stop } = gracefulStop(server, () => server.closeIdleConnections(), async () => {});
     const end = () => {
       // It has no time just then: connections that it is given meanwhile are still waiting when it stops.
       for (const until = Date.now() + 200; Date.now() < until; );
       void stop(0);
     };
     process.on('message', (message) => message === 'drain' && end());
     process.on('SIGTERM', end);`,
  );
  return made;
}

async function take(name: string, more?: string): Promise<ReleaseTaken> {
  const answer = message('isTaken');
  cluster.send({ release: release(name, more) });
  return (await answer) as ReleaseTaken;
}

/** Node never closes a connection that it was just handing to a process that is killed. */
const answer = async () => (await fetch(`http://localhost:${port}`, { signal: AbortSignal.timeout(5_000) })).text();

/** How many web processes there are. */
const count = () =>
  execFileSync('pgrep', ['-P', String(cluster.pid)], { encoding: 'utf8' })
    .trim()
    .split('\n').length;

/** The releases that answer, of a dozen requests. */
async function answering(): Promise<string[]> {
  const names = new Set<string>();
  for (let n = 0; n < 12; n++) names.add((await answer()).split(' ')[0] ?? '');
  return [...names];
}

it('takes another release without losing a request', async () => {
  let isDone = false;
  const reader = async () => {
    const seen = new Set<string>();
    while (!isDone) seen.add((await answer()).split(' ')[0] ?? '');
    return [...seen];
  };
  const readers = Promise.all(Array.from({ length: 4 }, reader));
  expect(await take('second')).toEqual({ isTaken: true });
  isDone = true;
  for (const seen of await readers) expect(seen[0]).toBe('first');
  expect(await answering()).toEqual(['second']);
}, 30_000);

it('keeps the one before where the other cannot be started, for web processes that are started later too', async () => {
  expect(await take('broken', "throw new Error('broken');")).toMatchObject({ isTaken: false });
  expect(await answering()).toEqual(['first']);
  const [, pid] = (await answer()).split(' ');
  process.kill(Number(pid), 'SIGKILL');
  await expect.poll(() => answering().catch(() => []), { timeout: 20_000 }).toEqual(['first']);
  await expect.poll(count).toBe(2);
}, 30_000);

it('goes back to the one before where web processes of the other end by themselves', async () => {
  const back = message('wentBackTo');
  expect(await take('fleeting', 'setTimeout(() => process.exit(3), 1500);')).toEqual({ isTaken: true });
  // Whoever starts this process anew has to know.
  expect(await back).toEqual({ wentBackTo: join(folder, 'first') } satisfies WentBack);
  await expect.poll(() => answering().catch(() => []), { timeout: 30_000 }).toEqual(['first']);
  await expect.poll(count).toBe(2);
  // And may be taken once it is put right.
  expect(await take('lasting')).toEqual({ isTaken: true });
  expect(await answering()).toEqual(['lasting']);
  await expect.poll(count).toBe(2);
}, 60_000);
