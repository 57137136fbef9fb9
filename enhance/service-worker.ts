// The service worker, at /service-worker.js. Pages come from the network, always; only where that fails does a kept
// copy of the story take their place, and says so, or else the offline page of the language.
import { KEPT_AT, keptTime, PARTS, PICTURES, STORIES } from '#enhance/kept';
import { deviceOf, tell } from '#enhance/push-subscription';
import { sparesData } from '#enhance/spare-data';

/**
 * Addresses of the offline pages of every language, the default one's first; put in by processes/build/assets.ts.
 * Those of languages that are off are not there.
 */
declare const OFFLINE_PAGES: string[];

type Waiting = Event & { waitUntil(work: Promise<unknown>): void };
type Asking = Waiting & {
  request: Request;
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
};
type Pushed = Waiting & { data: { json(): unknown } | null };
type Clicked = Waiting & { notification: Notification };
type Changed = Waiting & { oldSubscription?: PushSubscription; newSubscription?: PushSubscription };
type Shown = NotificationOptions & { title: string; navigate: string; tag: string };
type Page = { url: string; focus(): Promise<unknown> };
type Worker = {
  addEventListener(name: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', listener: (event: Asking) => void): void;
  addEventListener(name: 'push', listener: (event: Pushed) => void): void;
  addEventListener(name: 'notificationclick', listener: (event: Clicked) => void): void;
  addEventListener(name: 'pushsubscriptionchange', listener: (event: Changed) => void): void;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window' }): Promise<Page[]>;
    openWindow(address: string): Promise<unknown>;
  };
  registration: ServiceWorkerRegistration & { navigationPreload?: { enable(): Promise<void> } };
};
const worker = globalThis as unknown as Worker;

/** A width in which every picture is made that is made in a larger one (CROPS in newsroom/media/picture.ts). */
const SMALL = 480;

/** Whether the last page had to come from here, so that what it needs will have to as well. */
let cutOff = false;

worker.addEventListener('install', (event) => event.waitUntil(Promise.all([keepOfflinePages(), worker.skipWaiting()])));

worker.addEventListener('activate', (event) =>
  event.waitUntil(
    Promise.all([
      caches
        .keys()
        .then((names) =>
          names.filter((name) => ![STORIES, PARTS, PICTURES].includes(name)).map((name) => caches.delete(name)),
        ),
      // Pages do not wait for this worker to wake up.
      worker.registration.navigationPreload?.enable(),
      worker.clients.claim(),
    ]),
  ),
);

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname === '/' || offlinePage(pathname)) event.respondWith(page(request, event.preloadResponse));
    return;
  }
  const large = /^(\/media\/\w+\/(?:wide|whole))-(\d+)(?=\.)/.exec(pathname);
  if (large && Number(large[2]) > SMALL && sparesData()) {
    event.respondWith(fetch(pathname.replace(large[0], `${large[1]}-${SMALL}`)));
  } else if ((cutOff || !navigator.onLine) && /^\/(assets|media|_next)\//.test(pathname)) {
    const cache = pathname.startsWith('/media/') ? PICTURES : PARTS;
    event.respondWith(fetch(request).catch(async () => (await kept(cache, request.url)) ?? Response.error()));
  }
});

// What the site sends is in newsroom/push/push-message.ts. A message of a story takes the place of an earlier one of it.
worker.addEventListener('push', (event) => event.waitUntil(showNotification(event.data?.json())));

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data));
});

// Only some browsers say so; the others find it out by the next visit (enhance/push-subscription.ts).
worker.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renewSubscription(event)));

async function showNotification(message: unknown): Promise<void> {
  const { title, navigate, ...options } = (message as { notification: Shown }).notification;
  // Once more where something stands already, and without a sound where that is asked for.
  const shown = { ...options, data: navigate, renotify: !options.silent };
  await worker.registration.showNotification(title, shown);
}

async function openPage(address: string): Promise<void> {
  if (new URL(address).origin !== location.origin) return;
  const pages = await worker.clients.matchAll({ type: 'window' });
  const open = pages.find(({ url }) => url === address);
  await (open ? open.focus() : worker.clients.openWindow(address));
}

async function renewSubscription({ oldSubscription, newSubscription }: Changed): Promise<void> {
  if (!oldSubscription) return;
  const { endpoint, auth } = deviceOf(oldSubscription);
  const made = newSubscription ?? (await worker.registration.pushManager.subscribe(oldSubscription.options));
  await tell('PATCH', { former: { endpoint, auth }, device: deviceOf(made) });
}

async function page(request: Request, preload: Promise<Response | undefined> | undefined): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  const live = await Promise.resolve(preload)
    .then((response) => response ?? fetch(request))
    .catch(() => undefined);
  cutOff = !live;
  const address = origin + pathname;
  if (live && (live.status === 404 || live.status === 410)) await (await caches.open(STORIES)).delete(address);
  if (live && live.status < 500) return live;
  const story = await kept(STORIES, address);
  const offline = await keptOfflinePage(pathname);
  if (story) return withNote(story, (await offline?.text()) ?? '');
  return live ?? offline ?? Response.error();
}

/** The offline page of the language that an address begins with. */
function offlinePage(pathname: string): string | undefined {
  return OFFLINE_PAGES.find((address) => `${pathname}/`.startsWith(address.replace(/[^/]*$/, '')));
}

/** The kept one of the language that an address begins with, or else of the first that has one. */
async function keptOfflinePage(pathname: string): Promise<Response | undefined> {
  for (const address of [offlinePage(pathname) ?? [], OFFLINE_PAGES].flat()) {
    const page = await kept(PARTS, location.origin + address);
    if (page) return page;
  }
  return undefined;
}

async function kept(cache: string, address: string): Promise<Response | undefined> {
  return (await caches.open(cache)).match(address, { ignoreVary: true });
}

/** A kept story with the note, over everything else, of when it was kept; the words are the offline page's. */
async function withNote(story: Response, offline: string): Promise<Response> {
  const html = await story.text();
  const [, format, words = '{time}'] = /<p id="kept-note" data-format="([^"]+)"[^>]*>(.*?)<\/p>/s.exec(offline) ?? [];
  const note = `<p class="kept-note" role="status">${words.replace('{time}', keptTime(story, format))}</p>`;
  return new Response(
    html.replace(/<body[^>]*>/, (body) => body + note),
    { headers: { 'content-type': 'text/html; charset=utf-8', [KEPT_AT]: story.headers.get(KEPT_AT) ?? '' } },
  );
}

async function keepOfflinePages(): Promise<void> {
  const parts = await caches.open(PARTS);
  for (const address of OFFLINE_PAGES) {
    const response = await fetch(address, { cache: 'reload' });
    if (response.status === 404) continue;
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const html = await response.clone().text();
    await parts.put(address, response);
    const needed = [...html.matchAll(/<(?:link rel="stylesheet"|script type="module")[^>]*? (?:href|src)="([^"]+)"/g)];
    await parts.addAll(needed.flatMap(([, part]) => part ?? []));
  }
}
