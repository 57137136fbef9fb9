// `npm start -- --reset-password somebody@paper.example`: for whoever runs the machine, when somebody cannot sign in
// any more. Works while the portal runs and while it does not.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accountLinkAddress } from '#i18n/admin-addresses';
import { readEnvironment } from '#platform/env';
import { generateClientIfStale } from '#processes/build/database-client';
import type { PostgresReport } from '#processes/postgres/postgres';
import { postgresHome, runningAddress } from '#processes/postgres/postgres-home';
import { anyPort } from '#processes/supervisor/free-port';
import { ManagedProcess } from '#processes/supervisor/managed-process';
import { pidLockHolder } from '#processes/supervisor/pid-lock';
import { StartupError } from '#processes/supervisor/startup-error';

const STOP_LIMIT_MS = 20_000;

let postgres: ManagedProcess<PostgresReport> | undefined;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'reset-password': { type: 'string' }, 'reset-two-factor': { type: 'boolean' } },
  });
  const email = values['reset-password'] ?? '';
  if (!email.includes('@')) throw new StartupError(`“${email}” is not an e-mail address.`);
  const environment = readEnvironment();
  const folder = resolve(environment.DATA_DIR);
  process.env.DATABASE_URL = environment.DATABASE_URL ?? (await embeddedDatabase(folder));
  // The portal may run on another port than the one in our environment.
  process.env.PORT = String(pidLockHolder(folder)?.port ?? environment.PORT);
  await generateClientIfStale();
  await resetPassword(email, values['reset-two-factor'] ?? false);
}

async function resetPassword(email: string, isTwoFactorReset: boolean): Promise<void> {
  const { resetTwoFactor } = await import('#newsroom/staff/reset-two-factor');
  const { createResetLink } = await import('#newsroom/staff/create-token-link');
  const { publicUrl } = await import('#platform/env');
  const { database } = await import('#platform/database');
  try {
    const link = await createResetLink(email);
    if (!link)
      throw new StartupError(
        `No active member of staff has the e-mail ${email}. ` +
          'Check the address; a suspended account has to be reactivated first.',
      );
    if (isTwoFactorReset) await resetTwoFactor(email);
    console.log(`
  This link sets a new password for ${email}. It works once and for an hour:

  ${publicUrl()}${accountLinkAddress(link.token)}
`);
    if (isTwoFactorReset)
      console.log('  Two-factor authentication is off, passkeys are removed and all sessions are ended.\n');
  } finally {
    await database().$disconnect();
  }
}

/** The address of the embedded database: the running portal's, or one that is started for this command. */
async function embeddedDatabase(folder: string): Promise<string> {
  if (!existsSync(folder))
    throw new StartupError(`There is no portal data in ${folder}. Start the portal once, or set DATA_DIR.`);
  const running = runningAddress(postgresHome(folder));
  if (running) return running;
  const holder = pidLockHolder(folder);
  if (holder)
    throw new StartupError(`The portal (process ${holder.pid}) is starting its database. Try again in a moment.`);
  postgres = new ManagedProcess<PostgresReport>('database', 'postgres/postgres.ts', {
    EMBEDDED_POSTGRES_PORT: String(await anyPort()),
  });
  return (await postgres.start()).ready.url;
}

async function end(code: number): Promise<void> {
  await postgres?.stop(STOP_LIMIT_MS);
  process.exit(code);
}

process.on('disconnect', () => void end(1));

main().then(
  () => end(0),
  (error: Error) => {
    const hasNoTables = /staff.*does not exist/.test(error.message);
    console.error(`✗ ${hasNoTables ? 'This database has no newsroom yet. Start the portal once.' : error.message}`);
    return end(1);
  },
);
