// `npm start -- --reset-password somebody@paper.example`: for whoever runs the machine, when somebody cannot sign in
// any more. Works while the portal runs and while it does not.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accountLinkAddress } from '#i18n/admin-addresses';
import { readEnvironment } from '#platform/env';
import { generateClientIfStale } from '#processes/build/database-client';
import { type CommandDatabase, openEmbeddedDatabase, openOwnDatabase } from '#processes/supervisor/command-database';
import { pidLockHolder } from '#processes/supervisor/pid-lock';
import { StartupError } from '#processes/supervisor/startup-error';

let embedded: CommandDatabase | undefined;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'reset-password': { type: 'string' }, 'reset-two-factor': { type: 'boolean' } },
  });
  const email = values['reset-password'] ?? '';
  if (!email.includes('@')) throw new StartupError(`“${email}” is not an e-mail address.`);
  const environment = readEnvironment();
  const folder = resolve(environment.DATA_DIR);
  const own = await openOwnDatabase(environment);
  if (!own) embedded = await openEmbeddedDatabase(folder);
  process.env.DATABASE_URL = own ?? embedded?.url;
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

async function end(code: number): Promise<void> {
  await embedded?.stop();
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
