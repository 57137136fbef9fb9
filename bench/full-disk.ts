// `node bench/full-disk.ts`: a portal with all its data on one disk that really gets full: a file system in memory of half
// a gigabyte. It says what does not hold, and ends with 1. Has to be root, to mount that.
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeResult } from '#bench/write-result';
import { actorFor } from '#e2e/test-data';
import { createArticle } from '#newsroom/editing/create-article';
import { saveText } from '#newsroom/editing/save-text';
import { database } from '#platform/database';
import { databaseTrouble } from '#platform/database-trouble';
import { postgresHome, runningAddress } from '#processes/postgres/postgres-home';
import { anyPort } from '#processes/supervisor/free-port';

const MEGABYTES = 700;
/** Left over when it is full, bytes: less than a page of PostgreSQL. */
const LEFT = 4_096;
const MOST_PIECES = 60;
/** A build may be part of it, milliseconds. */
const START_LIMIT_MS = 900_000;
const PATHS = ['/en', '/ru', '/arm', '/en/feed.xml'];

type Check = { what: string; holds: boolean; detail: string };
const checks: Check[] = [];

function check(what: string, holds: boolean, detail: string | number = ''): void {
  checks.push({ what, holds, detail: String(detail) });
  console.log(`${holds ? '✓' : '✗'} ${what}${detail === '' ? '' : `: ${detail}`}`);
}

const disk = mkdtempSync(join(tmpdir(), 'news-portal-disk-'));
if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=711`, 'tmpfs', disk]).status !== 0) {
  console.log('A file system cannot be mounted here (it takes root): nothing was looked at.');
  rmSync(disk, { recursive: true });
  process.exit();
}
const data = join(disk, 'data');
mkdirSync(data);
chmodSync(data, 0o711);
if (existsSync('.data/media')) cpSync('.data/media', join(data, 'media'), { recursive: true });
const port = await anyPort();
const metricsPort = await anyPort();
const origin = `http://localhost:${port}`;
const filling = join(disk, 'filling');
let output = '';
let portal: ChildProcess | undefined;

/** Takes all room there is: in pieces, since the portal may take some at the same time, which refuses a piece whole. */
async function fill(): Promise<void> {
  mkdirSync(filling);
  for (let piece = 0; piece < MOST_PIECES; piece++) {
    const { bavail, bsize } = statfsSync(disk);
    const room = bavail * bsize - LEFT;
    if (room > 0)
      spawnSync('fallocate', [
        '-l',
        String(room > 1_000_000 ? Math.round(room * 0.9) : room),
        join(filling, String(piece)),
      ]);
    await sleep(50);
  }
}

async function ask(path: string): Promise<{ status: number; ms: number }> {
  const begun = performance.now();
  const status = await fetch(origin + path, { signal: AbortSignal.timeout(20_000) }).then(
    async (response) => {
      await response.text();
      return response.status;
    },
    () => 0,
  );
  return { status, ms: performance.now() - begun };
}

/** Readers of pages that were there before. */
async function readAll(when: string): Promise<void> {
  const answers = await Promise.all(PATHS.map(ask));
  const slowest = Math.round(Math.max(...answers.map(({ ms }) => ms)));
  check(
    `${when}: readers have every page`,
    answers.every(({ status }) => status === 200),
    `${slowest} ms at most`,
  );
}

/** Random letters, which cannot be compressed much. */
function paragraph() {
  const letters = Array.from({ length: 5_000 }, () => String.fromCharCode(97 + Math.random() * 26)).join('');
  return { type: 'paragraph' as const, text: [{ text: letters }] };
}

type Saved = { headline: string; version: number };

/** Saves texts of half a megabyte until `isEnough`; what was acknowledged, and the names of what was not. */
async function save(article: number, from: number, isEnough: (saved: Saved[], troubles: string[]) => boolean) {
  const saved: Saved[] = [];
  const troubles: string[] = [];
  const actor = await actorFor('editor', 'Writer').catch(() => writer);
  let base = from;
  for (let n = 0; !isEnough(saved, troubles); n++) {
    const headline = `Text ${from + n}`;
    const text = { headline, standfirst: '', source: 'Paper', body: Array.from({ length: 100 }, paragraph) };
    try {
      const result = await saveText(actor, article, { text, base, isExplicit: true });
      if (result.ok) {
        base = result.version;
        saved.push({ headline, version: base });
      } else throw new Error(`refused: ${result.why}`);
    } catch (error) {
      const trouble = databaseTrouble(error);
      if (!trouble) throw error;
      troubles.push(trouble);
      await sleep(250);
    }
  }
  return { saved, troubles, base };
}

let writer: Awaited<ReturnType<typeof actorFor>>;
try {
  portal = fork('processes/supervisor/supervisor.ts', {
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', DATA_DIR: data, PORT: String(port), PUBLIC_URL: origin },
      METRICS_PORT: String(metricsPort),
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    silent: true,
  });
  for (const stream of [portal.stdout, portal.stderr]) stream?.on('data', (chunk) => (output += chunk));
  for (const begun = performance.now(); !output.includes('Press Ctrl-C'); await sleep(500))
    if (portal.exitCode !== null || performance.now() - begun > START_LIMIT_MS) throw new Error(output);
  process.env.DATABASE_URL = runningAddress(postgresHome(data)) ?? '';
  writer = await actorFor('editor', 'Writer');
  const begun = await createArticle(writer, { language: 'en', section: 'region' });
  if (!begun.ok) throw new Error(begun.why);
  const first = await save(begun.articleId, 1, (saved) => saved.length === 2);
  await readAll('before');
  await ask('/admin/sign-in');

  await fill();
  check('the disk is full', statfsSync(disk).bavail * statfsSync(disk).bsize <= 2 * LEFT);
  const full = await save(begun.articleId, first.base, (_, troubles) => troubles.length >= 5);
  check('a save is refused by a name', full.troubles.length >= 5, [...new Set(full.troubles)].join(', '));
  await readAll('full');
  // Small things may still have room in a page that PostgreSQL has: what the web processes measure says it at once.
  const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`).then((response) => response.text());
  check('the metrics say so', /^portal_data_disk_full(\{.*\})? 1$/m.test(metrics));
  const newsroom = await ask('/admin/sign-in');
  check('the newsroom answers', newsroom.status > 0 && newsroom.ms < 6_000, `${newsroom.status}`);
  check('the portal runs on', portal.exitCode === null);

  rmSync(filling, { recursive: true });
  const freed = performance.now();
  const after = await save(
    begun.articleId,
    full.base,
    (saved) => saved.length === 2 || performance.now() - freed > 90_000,
  );
  check(
    'with room again saves go on by themselves',
    after.saved.length === 2,
    `${Math.round((performance.now() - freed) / 1_000)} s`,
  );
  await readAll('with room again');
  const revisions = await database().revision.findMany({
    where: { articleId: begun.articleId },
    select: { version: true, headline: true },
  });
  const known = new Map(revisions.map(({ version, headline }) => [version, headline]));
  const acknowledged = [first, full, after].flatMap(({ saved }) => saved);
  const lost = acknowledged.filter(({ version, headline }) => known.get(version) !== headline);
  check('every text that was said yes to is there', lost.length === 0, `${acknowledged.length} of them`);
} catch (error) {
  check('it ran to its end', false, String(error));
} finally {
  portal?.kill('SIGTERM');
  if (portal && portal.exitCode === null) await new Promise((ended) => portal?.once('exit', ended));
  writeFileSync(join(tmpdir(), 'news-portal-full-disk.log'), output);
  spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
  writeResult('full-disk', { megabytes: MEGABYTES, checks });
  process.exit(checks.some(({ holds }) => !holds) ? 1 : 0);
}
