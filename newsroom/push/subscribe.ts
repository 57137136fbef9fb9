import { createHash, ECDH } from 'node:crypto';
import type { Language } from '#i18n/languages';
import type { Device } from '#newsroom/push/send-to-device';
import { database } from '#platform/database';
import { isPublicHost } from '#platform/ip-address';

/** Most subscriptions of a site. */
const MOST = 500_000;

/** What a reader wants to be told. */
export type Wishes = {
  /** The site's, that the browser has subscribed with. */
  key: string;
  language: Language;
  /** Keys of sections; none for all. */
  sections: readonly string[];
  quietHours: readonly [from: number, until: number] | null;
  /** Of the device, an IANA name. */
  timeZone: string;
};

export type SubscribeResult =
  | { ok: true }
  /** `invalid`: no browser has made it. `full`: there are too many. `off`: there are no notifications. */
  | { ok: false; why: 'off' | 'invalid' | 'full' }
  /** It was made for another key than the site has. */
  | { ok: false; why: 'key'; key: string };

/** Longest endpoint, characters. Push services have some 200. */
export const LONGEST_ENDPOINT = 1_000;

function hashOf(endpoint: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(endpoint).digest());
}

/**
 * Keeps a browser that wants to be notified, or what it wants now, and that it was there. Whoever knows its endpoint
 * without its secret changes nothing.
 */
export async function subscribe(device: Device, wishes: Wishes): Promise<SubscribeResult> {
  if (!isDevice(device)) return { ok: false, why: 'invalid' };
  const { endpoint, p256dh, auth } = device;
  const [from, until] = wishes.quietHours ?? [null, null];
  const timeZone = isTimeZone(wishes.timeZone) ? wishes.timeZone : 'UTC';
  const saved = await database().$executeRaw`
    INSERT INTO push_subscription AS known
      (endpoint_hash, endpoint, p256dh, auth, language, sections, quiet_from, quiet_until, time_zone)
    SELECT ${hashOf(endpoint)}, ${endpoint}, ${p256dh}, ${auth}, ${wishes.language},
      -- Sections that are no more are not all of them.
      CASE WHEN ${wishes.sections.length}::int = 0 THEN '{}'::int[]
        ELSE array_append(ARRAY(SELECT id FROM section WHERE key = ANY (${[...wishes.sections]}::text[])), 0) END,
      ${from}::int, ${until}::int, ${timeZone}
    FROM push_settings WHERE is_on AND public_key = ${wishes.key}
      AND NOT EXISTS (SELECT FROM push_subscription OFFSET ${MOST}::int LIMIT 1)
    ON CONFLICT (endpoint_hash) DO UPDATE SET p256dh = excluded.p256dh, language = excluded.language,
      sections = excluded.sections, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
      time_zone = excluded.time_zone, renewed_at = now()
    WHERE known.auth = excluded.auth`;
  if (saved === 1) return { ok: true };
  const settings = await database().pushSettings.findUnique({
    where: { id: 1 },
    select: { isOn: true, publicKey: true },
  });
  if (!settings?.isOn) return { ok: false, why: 'off' };
  if (settings.publicKey !== wishes.key) return { ok: false, why: 'key', key: settings.publicKey };
  const known = await database().pushSubscription.count({ where: { endpointHash: hashOf(endpoint) } });
  return { ok: false, why: known > 0 ? 'invalid' : 'full' };
}

/**
 * Puts a subscription that the browser has made in the place of its former one, with what its reader wants. False where
 * there is none of that endpoint and secret.
 */
export async function renewSubscription(former: Pick<Device, 'endpoint' | 'auth'>, device: Device): Promise<boolean> {
  if (!isDevice(device)) return false;
  const { endpoint, p256dh, auth } = device;
  const renewed = await database().$executeRaw`
    UPDATE push_subscription SET endpoint_hash = ${hashOf(endpoint)}, endpoint = ${endpoint}, p256dh = ${p256dh},
      auth = ${auth}, renewed_at = now()
    WHERE endpoint_hash = ${hashOf(former.endpoint)} AND auth = ${former.auth}
      AND NOT EXISTS (
        SELECT FROM push_subscription other
        WHERE other.endpoint_hash = ${hashOf(endpoint)} AND other.endpoint_hash <> ${hashOf(former.endpoint)}
      )`;
  return renewed === 1;
}

/** Ends the subscription of an endpoint and its secret: nothing of it is kept. */
export async function endSubscription({ endpoint, auth }: Pick<Device, 'endpoint' | 'auth'>): Promise<void> {
  await database().pushSubscription.deleteMany({ where: { endpointHash: hashOf(endpoint), auth } });
}

/** Whether a browser can have made it: its push service is on the internet, and its keys are some. */
export function isDevice({ endpoint, p256dh, auth }: Device): boolean {
  if (endpoint.length > LONGEST_ENDPOINT || URL.parse(endpoint)?.protocol !== 'https:' || !isPublicHost(endpoint))
    return false;
  if (Buffer.from(auth, 'base64url').length !== 16) return false;
  try {
    // Throws for what is no point of the curve.
    return (ECDH.convertKey(p256dh, 'prime256v1', 'base64url') as Buffer).length === 65;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
