// Keeps the web processes, WEB_PROCESSES of them on one port: starts again what dies, reloads them one by one, takes
// them down.
import cluster, { type Worker } from 'node:cluster';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnvironment } from '#platform/env';
import { log } from '#platform/log';
import { metricsOfAll } from '#platform/metrics';

export type WebReport = { listening: number } | { failed: string };

const START_LIMIT_MS = 60_000;
/**
 * A process that does not leave by itself is made to after this, beyond the time it may say that it is about to,
 * milliseconds.
 */
const LEAVE_MS = 16_000;

const environment = readEnvironment();
const dev = process.env.NODE_ENV !== 'production';
let stopping = false;

// Left to themselves, V8 lets 100 MB of live objects take 280 and malloc keeps what four threads' compressing has
// freed: 611 MB after 5,000 pages, with this 378, for a tenth of the speed of making one.
const SPARING = { V8: ['--max-old-space-size=384', '--max-semi-space-size=16'], malloc: { MALLOC_ARENA_MAX: '2' } };

cluster.setupPrimary({
  exec: join(import.meta.dirname, '../../server', dev ? 'web-development.ts' : 'web-process.ts'),
  execArgv: ['--disable-warning=ExperimentalWarning', ...(dev ? [] : SPARING.V8)],
});

function report(message: WebReport): void {
  process.send?.(message);
}

/** Starts a web process and waits until it takes requests. */
function begin(): Promise<Worker> {
  const worker = cluster.fork(SPARING.malloc);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => worker.process.kill('SIGKILL'), START_LIMIT_MS);
    const ended = (code: number) => reject(new Error(`a web process ended at once (code ${code})`));
    worker.once('exit', ended);
    worker.once('listening', () => {
      clearTimeout(late);
      worker.off('exit', ended);
      worker.once('exit', () => void replace(worker));
      resolve(worker);
    });
    worker.once('error', reject);
  });
}

/** A web process has died that was not asked to. */
async function replace(worker: Worker): Promise<void> {
  for (let attempt = 1; !stopping && !leaving.has(worker); attempt++) {
    log().error({ pid: worker.process.pid }, 'a web process has ended by itself; starting another');
    try {
      await begin();
      return;
    } catch (error) {
      log().error({ err: error }, 'a web process could not be started');
      await sleep(Math.min(30_000, 500 * 2 ** attempt));
    }
  }
}

const leaving = new Set<Worker>();

async function end(worker: Worker, how: 'make room' | 'SIGTERM'): Promise<void> {
  leaving.add(worker);
  if (worker.isDead()) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  if (how === 'make room') worker.send(how);
  else worker.process.kill(how);
  const late = setTimeout(() => worker.process.kill('SIGKILL'), LEAVE_MS + environment.DRAIN_SECONDS * 1_000);
  await ended;
  clearTimeout(late);
}

let reloading = Promise.resolve();

/**
 * New processes take the place of the old ones, one at a time and each before its forerunner leaves, so that no request
 * is lost.
 */
async function reload(): Promise<void> {
  for (const former of Object.values(cluster.workers ?? {})) {
    if (!former || leaving.has(former) || stopping) continue;
    const successor = await begin();
    await end(former, 'make room');
    log().info({ former: former.process.pid, successor: successor.process.pid }, 'a web process has made room');
  }
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && end(worker, 'SIGTERM')));
  process.exit(0);
}

process.on('SIGTERM', () => void stop());
process.on('disconnect', () => void stop());
// Ctrl-C reaches the whole group; the keeper decides the order.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {
  reloading = reloading
    .then(reload)
    .catch((error: unknown) => log().error({ err: error }, 'the reload was given up; the old processes stay'));
});

if (environment.METRICS_PORT) {
  createServer(async (_request, response) => {
    const { type, text } = await metricsOfAll();
    response.writeHead(200, { 'content-type': type }).end(text);
  }).listen(environment.METRICS_PORT, '127.0.0.1');
}

try {
  const wanted = dev ? 1 : environment.WEB_PROCESSES;
  await Promise.all(Array.from({ length: wanted }, begin));
  report({ listening: environment.PORT });
} catch (error) {
  report({ failed: (error as Error).message });
  process.exit(1);
}
