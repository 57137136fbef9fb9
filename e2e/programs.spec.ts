import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { API_TOKENS, CDN_SETTINGS, WEBHOOKS, webhookAddress } from '#i18n/admin-addresses';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// Programs that write with a token, and sites that are told by webhooks: how the newsroom sets them up, on two machines.
test.describe.configure({ mode: 'serial', timeout: 60_000 });

const LANGUAGES = ['en', 'ru', 'hy'] as const;

let house: OwnServer;
let one: Web;
let other: Web;
let room: Newsroom;
let token = '';
const people = new Map<string, { email: string; password: string }>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    for (const code of LANGUAGES)
      people.set(code, await createStaffMember('administrator', `Administrator ${code}`, code));
    people.set('chief', await createStaffMember('chief', 'A chief'));
  });
  // Machines that share a database need the same.
  const AUTH_SECRET = 'a secret of this test alone, of forty letters';
  one = await house.startWeb({ AUTH_SECRET });
  other = await house.startWeb({ AUTH_SECRET, DATA_DIR: `${house.folder}/other` });
  room = new Newsroom(browser, one.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

const seat = (who: string, options = {}) => room.seat(people.get(who) ?? { email: '', password: '' }, options);

/** What is shown once. */
const handout = (page: Page) => page.locator('main textarea[readonly]');

async function send(web: Web, method: string, path: string, body?: object, as = token) {
  const response = await fetch(web.origin + path, {
    method,
    headers: {
      authorization: `Bearer ${as}`,
      connection: 'close',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, answer: text ? JSON.parse(text) : undefined };
}

/** Waits until an address answers as it is to on both machines; answers after how many milliseconds it did. */
async function untilBoth(path: string, isThere: (status: number, text: string) => boolean): Promise<number> {
  const begun = performance.now();
  for (const { origin } of [one, other]) {
    for (;;) {
      const response = await fetch(origin + path, { headers: { connection: 'close' } });
      if (isThere(response.status, await response.text())) break;
      expect(performance.now() - begun, path).toBeLessThan(5_000);
      await sleep(20);
    }
  }
  return performance.now() - begun;
}

test('an administrator makes a token, with which a program publishes and corrects at once on every machine', async () => {
  const page = await seat('en');
  await page.goto('/admin/settings');
  await page.getByRole('link', { name: W.settings.tabs.api, exact: true }).click();
  await expect(page.getByText(W.apiTokens.empty)).toBeVisible();
  await page.getByLabel(W.apiTokens.name).fill('Agency');
  await page.getByRole('button', { name: W.apiTokens.add }).click();
  await expect(page.locator('main').getByRole('alert')).toHaveText(W.refusals.missing.scope);
  for (const scope of ['stories:write', 'stories:publish'] as const)
    await page.getByLabel(W.apiTokens.scopes[scope]).check();
  await page.getByRole('button', { name: W.apiTokens.add }).click();
  token = await handout(page).inputValue();
  expect(token).toMatch(/^np_[\w-]{43}$/);
  await page.reload();
  expect(await page.content()).not.toContain(token);

  const draft = { language: 'en', section: 'region', headline: 'The deep well', html: '<p>Four metres.</p>' };
  const { status, answer } = await send(one, 'POST', '/api/v1/drafts', draft);
  expect([status, answer.changedBy]).toEqual([201, 'API: Agency']);
  const story = `/api/v1/stories/${answer.id}`;
  await untilBoth(story, (code) => code === 404);
  const published = await send(other, 'POST', `/api/v1/drafts/${answer.id}/publish`, { version: answer.version });
  expect(published.status).toBe(200);
  expect(await untilBoth(story, (code, text) => code === 200 && text.includes('Four metres'))).toBeLessThan(1_500);
  await untilBoth('/en/post/the-deep-well', (code) => code === 200);
  const note = { kind: 'correction', text: 'Forty metres.' };
  expect((await send(one, 'POST', `/api/v1/drafts/${answer.id}/notes`, note)).status).toBe(200);
  expect(await untilBoth(story, (_, text) => text.includes('Forty metres.'))).toBeLessThan(1_500);

  await page.goto('/admin/activity');
  await expect(page.getByRole('link', { name: 'API: Agency' }).first()).toBeVisible();
  await page.goto(`/admin/articles/${answer.id}/revisions`);
  await expect(page.getByText('API: Agency').first()).toBeVisible();
});

test('nothing of a program is kept, or open to pages of other sites', async () => {
  const drafts = await send(one, 'GET', '/api/v1/drafts/1');
  expect([drafts.status, drafts.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect([drafts.headers.get('access-control-allow-origin'), drafts.headers.get('surrogate-key')]).toEqual([
    null,
    null,
  ]);
  const asked = await fetch(`${one.origin}/api/v1/drafts/1`, {
    method: 'OPTIONS',
    headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'PATCH', connection: 'close' },
  });
  expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  const open = await fetch(`${one.origin}/api/v1/drafts/1`, { headers: { connection: 'close' } });
  expect([open.status, open.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="api"']);
});

test('a token that is revoked on one machine is refused by the other', async () => {
  const page = await seat('en');
  await page.goto(API_TOKENS);
  expect((await send(other, 'GET', '/api/v1/drafts/1')).status).toBe(200);
  await page.getByText(W.apiTokens.revokeOf.replace('{name}', 'Agency')).click();
  await page.getByLabel(W.apiTokens.revokeConfirm).check();
  await page.getByRole('button', { name: W.apiTokens.revoke, exact: true }).click();
  await expect(page.getByText(W.apiTokens.revoked, { exact: true })).toBeVisible();
  await expect(page.getByText(W.apiTokens.isRevoked, { exact: true })).toBeVisible();
  for (const web of [other, one]) expect((await send(web, 'GET', '/api/v1/drafts/1')).status).toBe(401);
});

test('tokens and webhooks are set up without a script', async () => {
  const page = await seat('en', { javaScriptEnabled: false });
  await page.goto(API_TOKENS);
  await page.getByLabel(W.apiTokens.name).fill('Planner');
  await page.getByLabel(W.apiTokens.scopes['webhooks:manage']).check();
  await page.getByRole('button', { name: W.apiTokens.add }).click();
  const planner = await handout(page).inputValue();
  const made = await send(one, 'GET', '/api/v1/webhooks', undefined, planner);
  expect([made.status, made.answer]).toEqual([200, { webhooks: [] }]);
  await page.goto(WEBHOOKS);
  await page.getByLabel(W.webhooks.name).fill('Partner');
  await page.getByLabel(W.webhooks.url).fill('https://192.168.0.1/hook');
  await page.getByRole('button', { name: W.webhooks.add }).click();
  await expect(page.locator('main').getByRole('alert')).toHaveText(W.refusals.invalid.webhookUrl);
  await page.getByLabel(W.webhooks.name).fill('Partner');
  await page.getByLabel(W.webhooks.url).fill('https://partner.invalid/hook');
  await page.getByRole('button', { name: W.webhooks.add }).click();
  await expect(handout(page)).toHaveValue(/^whsec_/);
});

test('a webhook is told of a story, and its log says what came of that', async () => {
  const page = await seat('en');
  await page.goto(WEBHOOKS);
  await page.getByRole('link', { name: 'Partner' }).click();
  await expect(page.getByText(W.webhooks.log.empty)).toBeVisible();
  await house.onStage(() => createStory({ slugs: { en: 'told' } }));
  const line = page.getByRole('row', { name: /Headline of told/ });
  await expect(async () => {
    await page.reload();
    await expect(line.getByText(W.deliveries.states.failed)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await expect(line).toContainText(`Headline of told – ${W.webhooks.event.story.published} (en)`);
  await expect(line).toContainText(/ENOTFOUND|EAI_AGAIN/);
  await line.getByRole('button', { name: /^Send again/ }).click();
  await expect(page.getByText(W.deliveries.sentAgain)).toBeVisible();
  await page.getByRole('button', { name: W.webhooks.test }).click();
  await expect(page.getByText(W.webhooks.tested)).toBeVisible();
  await page.getByRole('button', { name: W.webhooks.rotate, exact: true }).click();
  await expect(handout(page)).toHaveValue(/^whsec_/);
  await page.getByLabel(W.webhooks.name).fill('Partner site');
  await page.getByRole('button', { name: W.webhooks.save, exact: true }).click();
  await expect(page.getByText(W.webhooks.saved)).toBeVisible();
  await page.getByRole('button', { name: W.webhooks.turnOff }).click();
  await expect(page.getByText(W.webhooks.state.off, { exact: true })).toBeVisible();
  await page.goto('/admin/activity');
  await expect(page.getByText(W.audit.events.webhook.turnedOff.replace('{title}', 'Partner site'))).toBeVisible();
});

test('a CDN is set up, with a script and without; the page says how it does, and nobody is shown its token', async () => {
  for (const javaScriptEnabled of [false, true]) {
    const page = await seat('en', { javaScriptEnabled });
    await page.goto('/admin/settings');
    await page.getByRole('link', { name: W.settings.tabs.cdn, exact: true }).click();
    const section = page.getByRole('region', { name: 'Fastly' });
    if (!javaScriptEnabled) {
      await expect(section.getByText(W.cdn.off, { exact: true })).toBeVisible();
      await section.getByLabel(W.cdn.service).fill('not a service');
      await section.getByLabel(W.cdn.token).fill('token-of-this-test');
      await section.getByRole('button', { name: W.cdn.begin }).click();
      await expect(section.getByRole('alert')).toHaveText(W.refusals.invalid.fastlyService);
      await section.getByLabel(W.cdn.service).fill('SU1Z0isxPaozGVKXdv0eY');
      await section.getByLabel(W.cdn.token).fill('token-of-this-test');
      await section.getByRole('button', { name: W.cdn.begin }).click();
      await expect(section.getByText(W.cdn.saved)).toBeVisible();
    }
    // Nobody is reached from here.
    await expect(async () => {
      await page.goto(CDN_SETTINGS);
      await expect(section.getByText(W.cdn.trouble.failed)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    expect(await page.content()).not.toContain('token-of-this-test');
    await section.getByRole('button', { name: W.cdn.test, exact: true }).click();
    await expect(section.getByRole('alert')).toContainText(W.cdn.testFailed.replace('{answer}', ''));
    await section.getByRole('button', { name: W.cdn.save, exact: true }).click();
    await expect(section.getByText(W.cdn.saved)).toBeVisible();
  }
});

test('editors-in-chief have no such screens', async () => {
  const page = await seat('chief');
  room.expectErrors(/404/);
  for (const screen of [API_TOKENS, WEBHOOKS, webhookAddress(1), CDN_SETTINGS])
    expect((await page.goto(screen))?.status()).toBe(404);
});

for (const [turn, code] of LANGUAGES.entries()) {
  test(`axe finds nothing on these screens in ${code}`, async () => {
    const page = await seat(code, { locale: code });
    const { id } = await house.onStage(() => database().destination.findFirstOrThrow({ select: { id: true } }));
    for (const [index, screen] of [API_TOKENS, WEBHOOKS, webhookAddress(id), CDN_SETTINGS].entries()) {
      await takeTurn(page, turn + index);
      await page.goto(screen);
      for (const summary of await page.locator('main details > summary').all()) await summary.click();
      await expectAccessible(page);
    }
  });
}

test('a webhook is deleted, with all that waits for it', async () => {
  const page = await seat('en');
  await page.goto(WEBHOOKS);
  await page.getByRole('link', { name: 'Partner site' }).click();
  await page.getByLabel(W.webhooks.deleteConfirm).check();
  await page.getByRole('button', { name: W.webhooks.delete }).click();
  await page.waitForURL(`**${WEBHOOKS}`);
  await expect(page.getByText(W.webhooks.empty)).toBeVisible();
  expect(await house.onStage(() => database().delivery.count())).toBe(0);
});
