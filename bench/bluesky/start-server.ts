import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyPort } from '#processes/supervisor/free-port';

const START_LIMIT_MS = 60_000;
/** The clock's file is looked at ten times a second (e2e/shifted-clock.ts). */
const CLOCK_MS = 500;

export type BlueskyServer = {
  url: string;
  /** Sets its clock forward, hours from the real time. */
  shiftClock(hours: number): Promise<void>;
  stop(): Promise<void>;
  /** With the accounts and records that it had; with another secret it knows none of its sessions any more. */
  start(options?: { jwtSecret?: string }): Promise<void>;
};

/** Starts what installServer has put into `installed`, with its data in a folder. */
export async function startBlueskyServer(installed: string, folder: string): Promise<BlueskyServer> {
  const [port, directoryPort] = [await anyPort(), await anyPort()];
  const data = join(folder, 'server');
  const clock = join(folder, 'clock');
  mkdirSync(data, { recursive: true });
  writeFileSync(clock, '0');
  let child: ChildProcess | undefined;

  const server: BlueskyServer = {
    url: `http://127.0.0.1:${port}`,
    async shiftClock(hours) {
      writeFileSync(clock, String(hours * 3_600_000));
      await sleep(CLOCK_MS);
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
    async start({ jwtSecret = 'one secret' } = {}) {
      const settings = { installed: resolve(installed), data, port, directoryPort, jwtSecret };
      const started = fork(join(import.meta.dirname, 'server-process.ts'), [JSON.stringify(settings)], {
        execArgv: ['--disable-warning=ExperimentalWarning', '--import', resolve('e2e/shifted-clock.ts')],
        env: { ...process.env, CLOCK_SHIFT_FILE: clock, LOG_ENABLED: 'false' },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      child = started;
      let trouble = '';
      started.stderr?.on('data', (chunk) => (trouble += chunk));
      const ready = once(started, 'message', { signal: AbortSignal.timeout(START_LIMIT_MS) });
      const gone = once(started, 'exit').then(() => Promise.reject(new Error(`it has ended: ${trouble}`)));
      // It may end later, when nobody waits for this any more.
      gone.catch(() => {});
      await Promise.race([ready, gone]);
    },
  };
  await server.start();
  return server;
}
