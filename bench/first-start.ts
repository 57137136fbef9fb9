import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchHouse } from '#bench/bench-server';
import { anyPort } from '#processes/supervisor/free-port';

/** Seconds from `npm start` to the first page, and of each step as the start prints them. */
type TimedStart = { untilFirstPage: number; steps: Record<string, number> };

export type FirstStart = {
  /** In a fresh clone: with nothing in npm's cache, and with the packages there. */
  emptyCache: TimedStart;
  fullCache: TimedStart;
  later: TimedStart;
  /** With nothing but the build and the pictures there. */
  emptyDatabase: TimedStart;
};

const LIMIT_MS = 900_000;

/** What somebody waits for after `git clone`, of what is committed here. */
export async function measureFirstStart(_house: BenchHouse, progress: (note: string) => void): Promise<FirstStart> {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-first-start-'));
  // Its database runs under another account, which has to get in.
  execFileSync('chmod', ['711', folder]);
  const clone = (name: string) => {
    execFileSync('git', ['clone', '--quiet', resolve('.'), join(folder, name)]);
    return join(folder, name);
  };
  const cache = join(folder, 'cache');
  try {
    progress('with nothing in the cache of npm');
    const emptyCache = await timeStart(clone('one'), cache);
    rmSync(join(folder, 'one'), { recursive: true });
    progress('with the packages in the cache of npm');
    const checkout = clone('two');
    const fullCache = await timeStart(checkout, cache);
    progress('once more');
    const later = await timeStart(checkout, cache);
    progress('with an empty database');
    const data = join(checkout, '.data');
    for (const name of readdirSync(data)) if (name !== 'media') rmSync(join(data, name), { recursive: true });
    return { emptyCache, fullCache, later, emptyDatabase: await timeStart(checkout, cache) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeStart(checkout: string, cache: string): Promise<TimedStart> {
  const port = await anyPort();
  const begun = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: checkout,
    env: { ...environmentOfAShell(), npm_config_cache: cache, PORT: String(port) },
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  try {
    const isUp = () =>
      fetch(`http://localhost:${port}/en`).then(
        ({ status }) => status === 200,
        () => false,
      );
    while (!(await isUp())) {
      if (child.exitCode !== null || performance.now() - begun > LIMIT_MS) throw new Error(`No page:\n${output}`);
      await sleep(50);
    }
    const untilFirstPage = (performance.now() - begun) / 1_000;
    while (!output.includes('Ctrl-C')) await sleep(50);
    const steps = [...output.matchAll(/^✓ (.+?) +([\d.]+) s/gm)].map(([, name, seconds]) => [name, Number(seconds)]);
    return { untilFirstPage, steps: Object.fromEntries(steps) };
  } finally {
    await stop(child);
  }
}

/** Without what `npm run bench` and this checkout's packages have put there. */
function environmentOfAShell(): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  const environment: NodeJS.ProcessEnv = { ...process.env, PATH: path.join(delimiter) };
  const own = ['DATABASE_URL', 'DATA_DIR', 'PUBLIC_URL', 'NODE_ENV'];
  for (const name of Object.keys(environment)) if (/^npm_/i.test(name) || own.includes(name)) delete environment[name];
  return environment;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.pid) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGINT');
  await ended;
}
