import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { activityAddress, FRONT, frontLayoutAddress } from '#i18n/admin-addresses';
import { fieldTime } from '#i18n/dates';
import { database } from '#platform/database';

// Chiefs lay out the front page.
test.describe.configure({ mode: 'serial', timeout: 90_000 });

let house: OwnServer;
let web: Web;
let room: Newsroom;
let people: Record<'anna' | 'karen' | 'editor', Awaited<ReturnType<typeof createStaffMember>>>;
const articles: { en: number; ru: number; hy: number }[] = [];

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  people = await house.onStage(async () => {
    for (let n = 0; n < 24; n++) {
      const told = await createStory({
        slugs: { en: `en-${n}`, ru: `ru-${n}`, hy: `hy-${n}` },
        publishedAt: new Date(Date.UTC(2026, 9, 1, n)),
      });
      articles.push(told.articles);
    }
    await createStory({ slugs: { en: 'only-english' }, publishedAt: new Date(Date.UTC(2026, 8, 1)) });
    return {
      anna: await createStaffMember('chief', 'Anna'),
      karen: await createStaffMember('chief', 'Karen'),
      editor: await createStaffMember('editor', 'Boris'),
    };
  });
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

/** Slugs on a front page of readers, in the order of the page. */
async function readersSee(path: string): Promise<string[]> {
  const html = await (await fetch(web.origin + path)).text();
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return [...main.matchAll(/<h[23][^>]*><a href="\/\w+\/post\/([^"]+)"|<a href="\/\w+\/post\/([^"]+)"/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
}

/** How long it takes until a front page begins so, milliseconds. */
async function begins(path: string, ...slugs: string[]): Promise<number> {
  const begun = performance.now();
  for (
    let seen = await readersSee(path);
    seen.slice(0, slugs.length).join() !== slugs.join();
    seen = await readersSee(path)
  ) {
    expect(performance.now() - begun, `${path} begins with ${seen.slice(0, 4)}`).toBeLessThan(5_000);
    await sleep(10);
  }
  return performance.now() - begun;
}

const F = W.frontLayout;
const lead = (page: Page) => page.locator('#place-lead');

/** Presses a button once the page has answered the one before, as somebody does who sees it. */
async function press(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('form', { name: W.newsroom.navigation.front })).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('button', { name }).first().click();
}
const save = (page: Page) => press(page, F.save);
const said = (template: string, headline: string) => template.replace('{headline}', headline);
const put = (place: string, headline: string) => said(F.placeNamed.replace('{place}', place), headline);

test('a chief pins an old story at the top in Russian: it shows within a second, once, only there', async () => {
  const anna = await room.seat(people.anna);
  expect((await readersSee('/ru'))[0]).toBe('ru-23');
  const english = await readersSee('/en');
  await anna.getByRole('link', { name: W.newsroom.navigation.front, exact: true }).click();
  await anna.getByRole('link', { name: 'Русский' }).click();
  await expect(lead(anna)).toContainText('Headline of ru-23');
  await anna.getByLabel(F.search.label).fill('Headline of ru-0');
  await anna.keyboard.press('Enter');
  await press(anna, put(F.places.lead, 'Headline of ru-0'));
  await expect(lead(anna)).toContainText('Headline of ru-0');
  // Whoever goes by the keyboard is where the story has gone.
  await expect(anna.locator(`#story-${articles[0]?.ru}`)).toBeFocused();
  // What is not saved yet is named.
  await expect(anna.getByText(F.unsaved.replace('{places}', W.fields.lead))).toBeVisible();
  expect((await readersSee('/ru'))[0]).toBe('ru-23');

  const preview = await anna.context().newPage();
  await preview.goto((await anna.getByRole('link', { name: F.preview }).getAttribute('href')) ?? '');
  await expect(preview.locator('.teaser-lead')).toContainText('Headline of ru-0');
  await expect(preview.getByRole('status')).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await preview.close();

  await save(anna);
  await expect(anna.getByText(F.saved)).toBeVisible();
  expect(await begins('/ru', 'ru-0', 'ru-23')).toBeLessThan(1_000);
  expect((await readersSee('/ru')).filter((slug) => slug === 'ru-0')).toHaveLength(1);
  expect(await readersSee('/en')).toEqual(english);

  await anna.goto(activityAddress({ resource: 'front' }));
  await expect(anna.locator('main ol > li').first()).toContainText('Anna · Changed the front page');
  await expect(anna.locator('main ol > li').first().locator('ins')).toHaveText('Headline of ru-0');
});

test('when its time is over it goes back by itself', async () => {
  const anna = await room.seat(people.anna);
  await anna.goto(frontLayoutAddress({ language: 'ru' }));
  await lead(anna).getByText(F.times.open).click();
  const until = fieldTime(new Date(Date.now() + 3_600_000), 'Asia/Baku');
  await lead(anna)
    .getByLabel(/^Until/)
    .fill(until);
  await expect(anna.getByText(F.unsavedTimes)).toBeVisible();
  await save(anna);
  await expect(anna.getByText(F.saved)).toBeVisible();
  await expect(anna.getByText(F.unsavedTimes)).toHaveCount(0);
  await expect(lead(anna).getByLabel(/^Until/)).toHaveValue(until);
  expect((await readersSee('/ru'))[0]).toBe('ru-0');
  // The paper's clock is PostgreSQL's; the time comes sooner than it is.
  await house.onStage(() => database().$executeRaw`UPDATE placement SET until_at = now() + interval '1.5 seconds'`);
  await begins('/ru', 'ru-0');
  await begins('/ru', 'ru-23');
  await anna.goto(frontLayoutAddress({ language: 'ru' }));
  await expect(lead(anna)).toContainText('Headline of ru-23');
  await expect(lead(anna)).not.toContainText('Headline of ru-0');
});

test('a chief who is late is told, sees both, and loses nothing', async () => {
  const [anna, karen] = [await room.seat(people.anna), await room.seat(people.karen)];
  for (const page of [anna, karen]) await page.goto(frontLayoutAddress({ language: 'en' }));
  await press(anna, put('2', 'Headline of en-15'));
  await expect(anna.locator('#place-second')).toContainText('Headline of en-15');
  await save(anna);
  await expect(anna.getByText(F.saved)).toBeVisible();
  await press(karen, put('3', 'Headline of en-16'));
  await expect(karen.locator('#place-third')).toContainText('Headline of en-16');
  await save(karen);
  const told = karen.getByRole('alert').filter({ hasText: 'Anna changed this front page' });
  // Place by place, where the two differ and nowhere else.
  await expect(told.locator('dt')).toHaveText([W.fields.second, W.fields.third]);
  await expect(told.locator('dd').first()).toContainText(`${F.conflict.theirs}: Headline of en-15`);
  await expect(told.locator('dd').last()).toContainText(`${F.conflict.yours}: Headline of en-16`);
  await expect(karen.locator('#place-third')).toContainText('Headline of en-16');
  await begins('/en', 'en-23', 'en-15', 'en-22');
  await press(karen, F.conflict.keepMine);
  await expect(told).toHaveCount(0);
  await save(karen);
  await expect(karen.getByText(F.saved)).toBeVisible();
  await begins('/en', 'en-23', 'en-22', 'en-16');
});

test('stories are moved, kept off the page and taken away, by the keyboard alone and without a script', async () => {
  const anna = await room.seat(people.anna);
  const plain = await room.seat(people.anna, { javaScriptEnabled: false });
  await anna.goto(frontLayoutAddress({ language: 'hy' }));
  await anna.getByRole('button', { name: put('2', 'Headline of hy-9') }).focus();
  await anna.keyboard.press('Enter');
  const story = anna.locator(`#story-${articles[9]?.hy}`);
  await expect(story).toBeFocused();
  // Its link, then the button that moves it up.
  await anna.keyboard.press('Tab');
  await anna.keyboard.press('Tab');
  await anna.keyboard.press('Enter');
  await expect(lead(anna)).toContainText('Headline of hy-9');
  await expect(anna.getByRole('button', { name: F.save })).toBeVisible();

  await plain.goto(anna.url());
  await expect(lead(plain)).toContainText('Headline of hy-9');
  await press(plain, put(F.places.kept_off, 'Headline of hy-23'));
  await expect(plain.getByRole('heading', { name: W.fields.keptOff })).toBeVisible();
  await press(plain, said(F.moveDown, 'Headline of hy-9'));
  await expect(plain.locator('#place-second')).toContainText('Headline of hy-9');
  await save(plain);
  await expect(plain.getByText(F.saved)).toBeVisible();
  await begins('/arm', 'hy-22', 'hy-9');
  expect(await readersSee('/arm')).not.toContain('hy-23');
  await press(plain, said(F.removeNamed, 'Headline of hy-23'));
  await press(plain, said(F.removeNamed, 'Headline of hy-9'));
  await save(plain);
  await expect(plain.getByText(F.saved)).toBeVisible();
  await begins('/arm', 'hy-23', 'hy-22');
});

test('a withdrawn story frees its place and the chief is told; untranslated stories are not found there', async () => {
  const anna = await room.seat(people.anna);
  await anna.goto(frontLayoutAddress({ language: 'hy' }));
  await press(anna, put(F.places.lead, 'Headline of hy-12'));
  await expect(lead(anna)).toContainText('Headline of hy-12');
  await save(anna);
  await begins('/arm', 'hy-12');
  await house.onStage(() =>
    database().article.update({ where: { id: articles[12]?.hy ?? 0 }, data: { state: 'withdrawn' } }),
  );
  await begins('/arm', 'hy-23');
  await anna.goto(frontLayoutAddress({ language: 'hy' }));
  const why = said(F.unpublished, 'Headline of hy-12').replace('{state}', W.articleStatus.withdrawn);
  await expect(anna.getByRole('status').filter({ hasText: why })).toBeVisible();
  await expect(lead(anna)).toContainText('Headline of hy-23');
  await anna.getByLabel(F.search.label).fill('only-english');
  await press(anna, F.search.submit);
  await expect(anna.getByText(F.search.none)).toBeVisible();
});

test('what cannot be is said, and what was typed stays', async () => {
  const anna = await room.seat(people.anna);
  await anna.goto(frontLayoutAddress({ language: 'ru' }));
  await press(anna, put(F.places.lead, 'Headline of ru-17'));
  await lead(anna).getByText(F.times.open).click();
  await lead(anna).getByLabel(/^From/).fill('2097-05-13T12:00');
  await lead(anna)
    .getByLabel(/^Until/)
    .fill('2097-05-13T11:00');
  await save(anna);
  await expect(anna.locator('main').getByRole('alert')).toContainText(
    said(W.refusals.invalid.endsBeforeStart, 'Headline of ru-17'),
  );
  await expect(anna.locator('main').getByRole('alert')).toBeInViewport();
  await expect(lead(anna).getByLabel(/^From/)).toHaveValue('2097-05-13T12:00');
  await expect(lead(anna).getByLabel(/^Until/)).toHaveValue('2097-05-13T11:00');
});

test('for an editor there is no such page', async () => {
  const editor = await room.seat(people.editor);
  room.expectErrors(/status of 404 .*\/front$/);
  await expect(editor.getByRole('link', { name: W.newsroom.navigation.front, exact: true })).toHaveCount(0);
  for (const address of [FRONT, '/admin/preview/front'])
    expect((await editor.goto(address))?.status(), address).toBe(404);
});

test('a story for later says from when it is shown, one with unpublished changes says so, and none is out before', async () => {
  const anna = await room.seat(people.anna);
  const id = articles[11]?.ru ?? 0;
  await house.onStage(() =>
    database().workingCopy.update({ where: { articleId: id }, data: { version: { increment: 1 } } }),
  );
  await anna.goto(frontLayoutAddress({ language: 'ru', version: '0', layout: `${id}.lead.4000000000.` }));
  await press(anna, F.conflict.keepMine);
  await expect(anna.getByRole('button', { name: F.conflict.keepMine })).toHaveCount(0);
  await save(anna);
  await expect(anna.getByText(F.saved)).toBeVisible();
  const story = anna.locator(`#story-${id}`);
  await expect(story).toContainText('Not shown before 2 October 2096 11:06');
  await expect(story).toContainText(W.articleStatus.pending);
  expect((await readersSee('/ru'))[0]).toBe('ru-23');
});

for (const [first, language] of (['en', 'ru', 'hy'] as const).entries()) {
  test(`the page is within reach of everybody, in ${language}`, async () => {
    const person = await house.onStage(() => createStaffMember('chief', `Chief ${language}`, language));
    const page = await room.seat(person);
    const id = (n: number) => articles[n]?.[language];
    // One whose time is to come, one that stands there, one that it replaces, one that is over, one that is kept off.
    const layout =
      `${id(3)}.lead.4000000000.4000003600-${id(4)}.lead..-${id(5)}.lead..` +
      `-${id(6)}.second..1700000000-${id(7)}.kept_off..`;
    const addresses = [
      frontLayoutAddress({ language }),
      frontLayoutAddress({ language, version: '0', layout, q: 'Headline' }),
    ];
    for (const [second, address] of addresses.entries()) {
      await takeTurn(page, first + second);
      await page.goto(address);
      await expectAccessible(page);
    }
  });
}
