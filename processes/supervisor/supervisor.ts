// The portal's first process: starts database and web server, restarts what dies, and stops them in the opposite order.
import type { ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, readEnvironment } from '#platform/env';
import { generateClientIfStale } from '#processes/build/database-client';
import { endCommands } from '#processes/build/run-command';
import type { PostgresReport } from '#processes/postgres/postgres';
import { checkedEnvironment, waitForPort, writableFolder } from '#processes/supervisor/checked-environment';
import { type ConnectedDatabase, connectDatabase } from '#processes/supervisor/connect-database';
import { anyPort } from '#processes/supervisor/free-port';
import { hasKeptPages, keepLanguages, readKeptLanguages } from '#processes/supervisor/kept-pages';
import { endProcess, forkProgram, ManagedProcess } from '#processes/supervisor/managed-process';
import { acquirePidLock, notePidLock, pidLockHolder } from '#processes/supervisor/pid-lock';
import type { LoadedContent } from '#processes/supervisor/prepare-database';
import { endJobs, runJob } from '#processes/supervisor/run-job';
import { DatabaseAway, expectedMessage, StartupError } from '#processes/supervisor/startup-error';
import { clearLine, step } from '#processes/supervisor/steps';
import { endPreparing, followUpgrade, isUpgradable, prepareRelease } from '#processes/supervisor/upgrade';
import type {
  DatabaseArrived,
  ReleaseArrived,
  ReleaseTaken,
  WebReport,
  WentBack,
} from '#processes/supervisor/web-cluster';

const isDevelopment = process.argv.includes('--dev');
/** How long the web server may finish requests, beyond DRAIN_SECONDS, and the database wait for its clients. */
const WEB_STOP_MS = 20_000;
const DATABASE_STOP_MS = 20_000;
const BACKGROUND_STOP_MS = 5_000;
/** How often a database that was away at the start is tried. */
const DATABASE_RETRY_MS = 2_000;

type PostgresReady = Extract<PostgresReport, { ready: unknown }>['ready'];

let postgres: ManagedProcess<PostgresReport> | undefined;
let web: ManagedProcess<WebReport> | undefined;
let background: ChildProcess[] = [];
let isStopping = false;

async function main(): Promise<void> {
  const begun = performance.now();
  const environment = await checkedEnvironment();
  const dataFolder = writableFolder(environment.DATA_DIR);
  const running = pidLockHolder(dataFolder);
  if (running && isUpgradable(running)) process.exit(await followUpgrade(running, dataFolder));
  acquirePidLock(dataFolder, environment.PORT);
  await waitForPort(environment.PORT);
  await generateClientIfStale();

  const [isPrepared] = await Promise.all([prepareDatabase(environment), build()]);
  const server = new ManagedProcess<WebReport>(
    'web server',
    'supervisor/web-cluster.ts',
    { NODE_ENV: isDevelopment ? 'development' : 'production' },
    hear,
  );
  web = server;
  await step(
    'web server',
    () => server.start(),
    () => `ready after ${((performance.now() - begun) / 1_000).toFixed(1)} s`,
  );
  if (!isPrepared) server.send(await awaitDatabase(environment));
  console.log(await runJob('welcome'));
  startBackground();
}

/** Not before the first page: these may take minutes. At the lowest priority, in one thread each. */
function startBackground(folder?: string): void {
  background = ['background/reindex-search.ts', 'background/create-renditions.ts'].map((file) =>
    forkProgram(file, { VIPS_CONCURRENCY: '1', MALLOC_ARENA_MAX: '2' }, [], folder),
  );
  for (const { pid } of background) if (pid) setPriority(pid, constants.priority.PRIORITY_LOW);
}

/** False where the database is away and pages on disk are served meanwhile: web processes then know of no database. */
async function prepareDatabase(environment: Environment): Promise<boolean> {
  const { DATA_DIR } = environment;
  try {
    await startDatabase(environment);
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseAway) || isDevelopment || !hasKeptPages(DATA_DIR)) throw error;
    clearLine();
    console.error(`! ${error.message}\n! Until it does, readers get the pages on disk; it is tried again and again.`);
    delete process.env.DATABASE_URL;
    process.env.CHOSEN_LANGUAGES = readKeptLanguages(DATA_DIR);
    return false;
  }
}

/** Tries until the database can be used. What else is wrong by then is said once, and tried again too. */
async function awaitDatabase(environment: Environment): Promise<DatabaseArrived> {
  for (let said = ''; ; ) {
    await sleep(DATABASE_RETRY_MS);
    try {
      const databaseUrl = await startDatabase(environment);
      const { CHOSEN_LANGUAGES: languages = '', DATABASE_STATEMENT_NAMES: statementNames } = process.env;
      return { databaseUrl, languages, ...(statementNames && { statementNames }) };
    } catch (error) {
      if (!(error instanceof StartupError)) throw error;
      delete process.env.DATABASE_URL;
      if (!(error instanceof DatabaseAway) && error.message !== said) {
        said = error.message;
        console.error(`! ${said}`);
      }
    }
  }
}

/**
 * The embedded database, or the one that DATABASE_URL names, with the tables and the content that the portal needs.
 * Returns its address.
 */
async function startDatabase(environment: Environment): Promise<string> {
  const { DATABASE_URL: given, DATABASE_DIRECT_URL: direct, DATABASE_STATEMENT_NAMES: names } = environment;
  const database = await step<ConnectedDatabase | PostgresReady>(
    'database',
    (progress) => (given ? connectDatabase(given, direct) : startPostgres(progress)),
    (connected) => `PostgreSQL ${connected.version}${describeDatabase(connected)}`,
  );
  process.env.DATABASE_URL = database.url;
  // For all processes that are started from here.
  if ('keepsNames' in database) process.env.DATABASE_STATEMENT_NAMES = names ?? (database.keepsNames ? 'on' : 'off');
  await step(
    'migrations',
    (progress) => runJob('migrate', progress),
    (names) => (names.length > 0 ? `${names.length} applied` : 'up to date'),
  );
  const { languages = '' } = await step(
    'content',
    (progress) => runJob('content', progress, process.argv.includes('--empty') ? ['--empty'] : []),
    ({ loaded }) => describeContent(loaded),
  );
  process.env.CHOSEN_LANGUAGES = languages;
  keepLanguages(environment.DATA_DIR, languages);
  return database.url;
}

function describeContent(loaded: LoadedContent): string {
  if (loaded === null) return 'present';
  if (loaded === 'empty') return 'empty site created';
  return `${loaded.stories} demo stories and ${loaded.pictures} pictures loaded`;
}

function describeDatabase(connected: ConnectedDatabase | PostgresReady): string {
  if (!('isPooler' in connected)) {
    const kept = connected.kept.map(
      (folder) => `\n  Its data of before the move is still in ${folder}. When all is well: rm -r ${folder}`,
    );
    return `, embedded${kept.join('')}`;
  }
  const { isPooler, keepsNames, isUnlimited, isReadOnly } = connected;
  const pooler = isPooler && `through a pooler${keepsNames ? '' : ' without named statements'}`;
  return [pooler, isUnlimited && 'without statement_timeout (docs/many-machines.md)', isReadOnly && 'read-only']
    .flatMap((note) => (note ? `, ${note}` : []))
    .join('');
}

async function startPostgres(progress: (note: string) => void): Promise<PostgresReady> {
  // The same port as long as we live: the web server keeps the address when the database is restarted.
  const server = new ManagedProcess<PostgresReport>('database', 'postgres/postgres.ts', {
    EMBEDDED_POSTGRES_PORT: String(await anyPort()),
  });
  postgres = server;
  return (await server.start(progress)).ready;
}

async function build(): Promise<void> {
  if (isDevelopment)
    await step(
      'assets',
      () => runJob('assets'),
      () => '',
    );
  else
    await step(
      'build',
      (progress) => runJob('build', progress),
      (isBuilt) => (isBuilt ? '' : 'up to date'),
    );
}

/**
 * Has the checkout as it is now made ready beside, and the web processes replaced by that release's. What fails leaves
 * everything as it is. This process and PostgreSQL are of the release before until the next start.
 */
async function upgrade(): Promise<void> {
  const server = web;
  if (!process.env.CHECKOUT || !process.env.DATABASE_URL) return server?.signal('SIGHUP');
  await prepareRelease(async (release) => {
    const arrived: ReleaseArrived = { release };
    const taken = await server?.request<ReleaseTaken>(arrived, 'isTaken');
    if (!taken?.isTaken) return taken?.why ?? 'the web server is not up yet';
    await followRelease(release);
    return undefined;
  });
}

/** The web processes are of the release in this folder: what is started from now on is too. */
async function followRelease(release: string): Promise<void> {
  const { DATA_DIR, PORT } = readEnvironment();
  web?.takeFrom(release);
  notePidLock(DATA_DIR, PORT, release);
  await Promise.all(background.map((child) => endProcess(child, BACKGROUND_STOP_MS)));
  startBackground(release);
}

/** The web server has gone back to the release before by itself. */
function hear(message: object): void {
  if ('wentBackTo' in message) void followRelease((message as WentBack).wentBackTo);
}

/** The web server first, so that it can finish its requests; then the database. */
async function stop(code = 0): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  endCommands();
  endJobs();
  endPreparing();
  // Load balancers learn of it from the web server: that waits for nobody.
  await Promise.all([
    ...background.map((child) => endProcess(child, BACKGROUND_STOP_MS)),
    web?.stop(WEB_STOP_MS + readEnvironment().DRAIN_SECONDS * 1_000),
  ]);
  await postgres?.stop(DATABASE_STOP_MS);
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
// New web processes with what is on disk now replace the old ones; no request is lost.
process.on('SIGHUP', () => void upgrade());
process.on('disconnect', () => void stop());

main().catch(async (error: unknown) => {
  if (isStopping) return;
  clearLine();
  console.error(`✗ ${expectedMessage(error) ?? (error as Error).stack}`);
  await stop(1);
});
