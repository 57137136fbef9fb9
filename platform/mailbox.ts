import { ImapFlow } from 'imapflow';
import { publicIpOf } from '#platform/public-ip';

/** Letters that are read at a time: the rest is there the next time. */
const MOST = 200;
/** Larger ones are no reports, bytes. */
const LARGEST = 1_000_000;
const TIMEOUT_MS = 20_000;
/** For all of it, whatever the server keeps saying meanwhile: what was not read is there the next time. */
const WHOLE_MS = 240_000;

/**
 * Reads all letters of a mailbox (imaps:// or imap://, with name and password), and deletes those that `take` has
 * taken. With `isOnInternet` its server must have a public address. Rejects where the mailbox cannot be read; returns
 * how many were read.
 */
export async function readMailbox(
  url: string,
  { isOnInternet }: { isOnInternet: boolean },
  take: (message: Buffer) => Promise<void>,
): Promise<number> {
  const { hostname, port, protocol, username, password, pathname } = new URL(url);
  const secure = protocol === 'imaps:';
  const client = new ImapFlow({
    host: isOnInternet ? await publicIpOf(hostname) : hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    servername: hostname,
    // Whoever is on the way would else read the password; on this machine it is used where there is encryption.
    ...(isOnInternet && !secure && { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
  });
  // Without a listener an error of an idle connection would end the process.
  client.on('error', () => {});
  let isOver = false;
  const limit = setTimeout(() => {
    isOver = true;
    client.close();
  }, WHOLE_MS);
  try {
    await client.connect();
    const lock = await client.getMailboxLock(decodeURIComponent(pathname.slice(1)) || 'INBOX');
    try {
      const found = (await client.search({ all: true }, { uid: true })) || [];
      const uids = found.slice(0, MOST);
      for (const uid of uids) {
        const message = await client.fetchOne(String(uid), { source: { maxLength: LARGEST } }, { uid: true });
        const source = message ? message.source : undefined;
        if (source) await take(source);
        await client.messageDelete(String(uid), { uid: true });
      }
      return uids.length;
    } finally {
      lock.release();
    }
  } catch (error) {
    throw isOver ? new Error(`the mailbox took longer than ${WHOLE_MS / 1_000} s`) : error;
  } finally {
    clearTimeout(limit);
    await client.logout().catch(() => client.close());
  }
}
