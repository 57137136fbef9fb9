// The browser's subscription to notifications; shared by the page where readers choose, by every page (which says once a
// day that the browser is still there) and by the worker.

/** What the site needs of a subscription, in its words. */
export type Device = { endpoint: string; p256dh: string; auth: string };

/** What the reader has chosen, as the site takes it. */
export type Wishes = {
  language: string;
  sections: string[];
  quietHours: [from: number, until: number] | null;
};

/** What this browser remembers: the site has no way to ask who somebody is. */
export type Remembered = Wishes & {
  /** The key that the subscription was made for. */
  key: string;
  /** As the site knows it. */
  device: Device;
  /** When the site was told last, milliseconds since 1970. */
  at: number;
};

const STORED = 'push';
const ADDRESS = '/api/push';
export const WORKER = '/service-worker.js';

export function deviceOf(subscription: PushSubscription): Device {
  const { endpoint = '', keys = {} } = subscription.toJSON();
  return { endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' };
}

export function tell(method: 'POST' | 'PATCH' | 'DELETE', body: unknown): Promise<Response> {
  return fetch(ADDRESS, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

export function remembered(): Remembered | null {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? 'null');
  } catch {
    return null;
  }
}

function remember(value: Remembered | null): void {
  try {
    if (value) localStorage.setItem(STORED, JSON.stringify(value));
    else localStorage.removeItem(STORED);
  } catch {
    // Then the site is told again with the next choice only.
  }
}

/** The subscription that there is, or a new one; asks the reader for leave where that is open. */
async function ownSubscription(key: string): Promise<PushSubscription> {
  await navigator.serviceWorker.register(WORKER, { updateViaCache: 'none' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: key };
  const known = await pushManager.getSubscription();
  if (known && isFor(known, key)) return known;
  // One for a former key is worth nothing, and stands in the way.
  await known?.unsubscribe();
  return pushManager.subscribe(options);
}

/**
 * Tells the site what the reader wants, and remembers it. False where the site does not take it. It has another key where
 * its former one was lost: then the browser subscribes anew.
 */
export async function wish(key: string, wishes: Wishes, isAgain = false): Promise<boolean> {
  const device = deviceOf(await ownSubscription(key));
  const before = remembered()?.device;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const former = before && before.endpoint !== device.endpoint && { endpoint: before.endpoint, auth: before.auth };
  const told = await tell('POST', { key, device, ...wishes, timeZone, ...(former && { former }) });
  if (told.status === 409 && !isAgain) {
    const { key: other } = await told.json();
    return typeof other === 'string' && wish(other, wishes, true);
  }
  if (told.ok) remember({ ...wishes, key, device, at: Date.now() });
  return told.ok;
}

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];

/**
 * Says once a day that this browser is still there, and what it is called now: subscriptions end without a word, and most
 * browsers tell nobody.
 */
export async function renew(): Promise<void> {
  const known = remembered();
  if (!known || Date.now() - known.at < DAY_MS || Notification.permission !== 'granted') return;
  const { key, language, sections, quietHours } = known;
  // Where it fails, the pages of the next hour need not try.
  remember({ ...known, at: Date.now() - DAY_MS + HOUR_MS });
  await wish(key, { language, sections, quietHours });
}

/** Ends it, in the browser and on the site. False where the site could not be told. */
export async function end(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  const subscription = await registration?.pushManager?.getSubscription();
  const device = subscription ? deviceOf(subscription) : remembered()?.device;
  await subscription?.unsubscribe();
  const told = device ? await tell('DELETE', { endpoint: device.endpoint, auth: device.auth }) : undefined;
  remember(null);
  return told?.ok ?? true;
}

function isFor({ options }: PushSubscription, key: string): boolean {
  const made = options?.applicationServerKey;
  // Some browsers do not say.
  if (!made) return true;
  const text = btoa(String.fromCharCode(...new Uint8Array(made)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === key;
}
