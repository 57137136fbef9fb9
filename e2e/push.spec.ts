import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Page, Worker } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { type PushService, startPushService } from '#e2e/push-service';
import { createStaffMember, createStory } from '#e2e/test-data';
import { notificationsAddress, postAddress } from '#i18n/addresses';
import { editAddress, PUSH_SETTINGS } from '#i18n/admin-addresses';
import { languageOf } from '#i18n/languages';
import newsroomEn from '#messages/newsroom/en.json' with { type: 'json' };
import newsroomHy from '#messages/newsroom/hy.json' with { type: 'json' };
import newsroomRu from '#messages/newsroom/ru.json' with { type: 'json' };
import type { Device } from '#newsroom/push/send-to-device';
import { database } from '#platform/database';
import { expect, test, WORDS } from './browser-test.ts';

// Notifications from the settings to the reader's device and back. The push service is on this machine: it reads what a
// browser would get, and DevTools hands that to the service worker, for the browser's own push service is elsewhere.
test.describe.configure({ mode: 'serial', timeout: 120_000 });
// The answer 409 that a browser with a former key gets is written to its console.
test.use({ serviceWorkers: 'allow', expected: [/status of 409/] });

const NEWSROOM = { en: newsroomEn, ru: newsroomRu, hy: newsroomHy };
const LANGUAGES = ['en', 'ru', 'hy'] as const;
type Code = (typeof LANGUAGES)[number];
const WAIT = { timeout: 30_000 };
const AUTH_SECRET = 'a secret of this test alone, of forty letters';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 ' +
  'Mobile/15E148 Safari/604.1';

let house: OwnServer;
let web: Web;
let room: Newsroom;
let service: PushService;
let courier: ChildProcess;
const people = new Map<string, { email: string; password: string }>();
const articles = new Map<Code, number>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    for (const code of LANGUAGES)
      people.set(code, await createStaffMember('administrator', `Administrator ${code}`, code));
    people.set('editor', await createStaffMember('editor', 'An editor'));
    for (const code of LANGUAGES)
      articles.set(code, (await createStory({ slugs: { [code]: `notified-${code}` } })).articles[code]);
  });
  web = await house.startWeb({ AUTH_SECRET });
  room = new Newsroom(browser, web.origin);
  service = await startPushService();
  courier = fork('e2e/push-worker.ts', {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...process.env,
      ...{ DATABASE_URL: house.postgres.url, DATA_DIR: house.folder, PUBLIC_URL: web.origin, AUTH_SECRET },
      PUSH_SERVICE: service.origin,
    },
  });
});
test.afterEach(() => room.closeAll());
test.afterAll(async () => {
  courier?.kill();
  if (courier && courier.exitCode === null && courier.signalCode === null) await once(courier, 'exit');
  await service?.close();
  await house?.close();
});

/** An address of this test's own site. */
const here = (path: string) => web.origin + path;

const query = <T>(work: () => Promise<T>) => house.onStage(work);
const seat = (who: string, options = {}) => room.seat(people.get(who) ?? { email: '', password: '' }, options);

/**
 * Has a page subscribe at the push service of this test, as if its reader had agreed: a browser without a head says no to
 * everybody. To be done on every page that is opened; the script then looks again.
 */
async function givePushService(page: Page, device: Device): Promise<void> {
  const outside = { ...device, endpoint: device.endpoint.replace(service.origin, 'https://push.example') };
  await page.evaluate(({ endpoint, p256dh, auth }) => {
    const stored = 'subscription of the test';
    const bytesOf = (key: string) =>
      Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    const make = (key: string) => ({
      options: { applicationServerKey: bytesOf(key).buffer },
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => localStorage.removeItem(stored),
    });
    Object.defineProperty(Notification, 'permission', { get: () => 'granted', configurable: true });
    Notification.requestPermission = async () => 'granted';
    PushManager.prototype.subscribe = async (options) => {
      localStorage.setItem(stored, String(options?.applicationServerKey));
      return make(String(options?.applicationServerKey)) as unknown as PushSubscription;
    };
    PushManager.prototype.getSubscription = async () => {
      const key = localStorage.getItem(stored);
      return key ? (make(key) as unknown as PushSubscription) : null;
    };
    document.dispatchEvent(new Event('visibilitychange'));
  }, outside);
}

const bell = (page: Page, code: Code) =>
  page.locator('main').getByRole('link', { name: WORDS[code].notifications.bell, exact: true });

type Shown = {
  title: string;
  body: string;
  lang: string;
  tag: string;
  silent: boolean;
  renotify: boolean;
  data: string;
};

/** The service worker, as it is seen from inside. */
type Scope = {
  shown: Shown[];
  registration: { showNotification(title: string, options: Omit<Shown, 'title'>): Promise<void> };
  clients: { openWindow(address: string): Promise<null> };
};

/** The worker of the site. It writes down what it shows: a browser without a head shows nothing, and refuses to try. */
async function openWorker(page: Page): Promise<Worker> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.context().serviceWorkers().length).toBeGreaterThan(0);
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('there is no service worker');
  await worker.evaluate(() => {
    const scope = globalThis as unknown as Scope;
    scope.shown = [];
    scope.registration.showNotification = async (title, options) => {
      // One of the same tag takes the place of the other.
      scope.shown = [...scope.shown.filter(({ tag }) => tag !== options.tag), { title, ...options }];
    };
  });
  return worker;
}

const shown = (worker: Worker) => worker.evaluate(() => (globalThis as unknown as Scope).shown);

/** Hands a message to the worker, as the browser does with what its push service has. */
async function deliver(page: Page, notification: unknown): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    }),
  );
  await client.send('ServiceWorker.enable');
  await client.send('ServiceWorker.deliverPushMessage', {
    origin: web.origin,
    registrationId: await registered,
    data: JSON.stringify({ web_push: 8030, notification }),
  });
  await client.detach();
}

/** A tap on what is shown; returns the address that the worker opens. */
function tap(worker: Worker): Promise<string> {
  return worker.evaluate(() => {
    const scope = globalThis as unknown as Scope;
    const [notification] = scope.shown;
    return new Promise<string>((resolve) => {
      scope.clients.openWindow = async (address) => {
        resolve(address);
        return null;
      };
      const event = new Event('notificationclick');
      globalThis.dispatchEvent(Object.assign(event, { notification: { ...notification, close() {} }, waitUntil() {} }));
    });
  });
}

test('until somebody turns them on there is no bell, and the page says so', async ({ page, request }) => {
  await page.goto(here(postAddress('en', 'notified-en')));
  await expect(page.locator('notification-bell')).toHaveCount(0);
  await page.goto(here(notificationsAddress('en')));
  await expect(page.getByText(WORDS.en.notifications.off)).toBeVisible();
  await expect(page.locator('notification-choice form')).toHaveCount(0);
  // There is nothing to ask of a browser yet.
  await expect(page.locator('notification-choice')).toHaveText('', { useInnerText: true });
  const device = { ...service.device(), endpoint: 'https://push.example/early' };
  const wishes = { key: 'BA', language: 'en', sections: [], quietHours: null, timeZone: 'UTC' };
  expect((await request.post(here('/api/push'), { data: { device, ...wishes } })).status()).toBe(409);
});

test('an administrator turns them on, and sends a test to a browser', async () => {
  const T = newsroomEn.push;
  const page = await seat('en');
  await page.goto(here('/admin/settings'));
  await page.getByRole('link', { name: newsroomEn.settings.tabs.notifications, exact: true }).click();
  const form = page.getByRole('form', { name: T.title, exact: true });
  await form.getByLabel(T.isOn).check();
  await form.getByLabel(T.contact).fill('editor@paper.example');
  await form.getByRole('button', { name: T.begin }).click();
  await expect(form.getByRole('alert')).toHaveText(newsroomEn.refusals.invalid.pushContact);
  await expect(form.getByLabel(T.isOn)).toBeChecked();
  await form.getByLabel(T.contact).fill('mailto:editor@paper.example');
  await form.getByLabel(T.mostADay).fill('9');
  await form.getByRole('button', { name: T.begin }).click();
  await expect(form.getByText(T.saved)).toBeVisible();
  await expect(page.getByText(T.noDevices)).toBeVisible();
  // Its push service is not on the internet: the answer is shown.
  await givePushService(page, service.device());
  await page.getByRole('button', { name: T.test }).click();
  await expect(page.getByText(T.testFailed.split('{')[0] ?? '')).toBeVisible();
  const { privateKey } = await query(() => database().pushSettings.findFirstOrThrow());
  expect(await page.content()).not.toContain(Buffer.from(privateKey).toString('base64url'));
  room.expectErrors(/404/);
  const editor = await seat('editor');
  expect((await editor.goto(here(PUSH_SETTINGS)))?.status()).toBe(404);
});

for (const [turn, code] of LANGUAGES.entries()) {
  const T = WORDS[code].notifications;
  const N = NEWSROOM[code];
  const P = N.editArticle.push;

  test(`a reader is notified of a story in ${code}, and ends it`, async ({ page }) => {
    const device = service.device();
    await takeTurn(page, turn);
    const article = articles.get(code) ?? 0;
    const address = postAddress(code, `notified-${code}`);

    // The bell explains before anybody is asked.
    await page.goto(here(address));
    await expect(bell(page, code)).toBeVisible();
    await expect(bell(page, code)).toHaveAttribute('href', notificationsAddress(code));
    await expectAccessible(page);
    await page.goto(here(notificationsAddress(code)));
    await givePushService(page, device);
    await expect(page.getByText(T.privacy)).toBeVisible();
    await expect(page.getByText(T.on)).toBeHidden();
    await expect(page.getByRole('button', { name: T.end })).toBeHidden();
    await expectAccessible(page);

    // What is missing is said; what was chosen stays.
    const form = page.getByRole('form', { name: T.choose });
    await form.getByLabel(T.some).check();
    await form.locator('[name=quietFrom]').selectOption('23');
    await form.getByRole('button', { name: T.subscribe }).click();
    await expect(page.getByText(T.incomplete)).toBeVisible();
    await form.locator('input[value=region]').check();
    await form.locator('[name=quietUntil]').selectOption('6');
    await form.getByRole('button', { name: T.subscribe }).click();
    await expect(page.getByText(T.done)).toBeVisible();
    await expect(page.getByText(T.on)).toBeVisible();
    const saved = await query(() => database().pushSubscription.findFirstOrThrow({ where: { language: code } }));
    // Browsers spell it in two ways.
    expect(saved).toMatchObject({ quietFrom: 23, quietUntil: 6, timeZone: expect.stringMatching(/^Asia.Kath?mandu$/) });
    // Whatever the hour of this test is.
    await form.locator('[name=quietFrom]').selectOption('');
    await form.locator('[name=quietUntil]').selectOption('');
    await form.getByRole('button', { name: T.save }).click();
    const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('push') ?? '{}').quietHours);
    await expect.poll(kept).toBeNull();
    await page.reload();
    await givePushService(page, device);
    await expect(form.locator('input[value=region]')).toBeChecked();
    await expect(form.locator('[name=quietFrom]')).toHaveValue('');
    await expectAccessible(page);

    // An editor pushes it.
    const desk = await seat(code, { locale: code });
    await takeTurn(desk, turn + 1);
    await desk.goto(here(editAddress(article)));
    const panel = desk.locator('details#push');
    await panel.locator('> summary').click();
    await expect(panel.getByText(P.none)).toBeVisible();
    const push = panel.getByRole('form', { name: P.form.replace('{language}', languageOf(code).name) });
    await push.getByLabel(P.headline).fill(`Told in ${code}`);
    await push.getByRole('button', { name: P.push, exact: true }).click();
    await expect(push.getByText(P.pushed)).toBeVisible();
    await expect.poll(() => service.received.find(({ device: at }) => device.endpoint.endsWith(at)), WAIT).toBeTruthy();
    const [first] = service.received.slice(-1);
    expect(first?.notification).toMatchObject({ title: `Told in ${code}`, lang: code, silent: false });

    // The worker shows it, in its language.
    const worker = await openWorker(page);
    await deliver(page, first?.notification);
    await expect
      .poll(() => shown(worker))
      .toMatchObject([
        {
          ...{
            title: `Told in ${code}`,
            body: `Standfirst of notified-${code}`,
            lang: code,
            silent: false,
            renotify: true,
          },
          ...{ tag: `story-${article}`, data: web.origin + address },
        },
      ]);

    // The newsroom sees what came of it, and takes it back.
    await expect(async () => {
      await desk.goto(here(editAddress(article)));
      await expect(panel.getByText(new RegExp(P.is.sent.story.replace('{time}', '.+')))).toBeVisible({ timeout: 500 });
    }).toPass(WAIT);
    await expectAccessible(desk);
    await panel.getByRole('button', { name: P.takeBack }).click();
    await expect
      .poll(() => service.received.at(-1)?.notification.title, WAIT)
      .toBe(WORDS[code].statusPage.withdrawn.title);
    const back = service.received.at(-1)?.notification;
    expect(back).toMatchObject({ silent: true, tag: `story-${article}` });
    await deliver(page, back);
    await expect
      .poll(() => shown(worker))
      .toMatchObject([{ title: WORDS[code].statusPage.withdrawn.title, silent: true, renotify: false }]);
    expect(await tap(worker)).toBe(web.origin + address);

    // Ended: nothing is kept.
    await page.getByRole('button', { name: T.end }).click();
    await expect(page.getByText(T.ended)).toBeVisible();
    await expect(page.getByText(T.on)).toBeHidden();
    expect(await query(() => database().pushSubscription.count())).toBe(0);
    await page.reload();
    await givePushService(page, device);
    await expect(form.getByRole('button', { name: T.subscribe })).toBeVisible();
    expect(await page.evaluate(() => localStorage.getItem('push'))).toBeNull();
  });
}

test('a visit a day later makes a lost subscription anew, and one of every hour makes none', async ({ page }) => {
  const T = WORDS.en.notifications;
  const device = service.device();
  /** The page is loaded, and was last heard of so long ago, milliseconds. */
  const come = async (ago: number) => {
    await page.evaluate((at) => {
      const known = JSON.parse(localStorage.getItem('push') ?? '{}');
      localStorage.setItem('push', JSON.stringify({ ...known, at }));
    }, Date.now() - ago);
    await page.goto(here(postAddress('en', 'notified-en')));
    await givePushService(page, device);
    await page.evaluate(() => dispatchEvent(new Event('load')));
  };
  const count = () => query(() => database().pushSubscription.count());
  await page.goto(here(notificationsAddress('en')));
  await givePushService(page, device);
  await page.getByRole('button', { name: T.subscribe }).click();
  await expect(page.getByText(T.done)).toBeVisible();
  await query(() => database().pushSubscription.deleteMany());
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith('/api/push') && asked.push(request.method()));
  await come(3_600_000);
  await page.evaluate(() => navigator.serviceWorker.ready);
  expect(asked).toEqual([]);
  await come(86_400_001);
  await expect.poll(count).toBe(1);
  // New keys of the site: the browser hears of them by its next visit.
  const publicKey = service.device().p256dh;
  await query(() => database().pushSettings.updateMany({ data: { publicKey } }));
  await query(() => database().pushSubscription.deleteMany());
  await come(86_400_001);
  await expect.poll(count).toBe(1);
  await expect.poll(() => page.evaluate(() => JSON.parse(localStorage.getItem('push') ?? '{}').key)).toBe(publicKey);
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('stories-1')).keys()).length)).toBe(1);
  await page.goto(here('/en/offline'));
  await page.getByRole('button', { name: WORDS.en.offline.deleteSaved }).click();
  await expect(page.getByText(WORDS.en.offline.empty)).toBeVisible();
  // Notifications come by the worker.
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(1);
});

test('a browser that says no, or cannot, is told what there is to do', async ({ browser }) => {
  const T = WORDS.en.notifications;
  const visit = async (options: Parameters<typeof browser.newContext>[0], script: () => void) => {
    const context = await browser.newContext({ baseURL: web.origin, ...options });
    await context.addInitScript(script);
    const page = await context.newPage();
    await page.goto(here(notificationsAddress('en')));
    return page;
  };
  const denied = await visit({}, () =>
    Object.defineProperty(Notification, 'permission', { get: () => 'denied', configurable: true }),
  );
  await expect(denied.getByText(T.blocked)).toBeVisible();
  await expect(denied.locator('notification-choice form')).toBeHidden();
  await denied.context().close();

  const old = await visit({}, () => Reflect.deleteProperty(globalThis, 'PushManager'));
  await expect(old.getByText(T.unable)).toBeVisible();
  await expect(old.locator('notification-bell').first()).toBeHidden();
  await old.context().close();

  const phone = await visit({ userAgent: IPHONE, viewport: { width: 360, height: 780 } }, () =>
    Reflect.deleteProperty(globalThis, 'PushManager'),
  );
  await expect(phone.getByText(T.installAdd)).toBeVisible();
  await expectAccessible(phone);
  await phone.goto(here(postAddress('en', 'notified-en')));
  await expect(bell(phone, 'en')).toBeVisible();
  // Put on the home screen it can.
  const manifest = await phone.request.get(here('/en/manifest.webmanifest'));
  expect(await manifest.json()).toMatchObject({ display: 'standalone', start_url: '/en' });
  await phone.context().close();

  const bare = await browser.newContext({ baseURL: web.origin, javaScriptEnabled: false });
  const page = await bare.newPage();
  for (const code of LANGUAGES) {
    await page.goto(here(notificationsAddress(code)));
    // With a script there are no elements in it; Playwright looks for no text there.
    expect(await page.locator('main noscript p').textContent()).toBe(WORDS[code].notifications.noScript);
    await expect(page.locator('notification-choice')).toBeHidden();
    await page.goto(here(postAddress(code, `notified-${code}`)));
    await expect(bell(page, code)).toBeHidden();
  }
  await bare.close();
});

test('an editor without a script pushes too, and is told when it is enough for today', async () => {
  await query(() => database().pushSettings.updateMany({ data: { mostADay: 3 } }));
  const page = await seat('editor', { javaScriptEnabled: false });
  const P = newsroomEn.editArticle.push;
  for (const turn of [1, 2]) {
    const { articles: made } = await query(() => createStory({ slugs: { en: `enough-${turn}` } }));
    await page.goto(here(editAddress(made.en)));
    await page.locator('details#push > summary').click();
    await page.locator('details#push').getByRole('button', { name: P.push, exact: true }).click();
    await expect(page.getByText(P.pushed)).toBeVisible();
  }
  const { articles: made } = await query(() => createStory({ slugs: { en: 'enough-3' } }));
  await page.goto(here(editAddress(made.en)));
  await page.locator('details#push > summary').click();
  await page.locator('details#push').getByRole('button', { name: P.push, exact: true }).click();
  await page.locator('details#push > summary').click();
  await expect(page.getByRole('alert').first()).toContainText('3 stories have been pushed');
});
