import { storableText } from '#i18n/storable';
import { readReport } from '#newsroom/letters/bounces/read-report';
import { recordReport } from '#newsroom/letters/bounces/record-report';
import { LETTER_SECRET } from '#newsroom/letters/settings/find-letter-settings';
import { database } from '#platform/database';
import { decrypt } from '#platform/encryption';
import { readMailbox } from '#platform/mailbox';

/** The mailbox is read this often, minutes. */
const EVERY_MINUTES = 5;

/** Reads the mailbox that letters come back to, if it is time and nobody else does; what is wrong is kept to be shown. */
export async function readReports({ isOnInternet = true } = {}): Promise<void> {
  const [taken] = await database().$queryRaw<{ mailbox: Uint8Array }[]>`
    UPDATE letter_settings SET mailbox_due_at = now() + make_interval(mins => ${EVERY_MINUTES}::int)
    WHERE is_on AND mailbox IS NOT NULL AND mailbox_due_at <= now() RETURNING mailbox`;
  if (!taken) return;
  const url = decrypt(taken.mailbox, LETTER_SECRET);
  const trouble = url === undefined ? 'AUTH_SECRET' : await readAll(url, isOnInternet);
  await database().$executeRaw`UPDATE letter_settings SET mailbox_trouble = ${storableText(trouble.slice(0, 300))}`;
}

async function readAll(url: string, isOnInternet: boolean): Promise<string> {
  try {
    await readMailbox(url, { isOnInternet }, async (message) => {
      const report = await readReport(message);
      if (report) await recordReport(report, { isTrusted: false });
    });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
