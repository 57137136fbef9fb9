import cluster from 'node:cluster';
import type { Server as HttpServer } from 'node:http';
import { Server as NetServer } from 'node:net';

/** Longest that requests under way are waited for, milliseconds. */
const DRAIN_MS = 10_000;
/** A connection that has been silent for so long during the drain is not about to send anything, milliseconds. */
const SILENCE_MS = 1_000;
/** Longest that `release` may take, milliseconds. */
const RELEASE_MS = 3_000;
/** Longest that the process which hands out connections is waited for, milliseconds. */
const LEAVE_MS = 1_000;

export type GracefulStop = {
  state(): 'serving' | 'leaving' | 'draining';
  /**
   * Ends the process without losing a request. For `delay` seconds it still serves but is no longer ready; then it
   * takes no new connections, answers the requests on those there are, closes connections that fall silent, and calls
   * `release`. Only the first call has an effect.
   */
  stop(delay: number): Promise<void>;
};

/**
 * Lets a process stop gracefully; `closeIdle` closes connections that have been silent for so many milliseconds, `release`
 * finishes background work and closes connections to other servers.
 */
export function gracefulStop(
  server: HttpServer,
  closeIdle: (silence: number) => void,
  release: () => Promise<unknown>,
): GracefulStop {
  let state: 'serving' | 'leaving' | 'draining' = 'serving';
  const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

  return {
    state: () => state,
    async stop(delay) {
      if (state !== 'serving') return;
      state = 'leaving';
      if (delay > 0) await pause(delay * 1_000);
      state = 'draining';
      // Not the HTTP server's own `close`, which closes idle connections at once: a request may be on its way on one.
      const drained = new Promise((done) => NetServer.prototype.close.call(server, done));
      setTimeout(() => closeIdle(SILENCE_MS), SILENCE_MS);
      setTimeout(() => closeIdle(SILENCE_MS), SILENCE_MS * 2);
      await Promise.race([drained, pause(DRAIN_MS)]);
      await Promise.race([release(), pause(RELEASE_MS)]);
      await Promise.race([leaveCluster(), pause(LEAVE_MS)]);
      process.exit(0);
    },
  };
}

/**
 * Waits until the process that hands out connections knows that this one takes none. One that it was just handing over
 * is given back meanwhile; in a process that has ended it would stay open, and never be answered.
 */
async function leaveCluster(): Promise<void> {
  const worker = cluster.worker;
  if (!worker?.isConnected()) return;
  await new Promise((left) => worker.once('disconnect', left).disconnect());
}
