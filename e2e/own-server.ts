import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSiteSettings } from '#e2e/test-data';
import { connect } from '#platform/database';
import { startTestPostgres, type TestPostgres } from '#processes/postgres/test-postgres';
import { anyPort } from '#processes/supervisor/free-port';
import type { WebReport } from '#processes/supervisor/web-cluster';

export type Web = {
  origin: string;
  child: ChildProcess;
  /** The ids of its web processes. */
  workers(): number[];
  /** Everything that it has logged. */
  log(): string;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
};

/**
 * A house of a test's own, whose database may be stopped and whose wires may be cut: PostgreSQL, a paper without
 * stories, web servers.
 */
export type OwnServer = {
  postgres: TestPostgres;
  folder: string;
  /** Does something on the database's stage (e2e/test-data.ts), whatever database the rest of the run uses. */
  onStage<T>(work: () => Promise<T>): Promise<T>;
  startWeb(environment?: Record<string, string>): Promise<Web>;
  close(): Promise<void>;
};

/** `quick: false` for one whose database must have written down what it has said yes to. */
export async function startOwnServer({ quick = true } = {}): Promise<OwnServer> {
  const postgres = await startTestPostgres({ quick, copyOf: process.env.MIGRATED_POSTGRES_FOLDER });
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-own-'));
  chmodSync(folder, 0o711);
  const webs = new Set<Web>();

  async function onStage<T>(work: () => Promise<T>): Promise<T> {
    const holder = globalThis as typeof globalThis & { portalDatabase?: ReturnType<typeof connect> };
    const usual = holder.portalDatabase;
    const own = connect(postgres.url, { max: 3 });
    holder.portalDatabase = own;
    try {
      return await work();
    } finally {
      holder.portalDatabase = usual as ReturnType<typeof connect>;
      await own.$disconnect();
    }
  }
  await onStage(createSiteSettings);

  async function startWeb(environment: Record<string, string> = {}): Promise<Web> {
    const port = Number(environment.PORT ?? (await anyPort()));
    const child = fork(join('processes', 'supervisor', 'web-cluster.ts'), {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: postgres.url,
        DATA_DIR: folder,
        PORT: String(port),
        PUBLIC_URL: `http://localhost:${port}`,
        ...environment,
      },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (log += chunk));
    await new Promise<void>((listening, reject) => {
      child.once('message', (report: WebReport) =>
        'failed' in report ? reject(new Error(`${report.failed}\n${log}`)) : listening(),
      );
      child.once('exit', (code) => reject(new Error(`the web server ended at once (code ${code})\n${log}`)));
    });
    const web: Web = {
      origin: `http://localhost:${port}`,
      child,
      workers: () => childrenOf(Number(child.pid)),
      log: () => log,
      stop: () =>
        new Promise((ended) => {
          webs.delete(web);
          if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode);
          child.once('exit', ended);
          child.kill('SIGTERM');
        }),
    };
    webs.add(web);
    return web;
  }

  return {
    postgres,
    folder,
    onStage,
    startWeb,
    async close() {
      for (const web of webs) await web.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): number[] {
  return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);
}
