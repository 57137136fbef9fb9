import { randomUUID } from 'node:crypto';
import { openSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whoever takes the place of a file that was left behind at the same moment has done so after this long. */
const SETTLED_MS = 100;
const ANSWER_MS = 2_000;

/**
 * Keeps the data of PostgreSQL for this process as long as it lives, also against other containers: these do not see
 * each other's processes, and two servers on one data folder destroy it. The lock is a socket beside the data, which
 * they do share; the file of a process that was killed does not count. Waits for up to `limit` milliseconds. Returns
 * what gives it up. Throws an Error with a line for people. Where the file system has no sockets, nothing is kept.
 */
export async function lockData(data: string, limit: number): Promise<() => void> {
  const file = shortPath(`${data}.lock`);
  const id = randomUUID();
  for (let waited = 0; ; waited += 200) {
    if (!(await holderOf(file))) {
      const server = await listen(file, id);
      if (server === 'unsupported') return () => {};
      await sleep(SETTLED_MS);
      if (server && (await holderOf(file)) === id) return () => server.close();
      server?.close();
    }
    if (waited >= limit)
      throw new Error(`${data} is in use, maybe by another container. Stop that one: a data folder is for one portal.`);
    await sleep(200);
  }
}

/** The path of a socket has at most 107 bytes. */
function shortPath(file: string): string {
  if (file.length < 100 || process.platform !== 'linux') return file;
  return join('/proc/self/fd', String(openSync(dirname(file), 'r')), basename(file));
}

/** Takes the place of a file that nobody listens at. */
function listen(file: string, id: string): Promise<Server | 'unsupported' | undefined> {
  rmSync(file, { force: true });
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.on('error', () => {}).end(id)).unref();
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRINUSE' ? undefined : 'unsupported'),
    );
    server.listen({ path: file, exclusive: true }, () => resolve(server));
  });
}

/** What the process that holds a lock calls itself; undefined where nobody holds it. */
function holderOf(file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let id = '';
    const socket = connect({ path: file });
    socket.setTimeout(ANSWER_MS, () => socket.destroy());
    socket.on('data', (chunk) => (id += chunk));
    let isConnected = false;
    socket.once('connect', () => (isConnected = true));
    socket.on('error', () => {});
    // One that is too busy to answer is there all the same.
    socket.once('close', () => resolve(isConnected ? id || 'busy' : undefined));
  });
}
