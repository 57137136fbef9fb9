import webPush from 'web-push';
import { database } from '#platform/database';
import { decrypt, encrypt } from '#platform/encryption';

// The site says who it is with a token that it signs (VAPID, RFC 8292). Signing takes as long as encrypting a message:
// a token is good for hours, so there is one for each push service.

const PURPOSE = 'push';

/** As a token says it, seconds; at most a day. */
const GOOD_SECONDS = 12 * 3_600;
/** A token is used until so long before that, seconds: clocks differ, and messages wait. */
const SPARE_SECONDS = 3_600;
/** Tokens that are kept: there are a handful of push services, and whatever else people make up. */
const KEPT = 500;

/** Who the site is for push services. */
export type Sender = { publicKey: string; privateKey: string; contact: string };

/** A new pair of keys: the public one as subscriptions need it, the private one encrypted. */
export function makeKeys(): { publicKey: string; privateKey: Uint8Array<ArrayBuffer> } {
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  return { publicKey, privateKey: encrypt(privateKey, PURPOSE) };
}

/** Whether the private key can be read here. */
export function isReadable(privateKey: Uint8Array): boolean {
  return decrypt(privateKey, PURPOSE) !== undefined;
}

/** Who the site is; null where nobody has set it up, or where its key cannot be read: AUTH_SECRET is another one. */
export async function findSender(): Promise<Sender | null> {
  const row = await database().pushSettings.findUnique({ where: { id: 1 } });
  const privateKey = row && decrypt(row.privateKey, PURPOSE);
  return privateKey ? { publicKey: row.publicKey, privateKey, contact: row.contact } : null;
}

const tokens = new Map<string, { header: string; until: number }>();

/** The header that says to the push service of an endpoint who the site is. */
export function authorizationFor(endpoint: string, { publicKey, privateKey, contact }: Sender): string {
  const { origin } = new URL(endpoint);
  const name = `${origin} ${publicKey} ${contact}`;
  const seconds = Math.floor(Date.now() / 1_000);
  const known = tokens.get(name);
  if (known && known.until > seconds) return known.header;
  if (tokens.size >= KEPT) tokens.clear();
  const expires = seconds + GOOD_SECONDS;
  const { Authorization } = webPush.getVapidHeaders(origin, contact, publicKey, privateKey, 'aes128gcm', expires);
  tokens.set(name, { header: Authorization, until: expires - SPARE_SECONDS });
  return Authorization;
}
