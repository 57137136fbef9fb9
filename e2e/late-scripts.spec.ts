import { expect, type Page, type Route, test } from '@playwright/test';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import hy from '#messages/newsroom/hy.json' with { type: 'json' };

// Whoever sits at an old computer: scripts come late, and the processor is slow. What is typed meanwhile stays, and
// what the server has drawn is what the browser draws; else React throws it away, which is an error that fails these
// tests.
test.describe.configure({ mode: 'serial', timeout: 240_000 });

let house: OwnServer;
let web: Web;
let room: Newsroom;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

/** Text that Node and browsers divide into words in different ways, and more of it than a thousand words. */
const TEXT = `Read news.am or https://example.org/a?b=c, write to desk@example.org. The U.S. and и.о. мэра. ${'Севан '.repeat(1_200)}`;

const SLOW = { timeout: 60_000 };

/** Holds the scripts of pages back until they are let go. */
async function holdScripts(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isLate = true;
  await page.route('**/_next/static/**/*.js', (route) => {
    if (isLate) held.push(route);
    else void route.continue();
  });
  return async () => {
    isLate = false;
    await Promise.all(held.splice(0).map((route) => route.continue()));
  };
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
}

/** Waits until React, which leaves a mark on each element that it has taken over, has done so. */
async function untilTakenOver(page: Page): Promise<void> {
  const left = () =>
    page
      .locator('main, main form, main button')
      .evaluateAll(
        (elements) =>
          elements.filter((element) => !Object.keys(element).some((key) => key.startsWith('__react'))).length,
      );
  await expect.poll(left, SLOW).toBe(0);
}

/** Fields of the screen that text is written into. */
const FIELDS = [
  'textarea',
  'input:not([type])',
  ...['text', 'search', 'email', 'url'].map((type) => `input[type=${type}]`),
];
const fieldsOf = (page: Page) => page.locator(`main :is(${FIELDS}):not([readonly], [disabled])`);
const valuesOf = (page: Page) =>
  fieldsOf(page).evaluateAll((fields) => (fields as HTMLInputElement[]).map(({ value }) => value));

const EARLY = ['typed early', 'early@example.org', 'https://t.me/early'];

/** Writes into every field, and tells what stands in them then. */
async function typeEverywhere(page: Page): Promise<string[]> {
  await fieldsOf(page).evaluateAll((fields, [text = '', address = '', link = '']) => {
    for (const field of fields as HTMLInputElement[]) {
      field.value = field.type === 'email' ? address : field.type === 'url' ? link : text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }, EARLY);
  return valuesOf(page);
}

for (const language of ['en', 'hy'] as const) {
  test(`a long story opens, and what is typed at once stays, in a newsroom in ${language}`, async () => {
    const writer = await house.onStage(() => createStaffMember('editor', 'Boris', language));
    const page = await room.seat(writer);
    const { articles } = await house.onStage(() =>
      createStory({ slugs: { en: `lake-${language}` }, body: [{ type: 'paragraph', text: [{ text: TEXT }] }] }),
    );
    const words = language === 'en' ? W : hy;
    const body = page.getByRole('textbox', { name: words.articleText.body, exact: true });
    await slowDown(page);
    const letGo = await holdScripts(page);
    await page.goto(`/admin/articles/${articles.en}`, { waitUntil: 'commit' });
    const headline = page.getByRole('textbox', { name: words.articleText.headline, exact: true });
    await headline.waitFor(SLOW);
    await letGo();
    await headline.fill('Typed at once', SLOW);
    await untilTakenOver(page);
    await expect(headline).toHaveValue('Typed at once');
    await expect(body).toContainText('news.am', SLOW);
  });
}

test('no screen of the newsroom loses what is typed early', async () => {
  const chief = await house.onStage(() => createStaffMember('administrator', 'Anna', 'hy'));
  const page = await room.seat(chief);
  await slowDown(page);
  let fields = 0;
  const { articles } = await house.onStage(() => createStory({ slugs: { en: 'organized' } }));
  for (const path of [...SCREENS, `/admin/articles/${articles.en}`]) {
    const letGo = await holdScripts(page);
    await page.goto(path, { waitUntil: 'commit' });
    await page.locator('main').waitFor(SLOW);
    const typed = await typeEverywhere(page);
    fields += typed.length;
    await letGo();
    await untilTakenOver(page);
    // Some more may be written in once scripts are there.
    const kept = (await valuesOf(page)).filter((value) => EARLY.includes(value));
    expect(kept, path).toHaveLength(typed.length);
    await page.unroute('**/_next/static/**/*.js');
  }
  expect(fields).toBeGreaterThan(15);
});

const SCREENS = [
  '/admin',
  '/admin/articles',
  '/admin/translations',
  '/admin/pictures',
  '/admin/topics',
  '/admin/front',
  '/admin/people',
  '/admin/settings',
  '/admin/settings/pages',
  '/admin/settings/ads',
  '/admin/activity',
  '/admin/trash',
  '/admin/account',
];
