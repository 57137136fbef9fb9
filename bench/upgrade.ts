import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { BenchHouse } from '#bench/bench-server';
import { postgresHome, runningAddress } from '#processes/postgres/postgres-home';
import { anyPort } from '#processes/supervisor/free-port';

export type Upgrade = {
  what: string;
  /** From `npm start` beside the running portal to its end, seconds, and its exit code. */
  seconds: number;
  code: number | null;
  /**
   * What readers asked for meanwhile, every 20 ms on connections of their own: answers, those that never came, those that
   * said to come again because too much waits (503), and the slowest (ms).
   */
  requests: number;
  lost: number;
  refused: number;
  slowest: number;
  /** Which version's pages they got afterwards. */
  version: string;
};

const EVERY_MS = 20;
const LIMIT_MS = 120_000;
const PATHS = ['/en', '/en/post/russia-territory-istanbul-talks', '/ru', '/arm', '/en/search?q=water', '/en/feed.xml'];

/** Later than the time a release is tried in, before others take it (processes/upgrade.ts), milliseconds. */
const ENDS_AFTER_MS = 25_000;

/**
 * Upgrades beside the running portal, each begun as people do it: `npm start` in the same checkout after another version
 * has come there. Those that are broken leave the version before.
 */
export async function measureUpgrade(_house: BenchHouse, progress: (note: string) => void): Promise<Upgrade[]> {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-upgrade-'));
  // Its database runs under another account, which has to get in.
  chmodSync(folder, 0o711);
  const checkout = join(folder, 'portal');
  const data = join(folder, 'data');
  clone(checkout);
  if (existsSync('.data/media')) cpSync('.data/media', join(data, 'media'), { recursive: true });
  const portal = await Portal.start(checkout, data);
  const upgrades: Upgrade[] = [];
  const upgrade = async (what: string, change: () => void, settled = async () => {}) => {
    progress(what);
    change();
    upgrades.push(await portal.upgrade(what, settled));
  };
  const file = (name: string) => join(checkout, name);
  const server = readFileSync(file('server/web-process.ts'), 'utf8');
  const setVersion = (version: string) => {
    const text = readFileSync(file('messages/en.json'), 'utf8');
    writeFileSync(
      file('messages/en.json'),
      text.replace(/"skipToContent": ".*"/, `"skipToContent": "Version ${version}"`),
    );
  };
  const addMigration = (name: string, sql: string) => {
    mkdirSync(file(`prisma/migrations/${name}`));
    writeFileSync(file(`prisma/migrations/${name}/migration.sql`), sql);
  };
  try {
    await upgrade('another text, another table', () => {
      setVersion('2');
      addMigration('29990101000000_another', 'CREATE TABLE another (id integer PRIMARY KEY);');
    });
    await upgrade('web processes that cannot start', () => {
      setVersion('3');
      writeFileSync(file('server/web-process.ts'), `throw new Error('broken');\n${server}`);
    });
    progress('a web process is killed');
    await portal.killWebProcess();
    await upgrade('a migration that fails', () => {
      writeFileSync(file('server/web-process.ts'), server);
      addMigration(
        '29990102000000_wrong',
        'CREATE TABLE more (id integer PRIMARY KEY); ALTER TABLE nothing ADD a text;',
      );
    });
    await upgrade(
      'web processes that end by themselves after a while',
      () => {
        rmSync(file('prisma/migrations/29990102000000_wrong'), { recursive: true });
        writeFileSync(file('server/web-process.ts'), `setTimeout(() => process.exit(3), ${ENDS_AFTER_MS});\n${server}`);
      },
      () => portal.until('Version 2'),
    );
    await upgrade('that, put right', () => writeFileSync(file('server/web-process.ts'), server));
    const tables = await portal.tables();
    if (!tables.includes('another') || tables.includes('more')) throw new Error(`tables: ${tables.join(', ')}`);
    return upgrades;
  } finally {
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is committed here, with its packages and what was built. */
function clone(checkout: string): void {
  execFileSync('git', ['clone', '--quiet', resolve('.'), checkout]);
  for (const name of ['node_modules', 'processes/node/node_modules']) {
    if (!existsSync(name)) continue;
    mkdirSync(dirname(join(checkout, name)), { recursive: true });
    execFileSync('cp', ['-al', resolve(name), join(checkout, name)]);
    // Later than the files of the clone, which say what is to be installed.
    const now = new Date();
    utimesSync(join(checkout, name, '.package-lock.json'), now, now);
  }
  for (const name of ['.next', 'generated/assets.json', 'public/assets', 'generated/static'])
    cpSync(name, join(checkout, name), { recursive: true, verbatimSymlinks: true });
}

class Portal {
  readonly #checkout: string;
  readonly #data: string;
  readonly #port: number;
  readonly #child: ChildProcess;

  static async start(checkout: string, data: string): Promise<Portal> {
    const port = await anyPort();
    const { child, output } = run(checkout, data, port);
    while (!output().includes('Ctrl-C')) {
      if (child.exitCode !== null) throw new Error(output());
      await sleep(50);
    }
    return new Portal(checkout, data, port, child);
  }

  private constructor(checkout: string, data: string, port: number, child: ChildProcess) {
    [this.#checkout, this.#data, this.#port, this.#child] = [checkout, data, port, child];
  }

  /** Until `settled` after it, readers go on. */
  async upgrade(what: string, settled: () => Promise<void>): Promise<Upgrade> {
    const readers = new Readers(this.#port);
    const begun = performance.now();
    const { child, output } = run(this.#checkout, this.#data, this.#port);
    const code = await new Promise<number | null>((ended) => child.once('exit', ended));
    const seconds = (performance.now() - begun) / 1_000;
    appendFileSync(join(tmpdir(), 'news-portal-upgrade.log'), `${what}\n${output()}\n`);
    await settled();
    return { what, seconds, code, ...(await readers.stop()), version: await this.#version() };
  }

  async #version(): Promise<string> {
    return (
      /class="[^"]*">(Version \d|Skip[^<]*)</.exec(
        await (await fetch(`http://localhost:${this.#port}/en`)).text(),
      )?.[1] ?? ''
    );
  }

  async until(version: string): Promise<void> {
    const begun = performance.now();
    // Nobody answers for a moment after all web processes were killed.
    while ((await this.#version().catch(() => '')) !== version) {
      if (performance.now() - begun > LIMIT_MS) throw new Error(`${version} does not come back`);
      await sleep(500);
    }
  }

  async killWebProcess(): Promise<void> {
    const before = this.#webProcesses();
    for (const pid of before) process.kill(pid, 'SIGKILL');
    while (this.#webProcesses().some((pid) => before.includes(pid))) await sleep(100);
    await this.until('Version 2');
  }

  #webProcesses(): number[] {
    // pgrep fails where there is none, as for a moment after all were killed.
    const { stdout } = spawnSync('pgrep', ['-f', `${this.#checkout}/.releases/.*/server/web-process.ts`], {
      encoding: 'utf8',
    });
    return stdout.split('\n').filter(Boolean).map(Number);
  }

  async tables(): Promise<string[]> {
    const client = new Client({ connectionString: runningAddress(postgresHome(this.#data)) });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    );
    await client.end();
    return rows.map(({ name }) => name);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
  }
}

function run(checkout: string, data: string, port: number): { child: ChildProcess; output(): string } {
  const { DATABASE_URL: _, PUBLIC_URL: __, ...environment } = process.env;
  const child = spawn('node', ['processes/start.mjs'], {
    cwd: checkout,
    env: { ...environment, DATA_DIR: data, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return { child, output: () => output };
}

/** Ask for one page after another, whatever has become of those asked for before. */
class Readers {
  readonly #timer: NodeJS.Timeout;
  readonly #asked: Promise<void>[] = [];
  #lost = 0;
  #refused = 0;
  #slowest = 0;

  constructor(port: number) {
    this.#timer = setInterval(() => this.#asked.push(this.#ask(port)), EVERY_MS);
  }

  async #ask(port: number): Promise<void> {
    const begun = performance.now();
    try {
      const response = await fetch(`http://localhost:${port}${PATHS[this.#asked.length % PATHS.length]}`, {
        headers: { connection: this.#asked.length % 2 === 0 ? 'close' : 'keep-alive' },
      });
      await response.arrayBuffer();
      if (response.status === 503 && response.headers.has('retry-after')) this.#refused++;
      else if (!response.ok) throw new Error(String(response.status));
      this.#slowest = Math.max(this.#slowest, performance.now() - begun);
    } catch {
      this.#lost++;
    }
  }

  async stop(): Promise<Pick<Upgrade, 'requests' | 'lost' | 'refused' | 'slowest'>> {
    clearInterval(this.#timer);
    await Promise.all(this.#asked);
    const [requests, lost, refused] = [this.#asked.length, this.#lost, this.#refused];
    return { requests, lost, refused, slowest: Math.round(this.#slowest) };
  }
}
