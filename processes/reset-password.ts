// `npm start -- --let-in somebody@paper.example`: for whoever has the machine and is shut out of the newsroom. Works
// beside a running portal.
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { accountLinkAddress } from '#i18n/admin-addresses';
import { readEnvironment } from '#platform/env';
import { generateClient } from '#processes/build/build';
import type { PostgresReport } from '#processes/postgres/postgres';
import { postgresHome, runningAt } from '#processes/postgres/postgres-home';
import { anyPort } from '#processes/supervisor/free-port';
import { pidLockHolder } from '#processes/supervisor/pid-lock';
import { StartupError } from '#processes/supervisor/steps';

let postgres: ChildProcess | undefined;

async function main(): Promise<void> {
  const email = process.argv[process.argv.indexOf('--let-in') + 1] ?? '';
  if (!email.includes('@')) throw new StartupError('Say whom to let in: npm start -- --let-in somebody@paper.example');
  const environment = readEnvironment();
  const folder = resolve(environment.DATA_DIR);
  process.env.DATABASE_URL = environment.DATABASE_URL ?? (await embedded(folder));
  // The portal may have been started with another port than we.
  process.env.PORT = String(pidLockHolder(folder)?.port ?? environment.PORT);
  await generateClient();
  await letIn(email, process.argv.includes('--without-second-factor'));
}

async function letIn(email: string, isWithoutSecondFactor: boolean): Promise<void> {
  const { resetTwoFactor } = await import('#newsroom/staff/reset-two-factor');
  const { createResetLink } = await import('#newsroom/staff/create-token-link');
  const { publicUrl } = await import('#platform/env');
  const { database } = await import('#platform/database');
  try {
    const made = await createResetLink(email);
    if (!made)
      throw new StartupError(`Nobody who may come in has the e-mail ${email}: it is not on the staff, or suspended.`);
    if (isWithoutSecondFactor) await resetTwoFactor(email);
    console.log(
      `\n  This link, for an hour and once, sets a new password for ${email}:\n\n  ${publicUrl()}${accountLinkAddress(made.token)}\n`,
    );
    if (isWithoutSecondFactor)
      console.log('  No second factor is asked for any more, passkeys are gone, all sessions have ended.\n');
  } finally {
    await database().$disconnect();
  }
}

/** The address of the embedded database: of the running portal's, else of one that is started for us alone. */
async function embedded(folder: string): Promise<string> {
  if (!existsSync(folder))
    throw new StartupError(`There is no newsroom in ${folder} yet. Start the portal once, or set DATA_DIR.`);
  const running = runningAt(postgresHome(folder));
  if (running) return running;
  const holder = pidLockHolder(folder);
  if (holder)
    throw new StartupError(`The portal (process ${holder.pid}) has no database just now. Try again in a moment.`);
  const child = fork(join(import.meta.dirname, 'postgres/postgres.ts'), {
    env: { ...process.env, EMBEDDED_POSTGRES_PORT: String(await anyPort()) },
    detached: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  postgres = child;
  const report = await new Promise<PostgresReport>((told, failed) => {
    child.once('message', (message) => told(message as PostgresReport));
    child.once('exit', () => failed(new StartupError('The database did not start.')));
  });
  if ('failed' in report) throw new StartupError(report.failed);
  return report.ready.url;
}

async function end(code: number): Promise<void> {
  const child = postgres;
  if (child && child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
  process.exit(code);
}

process.on('disconnect', () => void end(1));

main().then(
  () => end(0),
  (error: Error) => {
    const noTables = /staff.*does not exist/.test(error.message);
    console.error(`✗ ${noTables ? 'This database has no newsroom yet. Start the portal once.' : error.message}`);
    return end(1);
  },
);
