import { type ChildProcess, fork, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres, type TestPostgres } from '#processes/postgres/test-postgres';
import { anyPort } from '#processes/supervisor/free-port';
import type { WebReport } from '#processes/supervisor/web-cluster';

export type Server = { origin: string; pid: number; stop(): Promise<void> };

/**
 * The house that is measured: a PostgreSQL as safe as in production, the demo newsroom, and servers as they are asked
 * for.
 */
export type BenchHouse = {
  databaseUrl: string;
  postgres: TestPostgres;
  /** DATA_DIR. */
  folder: string;
  /** The portal as it runs in production. */
  startPortal(environment?: Record<string, string>): Promise<Server>;
  /** The same build under Next's own server. */
  startNext(): Promise<Server>;
  close(): Promise<void>;
};

/** With the demo newsroom, or without any paper. */
export async function openBenchHouse({ demo = true } = {}): Promise<BenchHouse> {
  const postgres = await startTestPostgres({ quick: false });
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-bench-'));
  chmodSync(folder, 0o711);
  // Pictures that a test or a start has cut already.
  for (const known of ['.data/test/media', '.data/media']) {
    if (existsSync(known)) cpSync(known, join(folder, 'media'), { recursive: true });
  }
  Object.assign(process.env, {
    DATABASE_URL: postgres.url,
    DATA_DIR: folder,
    PUBLIC_URL: 'http://localhost:3000',
    NODE_ENV: 'production',
  });
  await migrate(postgres.url);
  if (demo) {
    const { loadDemo } = await import('#seed/load-demo');
    await loadDemo(() => {});
    const { createMissingRenditions } = await import('#newsroom/media/create-missing-renditions');
    await createMissingRenditions();
  }
  const running = new Set<Server>();

  const server = (origin: string, child: ChildProcess): Server => {
    const started: Server = {
      origin,
      pid: Number(child.pid),
      stop: () =>
        new Promise((ended) => {
          running.delete(started);
          if (child.exitCode !== null || child.signalCode !== null) ended();
          child.once('exit', () => ended());
          child.kill('SIGTERM');
        }),
    };
    running.add(started);
    return started;
  };

  return {
    databaseUrl: postgres.url,
    postgres,
    folder,
    async startPortal(environment = {}) {
      const port = await anyPort();
      const child = fork(resolve('processes/supervisor/web-cluster.ts'), {
        env: { ...process.env, PORT: String(port), LOG_LEVEL: 'error', ...environment },
        execArgv: ['--disable-warning=ExperimentalWarning'],
      });
      await new Promise<void>((listening, reject) => {
        child.once('message', (report: WebReport) =>
          'failed' in report ? reject(new Error(report.failed)) : listening(),
        );
        child.once('exit', (code) => reject(new Error(`the web server ended at once (code ${code})`)));
      });
      return server(`http://localhost:${port}`, child);
    },
    async startNext() {
      const port = await anyPort();
      const child = spawn(process.execPath, [resolve('node_modules/next/dist/bin/next'), 'start', '-p', String(port)], {
        env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
        stdio: 'ignore',
      });
      const origin = `http://localhost:${port}`;
      await untilAnswered(origin);
      return server(origin, child);
    },
    async close() {
      for (const started of running) await started.stop();
      const { database } = await import('#platform/database');
      await database().$disconnect();
      // The next house has another database.
      delete (globalThis as { portalDatabase?: unknown }).portalDatabase;
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function untilAnswered(origin: string): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (
      await fetch(`${origin}/robots.txt`).then(
        () => true,
        () => false,
      )
    )
      return;
    await sleep(20);
  }
  throw new Error(`${origin} does not answer`);
}

/** A folder that the account of a web server may read. */
export function openFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}
