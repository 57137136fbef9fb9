import type { ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POSTGRES_USER } from '#processes/postgres/postgres-home';
import { endPostmaster, type PostmasterOptions, spawnPostmaster, waitUntilReady } from '#processes/postgres/postmaster';

export type PrivatePostgres = { url: string; stop(): Promise<void> };

const running = new Set<ChildProcess>();

/**
 * Starts a PostgreSQL that nobody else reaches: it listens in a folder of its account alone. Throws an Error with a line
 * for people when it does not start.
 */
export async function startPrivatePostgres(
  { settings, ...options }: PostmasterOptions,
  password: string,
): Promise<PrivatePostgres> {
  // Names of sockets may have a hundred characters.
  const socket = mkdtempSync(join(tmpdir(), 'news-portal-'));
  if (options.account) chownSync(socket, options.account.uid, options.account.gid);
  const child = spawnPostmaster({
    ...options,
    settings: { ...settings, listen_addresses: '', unix_socket_directories: socket },
  });
  running.add(child);
  const stop = async () => {
    await endPostmaster(child);
    running.delete(child);
    rmSync(socket, { recursive: true, force: true });
  };
  const url = `postgres://${POSTGRES_USER}:${password}@localhost/postgres?host=${encodeURIComponent(socket)}`;
  try {
    await waitUntilReady(url, child, options.log);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Stops those that are running: whoever works with them fails. */
export async function endPrivatePostgres(): Promise<void> {
  await Promise.all([...running].map(endPostmaster));
}
