// `node bench/poolers.ts`: the portal behind PgBouncer in transaction mode, with four sessions for two web processes. It
// says what does not hold, and ends with 1. Needs PgBouncer on this machine (apt-get install pgbouncer).
import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '#platform/open-client';
import { pgbouncerVersion, startTestPgbouncer, type TestPgbouncer } from '#processes/postgres/test-pgbouncer';
import { startTestPostgres } from '#processes/postgres/test-postgres';
import { anyPort } from '#processes/supervisor/free-port';

/** A build may be part of it, milliseconds. */
const START_LIMIT_MS = 900_000;
const PUBLICATIONS = 20;
/** Of the pooler with PostgreSQL. */
const SESSIONS = 4;

const version = pgbouncerVersion();
if (!version) {
  console.log('PgBouncer is not installed here: nothing was looked at.');
  process.exit();
}
const postgres = await startTestPostgres({ quick: false });
const folder = mkdtempSync(join(tmpdir(), 'news-portal-poolers-'));
chmodSync(folder, 0o711);
let failed = 0;

function check(what: string, holds: boolean, detail = ''): void {
  if (!holds) failed++;
  console.log(`${holds ? '✓' : '✗'} ${what}${detail && `: ${detail}`}`);
}

type Portal = { origin: string; output(): string; ended: Promise<number | null>; child: ChildProcess };

async function start(environment: Record<string, string>): Promise<Portal> {
  const port = await anyPort();
  const child = fork('processes/supervisor/supervisor.ts', {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATA_DIR: folder,
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      WEB_PROCESSES: '2',
      ...environment,
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    silent: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { origin: `http://localhost:${port}`, output: () => output, ended, child };
}

async function stop({ child, ended }: Portal): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

async function isReady(portal: Portal): Promise<boolean> {
  for (const begun = performance.now(); performance.now() - begun < START_LIMIT_MS; await sleep(500)) {
    if (portal.child.exitCode !== null) return false;
    if (portal.output().includes('Press Ctrl-C')) return true;
  }
  return false;
}

/** Publishes in the newsroom, past nothing: through the pooler. Returns how long until readers had it, milliseconds. */
async function publish({ origin }: Portal, headline: string): Promise<number> {
  const { database } = await import('#platform/database');
  const { actorFor } = await import('#e2e/test-data');
  const { findWorkingCopy } = await import('#newsroom/editing/find-working-copy');
  const { saveText } = await import('#newsroom/editing/save-text');
  const { publishArticle } = await import('#newsroom/editing/publish-article');
  const article = await database().article.findFirstOrThrow({ where: { language: 'en', state: 'published' } });
  const address = `${origin}/en/post/${article.slug}`;
  const actor = await actorFor('editor', headline);
  const opened = await findWorkingCopy(actor, article.id);
  if (!opened) throw new Error('no working copy');
  const text = { ...opened.text, headline };
  const saved = await saveText(actor, article.id, { text, base: opened.version, isExplicit: true });
  if (!saved.ok) throw new Error(saved.why);
  await (await fetch(address)).text();
  const published = await publishArticle(actor, article.id, { version: saved.version, allowPlaceholders: true });
  if (!published.ok) throw new Error(published.why);
  const at = performance.now();
  while (!(await (await fetch(address)).text()).includes(headline)) {
    if (performance.now() - at > 10_000) return Infinity;
    await sleep(5);
  }
  return performance.now() - at;
}

/** Connections that PostgreSQL itself has from those who listen. */
async function countListeners(): Promise<number> {
  const client = await openClient(postgres.url);
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'portal: notifications'",
  );
  await client.end();
  return rows[0]?.count ?? 0;
}

/** Statements that the sessions behind a pooler know by name. */
async function countNamedStatements(pooler: string): Promise<number> {
  const clients = await Promise.all(Array.from({ length: SESSIONS }, () => openClient(pooler)));
  // Each in a transaction of its own at the same time: so each has a session of its own.
  const counts = await Promise.all(
    clients.map(async (client) => {
      await client.query('BEGIN');
      const { rows } = await client.query<{ count: number }>(
        'SELECT count(*)::int AS count, pg_sleep(0.2) FROM pg_prepared_statements',
      );
      await client.query('COMMIT');
      await client.end();
      return rows[0]?.count ?? 0;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Reads and publishes on a portal behind a pooler that takes prepared statements along, or does not. */
async function tryPortal(pooler: string, keepsNames: boolean): Promise<void> {
  const own = { DATABASE_URL: pooler, DATABASE_DIRECT_URL: postgres.url, DATA_DIR: folder };
  const portal = await start(own);
  const isStarted = await isReady(portal);
  check(`a start behind PgBouncer ${version}`, isStarted, portal.output().match(/✓ database.*/)?.[0]);
  if (!isStarted) throw new Error(portal.output());
  const paths = ['/en', '/ru', '/arm', '/en/search?q=wine', '/en/feed.xml', '/sitemap.xml', '/admin/sign-in'];
  const statuses = await Promise.all(
    [...paths, ...paths, ...paths].map(async (path) => (await fetch(portal.origin + path)).status),
  );
  check('pages', new Set(statuses).size === 1 && statuses[0] === 200, String([...new Set(statuses)]));

  Object.assign(process.env, own, { PUBLIC_URL: portal.origin });
  const times: number[] = [];
  for (let n = 0; n < PUBLICATIONS; n++) times.push(await publish(portal, `Published behind a pooler, ${n}`));
  times.sort((a, b) => a - b);
  const [middle = Infinity, last = Infinity] = [times[PUBLICATIONS / 2], times.at(-1)];
  check('publications are with readers', last < 2_000, `half within ${Math.round(middle)} ms, all ${Math.round(last)}`);
  const named = await countNamedStatements(pooler);
  // The start's own try leaves one.
  check(`statements have ${keepsNames ? 'names' : 'no names'}`, keepsNames === named > SESSIONS, String(named));
  check('both web processes hear of them past the pooler', (await countListeners()) === 2);
  check('nothing is logged as an error', !/"level":(50|"error")/.test(portal.output()));
  await stop(portal);
}

const poolers = [await startTestPgbouncer(postgres.url, { default_pool_size: String(SESSIONS) })];
try {
  const [plain] = poolers as [TestPgbouncer];
  const refused = await start({ DATABASE_URL: plain.url });
  check('a start without DATABASE_DIRECT_URL ends', (await refused.ended) === 1);
  check('and says why', /✗ DATABASE_URL leads to a pooler.*DATABASE_DIRECT_URL/.test(refused.output()));

  // From 1.21 on it can take prepared statements along, and from 1.24 on it does.
  const settings = { default_pool_size: String(SESSIONS) };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 1 && minor < 21) await tryPortal(plain.url, false);
  else
    for (const most of [0, 200]) {
      const pooler = await startTestPgbouncer(postgres.url, { ...settings, max_prepared_statements: String(most) });
      poolers.push(pooler);
      await tryPortal(pooler.url, most > 0);
    }
} catch (error) {
  failed++;
  console.error(error);
} finally {
  for (const pooler of poolers) await pooler.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(failed > 0 ? 1 : 0);
}
