import { existsSync } from 'node:fs';
import type { Environment } from '#platform/env';
import { findHost } from '#platform/open-client';
import { dataMajor, packagedMajor } from '#processes/postgres/majors/data-major';
import type { PostgresReport } from '#processes/postgres/postgres';
import { postgresHome, runningAddress } from '#processes/postgres/postgres-home';
import { connectDatabase } from '#processes/supervisor/connect-database';
import { anyPort } from '#processes/supervisor/free-port';
import { ManagedProcess } from '#processes/supervisor/managed-process';
import { pidLockHolder } from '#processes/supervisor/pid-lock';
import { StartupError } from '#processes/supervisor/startup-error';

const STOP_LIMIT_MS = 20_000;

/** A database for a command that may run beside the portal or without it. */
export type CommandDatabase = { url: string; stop(): Promise<void> };

/**
 * The owner's database for a command, which runs alone and needs a session of its own: past a pooler, and the one host
 * of several. DATABASE_URL of this process is that from now on. Undefined where the embedded one is used. Throws a
 * StartupError where it cannot be used.
 */
export async function openOwnDatabase(environment: Environment): Promise<string | undefined> {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = environment;
  if (!DATABASE_URL) return undefined;
  await connectDatabase(DATABASE_URL, DATABASE_DIRECT_URL);
  const url = await findHost(DATABASE_DIRECT_URL ?? DATABASE_URL);
  process.env.DATABASE_URL = url;
  delete process.env.DATABASE_DIRECT_URL;
  return url;
}

/**
 * The embedded database of a data folder: the running portal's, or one that is started for a command and stopped with
 * it; a new one only if that is said. Throws a StartupError where there is no data, and while the portal is starting it.
 */
export async function openEmbeddedDatabase(folder: string, { mayBeNew = false } = {}): Promise<CommandDatabase> {
  if (!existsSync(folder) && !mayBeNew)
    throw new StartupError(`There is no portal data in ${folder}. Start the portal once, or set DATA_DIR.`);
  const home = postgresHome(folder);
  const running = runningAddress(home);
  if (running) return { url: running, stop: async () => {} };
  const holder = pidLockHolder(folder);
  if (holder)
    throw new StartupError(`The portal (process ${holder.pid}) is starting its database. Try again in a moment.`);
  const major = dataMajor(home.data);
  if (major !== undefined && major < packagedMajor())
    throw new StartupError(
      `The data is of PostgreSQL ${major}, and this version of the portal has ${packagedMajor()}. Start the portal once, ` +
        'which moves it over: npm start.',
    );
  const postgres = new ManagedProcess<PostgresReport>('database', 'postgres/postgres.ts', {
    EMBEDDED_POSTGRES_PORT: String(await anyPort()),
  });
  const { ready } = await postgres.start();
  return { url: ready.url, stop: () => postgres.stop(STOP_LIMIT_MS) };
}
