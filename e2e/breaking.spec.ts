import type { Page } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { actorFor, createStaffMember, createStory } from '#e2e/test-data';
import { BREAKING, breakingAddress, editAddress } from '#i18n/admin-addresses';
import enMessages from '#messages/en.json' with { type: 'json' };
import hyMessages from '#messages/hy.json' with { type: 'json' };
import ruMessages from '#messages/ru.json' with { type: 'json' };
import { savePushSettings } from '#newsroom/push/save-push-settings';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// Breaking news from the newsroom to pages of readers, those that are open included, and away again.
test.describe.configure({ mode: 'serial', timeout: 60_000 });

const LANGUAGES = ['en', 'ru', 'hy'] as const;
const LABELS = { en: enMessages.breaking, ru: ruMessages.breaking, hy: hyMessages.breaking };

let house: OwnServer;
let web: Web;
let room: Newsroom;
let dam: Awaited<ReturnType<typeof createStory>>;
let other: Awaited<ReturnType<typeof createStory>>;
const people = new Map<string, { email: string; password: string }>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    for (const code of LANGUAGES) people.set(code, await createStaffMember('editor', `Editor ${code}`, code));
    people.set('chief', await createStaffMember('chief', 'A chief'));
    people.set('author', await createStaffMember('author', 'An author'));
    other = await createStory({ slugs: { en: 'other', ru: 'drugoe', hy: 'ayl' }, publishedAt: new Date() });
    dam = await createStory({ slugs: { en: 'dam', ru: 'plotina' }, publishedAt: new Date('2026-01-01') });
  });
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

const seat = (who: string, options = {}) => room.seat(people.get(who) ?? { email: '', password: '' }, options);
const bar = (page: Page, language: 'en' | 'ru' | 'hy' = 'en') =>
  page.getByRole('complementary', { name: LABELS[language].label });
const get = async (path: string) => {
  const response = await fetch(web.origin + path, { headers: { connection: 'close' } });
  return { text: await response.text(), headers: response.headers };
};

/** Until a page says so; how long it took, milliseconds. */
async function untilSaid(path: string, isSaid: (text: string) => boolean): Promise<number> {
  const begun = performance.now();
  await expect(async () => expect(isSaid((await get(path)).text)).toBe(true)).toPass({
    timeout: 5_000,
    intervals: [50],
  });
  return performance.now() - begun;
}

async function declare(page: Page, articleId = dam.articles.en): Promise<void> {
  await page.goto(breakingAddress(articleId));
  await page.getByRole('button', { name: W.breakingNews.declare }).click();
  await page.waitForURL(`**${BREAKING}`);
}

async function takeBack(page: Page): Promise<void> {
  await page.goto(BREAKING);
  await page.getByLabel(W.breakingNews.takeBackConfirm).check();
  await page.getByRole('button', { name: W.breakingNews.takeBack }).click();
  await expect(page.getByText(W.breakingNews.none)).toBeVisible();
}

test('from the story to every page within two seconds, and first on the front page', async ({ page: reader }) => {
  const page = await seat('en');
  for (const path of ['/en', '/en/post/other', '/ru/post/drugoe']) await get(path);
  await page.goto(editAddress(dam.articles.en));
  await page.getByRole('link', { name: W.breakingNews.link }).click();
  await page.getByLabel(W.breakingNews.text.replace('{language}', 'English')).fill('The dam has broken');
  await page.getByRole('button', { name: W.breakingNews.declare }).click();
  await page.waitForURL(`**${BREAKING}`);
  for (const path of ['/en', '/en/post/other', '/en/region', '/en/archive'])
    expect(await untilSaid(path, (text) => text.includes('The dam has broken')), path).toBeLessThan(2_000);
  await untilSaid('/ru/post/drugoe', (text) => text.includes('Headline of plotina'));
  expect((await get('/arm')).text).not.toContain('class="breaking');

  await reader.goto(`${web.origin}/en`);
  await expect(bar(reader).getByRole('link')).toHaveText('The dam has broken');
  await expect(reader.locator('main h2').first()).toHaveText('Headline of dam');
  await bar(reader).getByRole('link').click();
  await expect(reader).toHaveURL(/\/en\/post\/dam$/);
  const { breaking } = JSON.parse((await get('/api/v1/breaking?language=en')).text);
  expect(breaking).toMatchObject({
    story: dam.articles.en,
    text: 'The dam has broken',
    url: `${web.origin}/en/post/dam`,
  });
  await takeBack(page);
  for (const path of ['/en', '/en/post/other', '/ru/post/drugoe'])
    expect(await untilSaid(path, (text) => !text.includes('class="breaking')), path).toBeLessThan(2_000);
  const chief = await seat('chief');
  await chief.goto('/admin/activity');
  await expect(chief.getByText(W.audit.events.breaking.takenBack.replace('{title}', 'Headline of dam'))).toBeVisible();
});

test('a page that has been open for long is told at its next look, moves nothing, and forgets what is taken back', async ({
  page: reader,
}) => {
  await reader.clock.install();
  await reader.goto(`${web.origin}/en/post/other`);
  const place = () => reader.locator('h1').evaluate((element) => element.getBoundingClientRect().top);
  const before = await place();
  const page = await seat('en');
  await declare(page);
  await untilSaid('/en/post/other', (text) => text.includes('Headline of dam'));
  await reader.clock.runFor(31_000);
  await expect(reader.getByRole('status').getByRole('link')).toHaveText('Headline of dam');
  expect(await place()).toBe(before);
  const button = reader.getByRole('button', { name: LABELS.en.close });
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await button.click();
  await expect(bar(reader)).toHaveCount(0);
  // Closed is closed.
  await reader.clock.runFor(31_000);
  await expect(bar(reader)).toHaveCount(0);

  await reader.goto(`${web.origin}/en/post/other`);
  await expect(bar(reader)).toBeVisible();
  const shown = await place();
  await page.getByLabel(W.breakingNews.text.replace('{language}', 'English')).fill('The dam holds');
  await page.getByRole('button', { name: W.breakingNews.save }).click();
  await expect(page.getByText(W.breakingNews.saved)).toBeVisible();
  await untilSaid('/en/post/other', (text) => text.includes('The dam holds'));
  await reader.clock.runFor(31_000);
  await expect(bar(reader).getByRole('link')).toHaveText('The dam holds');
  await takeBack(page);
  await untilSaid('/en/post/other', (text) => !text.includes('The dam holds'));
  await reader.clock.runFor(31_000);
  await expect(bar(reader)).toBeHidden();
  expect(await place()).toBe(shown);
});

test('it is over by itself', async () => {
  const page = await seat('en');
  await declare(page);
  await untilSaid('/en', (text) => text.includes('class="breaking'));
  await house.onStage(
    () => database().$executeRaw`
      UPDATE breaking_news SET began_at = now() - interval '1 hour', ends_at = now() + interval '2 seconds'
      WHERE ended_at IS NULL`,
  );
  await untilSaid('/en', (text) => !text.includes('class="breaking'));
  const chief = await seat('chief');
  await chief.goto('/admin/activity');
  await expect(chief.getByText(W.audit.events.breaking.ended.replace('{title}', 'Headline of dam'))).toBeVisible();
});

test.describe('without a network', () => {
  test.use({ expected: [/ERR_INTERNET_DISCONNECTED/] });

  test('a page that the browser still has does not say it once its time is over', async ({ page: reader }) => {
    const page = await seat('en');
    await declare(page);
    await untilSaid('/en/post/other', (text) => text.includes('Headline of dam'));
    await reader.clock.install();
    await reader.goto(`${web.origin}/en/post/other`);
    await reader.context().setOffline(true);
    await reader.clock.runFor(31_000);
    await expect(bar(reader)).toBeVisible();
    await reader.clock.fastForward('03:00:00');
    await reader.clock.runFor(31_000);
    await expect(bar(reader)).toBeHidden();
    // It was the clock of the device that was wrong.
    await reader.context().setOffline(false);
    await reader.clock.runFor(31_000);
    await expect(bar(reader)).toBeVisible();
    await takeBack(page);
  });
});

test('readers are told of the story that was on the screen, or of none', async () => {
  await house.onStage(async () => {
    const settings = { isOn: true, contact: 'mailto:editor@paper.example', mostADay: 9, quietHours: null };
    const saved = await savePushSettings(await actorFor('administrator'), { ...settings, urgentAlways: true, seen: 0 });
    expect(saved).toEqual({ ok: true });
  });
  const [page, chief] = [await seat('en'), await seat('chief')];
  await declare(page);
  await declare(chief, other.articles.en);
  await page.getByLabel(W.breakingNews.alerts.push.choose).check();
  await page.getByRole('button', { name: W.breakingNews.alerts.tell }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  expect(await house.onStage(() => database().pushMessage.count())).toBe(0);
  await takeBack(chief);
});

test('without a script it is declared, seen and taken back', async ({ browser }) => {
  const page = await seat('en', { javaScriptEnabled: false });
  await page.goto(BREAKING);
  await page.getByRole('link', { name: /Headline of dam/ }).click();
  await page.getByRole('spinbutton', { name: W.breakingNews.hours }).fill('2');
  await page.getByRole('button', { name: W.breakingNews.declare }).click();
  await expect(page.getByText(W.breakingNews.present)).toBeVisible();
  await untilSaid('/en', (text) => text.includes('class="breaking'));
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: web.origin });
  const reader = await context.newPage();
  await reader.goto('/en');
  await expect(bar(reader).getByRole('link')).toHaveText('Headline of dam');
  await context.close();
  await page.getByLabel(W.breakingNews.takeBackConfirm).check();
  await page.getByRole('button', { name: W.breakingNews.takeBack }).click();
  await expect(page.getByText(W.breakingNews.none)).toBeVisible();
});

test('an author has no such screen', async () => {
  const page = await seat('author');
  room.expectErrors(/404/);
  expect((await page.goto(BREAKING))?.status()).toBe(404);
});

for (const [turn, code] of LANGUAGES.entries()) {
  test(`axe finds nothing in ${code}`, async ({ browser }) => {
    const page = await seat(code, { locale: code });
    await page.goto(breakingAddress(dam.articles.en));
    await takeTurn(page, turn);
    await expectAccessible(page);
    await page.locator('main form button[type=submit]').first().click();
    await page.waitForURL(`**${BREAKING}`);
    await expectAccessible(page);
    const language = code === 'hy' ? 'ru' : code;
    await untilSaid(`/${language}`, (text) => text.includes('class="breaking'));
    const context = await browser.newContext({ baseURL: web.origin });
    const reader = await context.newPage();
    await takeTurn(reader, turn + 1);
    await reader.goto(`/${language}`);
    await expect(bar(reader, language)).toBeVisible();
    await expectAccessible(reader);
    await context.close();
    await house.onStage(() => database().breakingNews.deleteMany());
  });
}
