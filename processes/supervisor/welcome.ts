import { accountLinkAddress } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import { createOwnerLink } from '#newsroom/staff/create-token-link';
import { database } from '#platform/database';
import { databaseTrouble } from '#platform/database-trouble';
import { publicUrl, readEnvironment } from '#platform/env';

/**
 * What is printed once the portal is up: its addresses and, while nobody is on the staff, a link to create the owner's
 * account. There is no first password that somebody could forget to change.
 */
export async function welcome(): Promise<string> {
  const origin = `http://localhost:${readEnvironment().PORT}`;
  const pages = LANGUAGES.map(({ path, name }) => `  ${name.padEnd(9)} ${origin}/${path}`);
  try {
    const token = await createOwnerLink().catch(nothingToWrite);
    const newsroom = token
      ? "\n  There are no staff yet. Create the owner's account with this link. It works once and for a day:\n\n" +
        `  ${publicUrl()}${accountLinkAddress(token)}`
      : `  Newsroom  ${publicUrl()}/admin`;
    return ['', ...pages, newsroom, '', '  Press Ctrl-C to stop.', ''].join('\n');
  } finally {
    await database().$disconnect();
  }
}

/** Of a standby pages are read; there is no link to create an account with. */
function nothingToWrite(error: unknown): null {
  if (databaseTrouble(error) !== 'read-only') throw error;
  return null;
}
