// The web processes, WEB_PROCESSES of them on one port: restarts what dies, replaces them one by one on SIGHUP, when
// the site is published in other languages and when there is another release, stops them.
import cluster, { type Worker } from 'node:cluster';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnvironment } from '#platform/env';
import { log } from '#platform/log';
import { metricsOfAll } from '#platform/metrics';
import { watchAnswers } from '#platform/watch-answers';
import { keepLanguages } from '#processes/supervisor/kept-pages';
import { availableMemory, heapOptions } from '#processes/supervisor/memory-limits';

/** The database that a start had to do without is there, with the languages that its settings name. */
export type DatabaseArrived = { databaseUrl: string; languages: string; statementNames?: string };

/** Web processes are to be of the release in this folder. */
export type ReleaseArrived = { release: string };

/** Whether they are now; else why they are of the one before. */
export type ReleaseTaken = { isTaken: true } | { isTaken: false; why: string };

/** They are of the release in this folder again, since those of the one after it did not last. */
export type WentBack = { wentBackTo: string };

export type WebReport = { listening: number } | { failed: string };

const START_LIMIT_MS = 60_000;
/** How long a web process may finish its requests, beyond DRAIN_SECONDS, before it is killed. */
const STOP_LIMIT_MS = 16_000;

const environment = readEnvironment();
const isDevelopment = process.env.NODE_ENV !== 'production';
let isStopping = false;

/** Else malloc keeps what compressing in four threads has freed. */
const MALLOC = { MALLOC_ARENA_MAX: '2' };

/** The folder of the release that web processes are started from. */
let release = join(import.meta.dirname, '../..');

function startFrom(folder: string): void {
  release = folder;
  cluster.setupPrimary({
    cwd: folder,
    exec: join(folder, 'server', isDevelopment ? 'web-development.ts' : 'web-process.ts'),
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      ...(isDevelopment ? [] : heapOptions(availableMemory(), environment.PAGES_MEMORY_MB)),
    ],
  });
}
startFrom(release);

/** The release before, as long as the new one is on trial. */
let former: string | undefined;
/** Of a release whose web processes end by themselves within this time the one before comes back, milliseconds. */
const TRIAL_MS = 60_000;

/** Codes of the languages that the settings name, as far as we know: a web process says so when they are others. */
let languages = process.env.CHOSEN_LANGUAGES ?? '';
const languagesOf = new Map<Worker, string>();
const releaseOf = new Map<Worker, string>();

function report(message: WebReport): void {
  process.send?.(message);
}

/** Starts a web process and waits until it takes requests. */
function startWorker(): Promise<Worker> {
  const worker = cluster.fork({ ...MALLOC, CHOSEN_LANGUAGES: languages });
  languagesOf.set(worker, languages);
  releaseOf.set(worker, release);
  worker.once('exit', () => {
    languagesOf.delete(worker);
    // After whoever replaces it has asked.
    setImmediate(() => releaseOf.delete(worker));
  });
  worker.on('message', (message: { languages?: string }) => {
    if (message.languages !== undefined) void takeLanguages(message.languages);
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => worker.process.kill('SIGKILL'), START_LIMIT_MS);
    const ended = (code: number) => reject(new Error(`A web process ended during its start (exit code ${code}).`));
    worker.once('exit', ended);
    worker.once('listening', () => {
      clearTimeout(timer);
      worker.off('exit', ended);
      worker.once('exit', () => void restart(worker));
      if (!isDevelopment) watchAnswers(worker.process, () => killSilent(worker));
      resolve(worker);
    });
    worker.once('error', reject);
  });
}

/** Meanwhile it has been given no more than one connection: the primary waits for it to take each. */
function killSilent(worker: Worker): void {
  log().error({ pid: worker.process.pid }, 'a web process has not answered for half a minute; it is killed');
  worker.process.kill('SIGKILL');
}

/** Starts a web process in place of one that ended unexpectedly. */
async function restart(worker: Worker): Promise<void> {
  if (replacedWorkers.has(worker)) return;
  if (former && releaseOf.get(worker) === release && !stoppingWorkers.has(worker)) void goBack(former);
  for (let attempt = 1; !isStopping && !stoppingWorkers.has(worker); attempt++) {
    log().error({ pid: worker.process.pid }, 'a web process ended unexpectedly; starting another');
    try {
      await startWorker();
      return;
    } catch (error) {
      log().error({ err: error }, 'a web process could not be started');
      await sleep(Math.min(30_000, 500 * 2 ** attempt));
    }
  }
}

/** Web processes that were asked to end. */
const stoppingWorkers = new Set<Worker>();
/** Those in whose place another is just being started: when they end by themselves, no second one is. */
const replacedWorkers = new Set<Worker>();

/** `drain` for one that is replaced, at once; `SIGTERM` announces the stop to load balancers first (DRAIN_SECONDS). */
async function stopWorker(worker: Worker, how: 'drain' | 'SIGTERM'): Promise<void> {
  stoppingWorkers.add(worker);
  replacedWorkers.delete(worker);
  if (worker.isDead()) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  if (how === 'drain') worker.send(how);
  else worker.process.kill(how);
  const limit = STOP_LIMIT_MS + environment.DRAIN_SECONDS * 1_000;
  const timer = setTimeout(() => worker.process.kill('SIGKILL'), limit);
  await ended;
  clearTimeout(timer);
}

let reloading = Promise.resolve();

/**
 * Replaces the web processes one by one, all or those with other languages than now. Each new one takes requests before
 * the old one stops: none is lost.
 */
async function reload(isReplaced: (worker: Worker) => boolean = () => true): Promise<void> {
  for (const old of Object.values(cluster.workers ?? {})) {
    if (!old || stoppingWorkers.has(old) || isStopping || !isReplaced(old)) continue;
    const replacement = await startInPlaceOf(old);
    await stopWorker(old, 'drain');
    log().info({ old: old.process.pid, replacement: replacement.process.pid }, 'web process replaced');
  }
}

async function startInPlaceOf(old: Worker): Promise<Worker> {
  replacedWorkers.add(old);
  try {
    return await startWorker();
  } catch (error) {
    replacedWorkers.delete(old);
    if (old.isDead()) void restart(old);
    throw error;
  }
}

/** All web processes say so, the first one is enough; one that has read it too late is put right by its successor. */
async function takeLanguages(named: string): Promise<void> {
  if (named === languages) return;
  languages = named;
  keepLanguages(environment.DATA_DIR, named);
  await reloadAtLast(
    (worker) => languagesOf.get(worker) !== languages,
    () => languages === named,
  );
}

/** From now on web processes have a database. */
async function takeDatabase(arrived: DatabaseArrived): Promise<void> {
  process.env.DATABASE_URL = arrived.databaseUrl;
  if (arrived.statementNames) process.env.DATABASE_STATEMENT_NAMES = arrived.statementNames;
  languages = arrived.languages;
  const before = new Set(Object.values(cluster.workers ?? {}));
  await reloadAtLast((worker) => before.has(worker));
}

/**
 * Replaces the web processes by those of another release. Where one of these cannot be started, all are of the one
 * before again.
 */
async function takeRelease(folder: string): Promise<ReleaseTaken> {
  const before = release;
  former = undefined;
  startFrom(folder);
  try {
    reloading = reloading.then(() => reload());
    await reloading;
  } catch (error) {
    reloading = Promise.resolve();
    startFrom(before);
    await reloadAtLast((worker) => releaseOf.get(worker) !== release);
    return { isTaken: false, why: (error as Error).message };
  }
  if (before !== folder) {
    former = before;
    const end = () => {
      if (former === before && release === folder) former = undefined;
    };
    setTimeout(end, TRIAL_MS).unref();
  }
  return { isTaken: true };
}

/** A web process of the new release has ended by itself. */
async function goBack(folder: string): Promise<void> {
  log().error(
    { from: release, to: folder },
    'the new release does not last; the web processes are of the one before again',
  );
  former = undefined;
  startFrom(folder);
  const wentBack: WentBack = { wentBackTo: folder };
  process.send?.(wentBack);
  await reloadAtLast((worker) => releaseOf.get(worker) !== release);
}

/** Replaces web processes, again and again until it succeeds or is not wanted any more. */
async function reloadAtLast(isReplaced: (worker: Worker) => boolean, isWanted = () => true): Promise<void> {
  for (let attempt = 1; isWanted() && !isStopping; attempt++) {
    reloading = reloading.then(() => reload(isReplaced));
    try {
      await reloading;
      return;
    } catch (error) {
      log().error({ err: error }, 'web processes could not be replaced; the remaining old ones go on');
      reloading = Promise.resolve();
      await sleep(Math.min(30_000, 500 * 2 ** attempt));
    }
  }
}

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && stopWorker(worker, 'SIGTERM')));
  process.exit(0);
}

process.on('SIGTERM', () => void stop());
process.on('message', async (message: DatabaseArrived | ReleaseArrived) => {
  if ('release' in message) process.send?.(await takeRelease(message.release));
  else await takeDatabase(message);
});
process.on('disconnect', () => void stop());
// Ctrl-C reaches the whole process group; the supervisor decides the order.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {
  reloading = reloading
    .then(() => reload())
    .catch((error: unknown) => log().error({ err: error }, 'the reload failed; the remaining old processes go on'));
});

if (environment.METRICS_PORT) {
  createServer(async (_request, response) => {
    const { type, text } = await metricsOfAll();
    response.writeHead(200, { 'content-type': type }).end(text);
  }).listen(environment.METRICS_PORT, '127.0.0.1');
}

try {
  const wanted = isDevelopment ? 1 : environment.WEB_PROCESSES;
  await Promise.all(Array.from({ length: wanted }, startWorker));
  report({ listening: environment.PORT });
} catch (error) {
  report({ failed: (error as Error).message });
  process.exit(1);
}
