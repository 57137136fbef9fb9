import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from '#e2e/accessible';
import { W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { actorFor, createStory } from '#e2e/test-data';
import {
  ACTIVITY,
  accountLinkAddress,
  activityAddress,
  HOUSE_ADS,
  newTopicAddress,
  SETTINGS,
  SITE_PAGES,
  sitePageAddress,
  topicAddress,
  topicsAddress,
} from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import type { Role } from '#newsroom/permissions/role';
import { inviteColleague } from '#newsroom/staff/create-token-link';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// Chiefs and an editor look after what stories are filed under, after the paper's own words, and read in the log who
// did what.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let house: OwnServer;
let web: Web;

test.beforeAll(async () => {
  house = await startOwnServer();
  await house.onStage(async () => {
    await createStory({ slugs: { en: 'of-water', ru: 'o-vode', hy: 'jri-masin' } });
    // In English it has no text yet.
    const texts = (['en', 'ru', 'hy'] as const).map((language) => ({
      language,
      title: `About ${language}`,
      description: '',
      body: language === 'en' ? [] : [{ type: 'paragraph', text: [{ text: 'x' }] }],
    }));
    await database().page.create({ data: { key: 'about', texts: { create: texts } } });
  });
  web = await house.startWeb();
});
/** What scripts have thrown in anybody's window. */
const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));
test.afterAll(() => house.close());

/** Somebody who joins the staff by an invitation and is at the desk, in a browser of their own. */
async function join(browser: Browser, name: string, role: Role, language: Language = 'en'): Promise<Page> {
  const email = `${name.toLowerCase()}@paper.example`;
  const made = await house.onStage(async () =>
    inviteColleague(await actorFor('administrator'), { email, role, language }),
  );
  if (!made.ok) throw new Error(made.why);
  const context = await browser.newContext({ baseURL: web.origin });
  context.on('weberror', (error) => errors.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(accountLinkAddress(made.token));
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=password]').fill('a sentence to remember');
  await page.locator('[type=submit]').click();
  await page.waitForURL('**/admin');
  return page;
}

/** How long it takes until a page of readers shows something, milliseconds. */
async function shown(path: string, text: string): Promise<number> {
  const begun = performance.now();
  while (!(await (await fetch(web.origin + path)).text()).includes(text)) {
    expect(performance.now() - begun, `${path} shows ${text}`).toBeLessThan(5_000);
    await sleep(10);
  }
  return performance.now() - begun;
}

const save = (page: Page) => page.getByRole('button', { name: 'Save' });

test('a chief renames a section, moves it and makes a new one: readers have it within a second', async ({
  browser,
}) => {
  const anna = await join(browser, 'Anna', 'chief');
  for (const path of ['/ru', '/ru/region', '/arm']) await fetch(web.origin + path);
  await anna.goto(topicAddress('section', 'region'));
  await anna.locator('[name="name.ru"]').fill('Кавказ');
  await save(anna).click();
  await expect(anna.locator('main').getByRole('status')).toContainText('Saved');
  expect(await shown('/ru/region', 'Кавказ')).toBeLessThan(1_000);
  expect(await shown('/ru', 'Кавказ')).toBeLessThan(1_000);

  await anna.goto(topicsAddress('section'));
  await anna.getByRole('button', { name: 'Move Region down' }).first().click();
  await expect(anna.locator('tbody tr').last()).toContainText('region');

  await anna.goto(newTopicAddress('section'));
  await anna.locator('[name=key]').fill('archive');
  await anna.locator('[name="name.en"]').fill('Archive');
  await anna.getByRole('button', { name: 'Create' }).click();
  await expect(anna.locator('main').getByRole('alert')).toContainText(W.refusals['already-taken'].reservedSlug);
  await expect(anna.locator('[name="name.en"]')).toHaveValue('Archive');
  await anna.locator('[name=key]').fill('sport');
  await anna.locator('[name="name.en"]').fill('Sport');
  await anna.locator('[name="name.hy"]').fill('Սպորտ');
  await anna.getByRole('button', { name: 'Create' }).click();
  await expect(anna.getByRole('heading', { level: 1 })).toHaveText('Sport');
  expect(await shown('/arm', 'Սպորտ')).toBeLessThan(1_000);
  expect((await fetch(`${web.origin}/arm/sport`)).status).toBe(200);

  await anna.goto(topicAddress('section', 'culture'));
  await anna.getByRole('button', { name: 'Delete' }).click();
  await anna.waitForURL(`**${topicsAddress('section')}`);
  expect((await fetch(`${web.origin}/en/culture`)).status).toBe(404);
  await anna.goto(topicAddress('section', 'region'));
  await expect(anna.locator('main')).toContainText('Used by 1 story');
  await anna.context().close();
});

test('two rename a tag at once: the second sees the other name, keeps their own, and may save it', async ({
  browser,
}) => {
  const [lena, mher] = [await join(browser, 'Lena', 'editor'), await join(browser, 'Mher', 'editor')];
  const said = (page: Page) => page.getByRole('form', { name: 'Names in all languages' }).getByRole('status');
  for (const page of [lena, mher]) await page.goto(topicAddress('tag', 'wine'));
  await lena.locator('[name="name.en"]').fill('Wines');
  await lena.locator('[name="name.ru"]').fill('Вина');
  await save(lena).click();
  await expect(said(lena)).toContainText('Saved');
  await mher.locator('[name="name.en"]').fill('Good wine');
  await save(mher).click();
  const answer = mher.locator('main').getByRole('alert');
  await expect(answer).toContainText('Lena changed this');
  await expect(answer).toContainText('“Wines”');
  await expect(mher.locator('[name="name.en"]')).toHaveValue('Good wine');
  await expect(mher.locator('[name="name.ru"]')).toHaveValue('Вина');
  await save(mher).click();
  await expect(said(mher)).toContainText('Saved');
  await mher.reload();
  await expect(mher.locator('[name="name.en"]')).toHaveValue('Good wine');
  await expect(mher.locator('[name="name.ru"]')).toHaveValue('Вина');
  await lena.context().close();
  await mher.context().close();
});

test('an editor makes a tag, names it in three languages and lets another go into it, without a script', async ({
  browser,
}) => {
  const karen = await join(browser, 'Karen', 'editor');
  const context = await browser.newContext({
    baseURL: web.origin,
    javaScriptEnabled: false,
    storageState: await karen.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto(newTopicAddress('tag'));
  await plain.locator('[name=key]').fill('rivers');
  await plain.locator('[name="name.en"]').fill('Rivers');
  await plain.getByRole('button', { name: 'Create' }).click();
  await plain.locator('[name="name.en"]').fill('Rivers and lakes');
  await plain.locator('[name="name.ru"]').fill('Реки и озёра');
  await plain.locator('[name="name.hy"]').fill('Գետեր և լճեր');
  await save(plain).click();
  await expect(plain.locator('main')).toContainText('Saved');
  await expect(plain.getByRole('heading', { level: 1 })).toHaveText('Rivers and lakes');

  await plain.goto(topicsAddress('tag', { matching: 'озёр' }));
  await expect(plain.locator('tbody tr')).toHaveCount(1);
  await plain.goto(topicAddress('tag', 'water'));
  await plain.locator('[name=into]').fill('rivers');
  await plain.locator('[name=sure]').check();
  await plain.getByRole('button', { name: 'Merge' }).click();
  await expect(plain.locator('main')).toContainText('1 story');
  expect(await shown('/ru/tag/rivers', 'o-vode')).toBeLessThan(1_000);
  for (const [old, now] of [
    ['/ru/tag/water', '/ru/tag/rivers'],
    ['/ru/tag/water/feed.xml', '/ru/tag/rivers/feed.xml'],
  ]) {
    await expect.poll(async () => (await fetch(web.origin + old, { redirect: 'manual' })).status).toBe(308);
    expect((await fetch(web.origin + old)).url).toBe(web.origin + now);
  }
  for (const address of [newTopicAddress('section'), topicAddress('section', 'region'), SETTINGS, ACTIVITY]) {
    expect((await plain.goto(address))?.status(), address).toBe(404);
  }
  await context.close();
  await karen.context().close();
});

test('two chiefs change the settings at once: the second hears of the first, and nothing is lost', async ({
  browser,
}) => {
  const nora = await join(browser, 'Nora', 'chief');
  const vera = await join(browser, 'Vera', 'chief');
  for (const page of [nora, vera]) await page.goto(SETTINGS);
  await nora.locator('[name="tagline.en"]').fill('News of Nora');
  await save(nora).click();
  await expect(nora.locator('main').getByRole('status')).toContainText('Saved');
  expect(await shown('/en', 'News of Nora')).toBeLessThan(1_000);

  await vera.locator('[name="name.en"]').fill('The Vera');
  const newNetwork = vera.getByRole('textbox', { name: 'Add a network' });
  const x = vera.getByRole('textbox', { name: 'X (Twitter)' });
  await newNetwork.fill('https://x.com/vera');
  await newNetwork.fill('https://mastodon.example/@vera');
  await vera.getByRole('button', { name: 'Move down: X (Twitter)' }).click();
  await save(vera).click();
  await expect(vera.locator('main').getByRole('alert')).toContainText('Nora changed this');
  await expect(vera.locator('main').getByRole('alert')).toContainText('Tagline (English)');
  await expect(vera.locator('[name="name.en"]')).toHaveValue('The Vera');
  await expect(vera.locator('[name="tagline.en"]')).toHaveValue('News of Nora');
  await expect(x).toHaveValue('https://x.com/vera');
  await save(vera).click();
  await expect(vera.locator('main').getByRole('status')).toContainText('Saved');
  expect(await shown('/en', 'The Vera')).toBeLessThan(1_000);
  expect(await shown('/en', 'News of Nora')).toBeLessThan(1_000);
  const header = (await (await fetch(`${web.origin}/en`)).text()).split('</header>')[0] ?? '';
  const followed = [...header.matchAll(/href="(https:[^"]+)" rel="noopener"[^>]*>([^<]+)</g)];
  expect(followed.map(([, address, name]) => [address, name])).toEqual([
    ['https://mastodon.example/@vera', 'mastodon.example'],
    ['https://x.com/vera', 'X (Twitter)'],
  ]);
  // Twice in a row from one page.
  await x.fill('http://x.com/vera');
  await save(vera).click();
  await expect(vera.locator('main').getByRole('alert')).toContainText('not safe: http://x.com/vera');
  await vera.getByRole('button', { name: 'Remove: X (Twitter)' }).click();
  await expect(x).toHaveCount(0);
  await save(vera).click();
  await expect(vera.locator('main').getByRole('status')).toContainText('Saved');

  await vera.goto(HOUSE_ADS);
  const top = vera.getByRole('form', { name: W.settings.ads.places.top });
  await top.locator('[name="title.hy"]').fill('Կարդացեք մեզ');
  await top.locator('[name="text.hy"]').fill('ամեն առավոտ');
  await top.locator('[name="href.hy"]').fill('//evil.example');
  await save(vera).first().click();
  await expect(top.getByRole('alert')).toContainText('not safe');
  await top.locator('[name="href.hy"]').fill('/arm/about');
  await save(vera).first().click();
  await expect(top.getByRole('status')).toContainText('Saved');
  expect(await shown('/arm', 'Կարդացեք մեզ')).toBeLessThan(1_000);
  await vera.goto(SITE_PAGES);
  await vera.getByRole('link', { name: 'About en' }).click();
  await vera.locator('[name="title.ru"]').fill('О нас');
  await save(vera).click();
  await expect(vera.locator('main').getByText(/^Saved/)).toBeVisible();
  expect(await shown('/ru', 'О нас')).toBeLessThan(1_000);

  // And its text, written as a story is; two who have it open do not overwrite each other.
  expect((await fetch(`${web.origin}/en/about`)).status).toBe(404);
  await vera.getByRole('link', { name: 'Edit text: English' }).click();
  await expect(vera).toHaveURL(sitePageAddress('about', 'en'));
  await nora.goto(sitePageAddress('about', 'en'));
  const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text of the page' });
  for (const [page, text] of [
    [vera, 'Four people and a kettle.'],
    [nora, 'Nobody reads this.'],
  ] as const) {
    await textOf(page).click();
    await page.keyboard.type(text);
    await save(page).click();
  }
  await expect(vera.locator('main').getByText(/^Saved/)).toBeVisible();
  expect(await shown('/en/about', 'Four people and a kettle.')).toBeLessThan(1_000);
  await expect(nora.locator('main').getByRole('alert')).toContainText('someone else has changed this text');
  await expect(textOf(nora)).toHaveText('Nobody reads this.');
  await save(nora).click();
  await expect(nora.locator('main').getByRole('alert')).toContainText('someone else has changed this text');
  // One’s own next words are no surprise to anybody.
  await vera.keyboard.press('Tab');
  await textOf(vera).click();
  await vera.keyboard.press('ControlOrMeta+End');
  await vera.keyboard.type(' And a cat.');
  await save(vera).click();
  expect(await shown('/en/about', 'Four people and a kettle. And a cat.')).toBeLessThan(5_000);
  // Saving once more changes nothing back; a link is set where one form must not stand in another.
  await save(vera).click();
  await expect(vera.locator('form[aria-busy=false]').getByText(/^Saved/)).toBeVisible();
  expect(await (await vera.request.get(`${web.origin}/en/about`)).text()).toContain('And a cat.');
  await textOf(vera).press('ControlOrMeta+a');
  await textOf(vera).press('ControlOrMeta+k');
  await vera.keyboard.type('/en/contacts');
  await vera.keyboard.press('Enter');
  await save(vera).click();
  expect(await shown('/en/about', '<a href="/en/contacts"')).toBeLessThan(5_000);
  for (const page of [nora, vera]) await page.context().close();
});

test('a chief creates, writes, moves and deletes a page: the footer and the sitemap follow', async ({ browser }) => {
  const chief = await join(browser, 'Sona', 'chief');
  const sitemap = async (path: string) => (await fetch(`${web.origin}/sitemap/${path}.xml`)).text();
  const footer = async () =>
    ((await (await fetch(`${web.origin}/ru`)).text()).split('<footer')[1] ?? '').match(/href="\/ru\/(about|jobs)"/g);
  const create = async (key: string) => {
    await chief.goto(SITE_PAGES);
    await chief.getByText('New page', { exact: true }).click();
    const form = chief.getByRole('form', { name: 'New page' });
    await form.locator('[name=key]').fill(key);
    await form.locator('[name="title.ru"]').fill('Вакансии');
    await form.getByRole('button', { name: 'Create' }).click();
    return form;
  };
  // The address of a section, and one of the site’s own.
  await expect((await create('sport')).getByRole('alert')).toContainText('This slug is already in use');
  await expect((await create('search')).getByRole('alert')).toContainText('Another page of the site uses this slug');
  await create('jobs');
  await expect(chief.getByRole('heading', { level: 1 })).toHaveText('Вакансии');
  await expect(chief).toHaveURL(sitePageAddress('jobs'));
  expect((await fetch(`${web.origin}/ru/jobs`)).status).toBe(404);
  await expect(chief.locator('main')).toContainText('No text yet');

  await chief.getByRole('link', { name: 'Edit text: Русский' }).click();
  await chief.getByRole('textbox', { name: 'Text of the page' }).click();
  await chief.keyboard.type('Ищем корректора.');
  await save(chief).click();
  expect(await shown('/ru/jobs', 'Ищем корректора.')).toBeLessThan(5_000);
  expect(await footer()).toEqual(['href="/ru/about"', 'href="/ru/jobs"']);
  await expect.poll(() => sitemap('ru')).toContain('/ru/jobs</loc>');
  expect(await sitemap('en')).not.toContain('/en/jobs');
  expect((await fetch(`${web.origin}/en/jobs`)).status).toBe(404);

  // Begun in a language that it was not begun in before.
  await chief.goto(sitePageAddress('jobs'));
  await chief.locator('[name="title.en"]').fill('Jobs');
  await save(chief).click();
  await expect(chief.getByRole('link', { name: 'Edit text: English' })).toBeVisible();

  await chief.goto(SITE_PAGES);
  await chief.getByRole('button', { name: 'Move Jobs up' }).click();
  await expect(chief.locator('tbody tr').first()).toContainText('jobs');
  await expect.poll(footer).toEqual(['href="/ru/jobs"', 'href="/ru/about"']);
  await chief.goto(sitePageAddress('jobs'));
  await chief.getByLabel('Show in the footer').uncheck();
  await save(chief).click();
  await expect.poll(footer).toEqual(['href="/ru/about"']);
  expect((await fetch(`${web.origin}/ru/jobs`)).status).toBe(200);

  await chief.goto(newTopicAddress('section'));
  await chief.locator('[name=key]').fill('jobs');
  await chief.locator('[name="name.en"]').fill('Jobs');
  await chief.getByRole('button', { name: 'Create' }).click();
  await expect(chief.locator('main').getByRole('alert')).toContainText('already in use');

  await chief.goto(sitePageAddress('jobs'));
  await chief.getByRole('checkbox', { name: 'Delete this page' }).check();
  await chief.getByRole('button', { name: 'Delete page' }).click();
  await chief.waitForURL(`**${SITE_PAGES}`);
  await expect.poll(async () => (await fetch(`${web.origin}/ru/jobs`)).status).toBe(404);
  await expect.poll(() => sitemap('ru')).not.toContain('/ru/jobs');
  await chief.context().close();
});

test('a text typed before someone else saved theirs does not overwrite it, also after the picture is saved', async ({
  browser,
}) => {
  const [one, other] = [await join(browser, 'Susan', 'editor'), await join(browser, 'Pavel', 'editor')];
  for (const page of [one, other]) await page.goto(topicAddress('author', 'anna'));
  await one.locator('[name="about.en"]').fill('What Susan knows of Anna.');
  await other.locator('[name="about.en"]').fill('What Pavel knows of Anna.');
  await save(other).first().click();
  await expect(other.getByText(/^Saved/)).toBeVisible();
  const picture = one.getByRole('form', { name: 'Picture' });
  await picture.getByRole('button', { name: W.topics.picture.save }).click();
  await expect(picture.getByRole('status')).toContainText('Saved');
  await save(one).first().click();
  await expect(one.locator('main').getByRole('alert')).toContainText('What Pavel knows of Anna.');
  await expect(one.locator('[name="about.en"]')).toHaveValue('What Susan knows of Anna.');
  await save(one).first().click();
  expect(await shown('/en/author/anna', 'What Susan knows of Anna.')).toBeLessThan(5_000);
  for (const page of [one, other]) await page.context().close();
});

test('an author’s picture is chosen from the library, shown to readers, and taken away', async ({ browser }) => {
  const editor = await join(browser, 'Tigran', 'editor');
  const id = await house.onStage(async () => {
    const picture = { id: 'a1b2c3d4e5f6a7b8c9d0', key: 'portrait', fileName: 'portrait.jpg', width: 600, height: 600 };
    await database().picture.create({ data: picture });
    return picture.id;
  });
  const hasPicture = () =>
    house.onStage(async () => (await database().author.findUnique({ where: { key: 'anna' } }))?.pictureId ?? null);
  await editor.goto(topicAddress('author', 'anna'));
  const form = editor.getByRole('form', { name: 'Picture' });
  await form.getByRole('button', { name: W.topics.picture.choose }).click();
  await editor.getByRole('button', { name: /portrait\.jpg/ }).click();
  await form.getByRole('button', { name: W.topics.picture.save }).click();
  await expect(form.getByRole('status')).toContainText('Saved');
  expect(await hasPicture()).toBe(id);
  expect(await (await editor.request.get(`${web.origin}/en/author/anna`)).text()).toContain(`/media/${id}`);
  await form.getByRole('button', { name: W.topics.picture.remove }).click();
  await form.getByRole('button', { name: W.topics.picture.save }).click();
  await expect.poll(hasPicture).toBeNull();
  await editor.context().close();
});

test('the log tells all of it, narrowed by who, what and which', async ({ browser }) => {
  const reader = await join(browser, 'Lilit', 'chief');
  const lines = reader.locator('main ol > li');
  const says = async (address: string, ...all: string[]) => {
    await reader.goto(address);
    for (const said of all) await expect(lines.filter({ hasText: said }).first(), said).toBeVisible();
  };
  await says(
    activityAddress({ resource: 'section' }),
    'Anna · Edited the section “Region”',
    'Anna · Moved the section “Region” down',
    'Anna · Created the section “Sport”',
    'Anna · Deleted the section “Region”',
  );
  await expect(lines.filter({ hasText: 'Anna · Edited the section' })).toContainText('Регион Кавказ');
  await says(
    activityAddress({ resource: 'page' }),
    'Vera · Changed title or description of the page',
    'Vera · Edited the text of the page “About en”',
    'Sona · Created the page “Вакансии”',
    'Sona · Moved the page “Jobs” up',
    'Sona · Deleted the page “Jobs”',
  );
  await says(
    ACTIVITY,
    'Karen · Edited the tag “Rivers and lakes”',
    'Karen · Merged another tag into “Rivers and lakes”',
    'Nora · Changed the settings',
    'Vera · Changed the advertisement “Banner: above stories, below lists”',
    'Lilit · Joined the newsroom',
  );
  await reader.locator('[name=actor]').selectOption({ label: 'Karen' });
  await reader.locator('[name=resource]').selectOption({ label: 'Tag' });
  await reader.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(reader).toHaveURL(/actor=.+&.*resource=tag/);
  await expect(lines).toHaveCount(3);
  await reader.goto(activityAddress({ resource: 'section', resourceId: 'sport' }));
  await expect(lines).toHaveCount(1);
  await lines.getByRole('link', { name: 'Open' }).click();
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Sport');
  await reader.goto(activityAddress({ to: '2020-01-01' }));
  await expect(lines).toHaveCount(0);
  await reader.context().close();
});

for (const language of ['en', 'ru', 'hy'] as const) {
  test(`axe finds nothing in these rooms in ${language}, and nothing is wider than a phone`, async ({ browser }) => {
    const chief = await join(browser, `Chief-${language}`, 'chief', language);
    const rooms = ['section', 'tag', 'author'].flatMap((kind) => [topicsAddress(kind), newTopicAddress(kind)]);
    for (const [index, address] of [
      ...rooms,
      topicAddress('author', 'anna'),
      topicAddress('tag', 'rivers'),
      SETTINGS,
      HOUSE_ADS,
      SITE_PAGES,
      sitePageAddress('about'),
      sitePageAddress('about', language),
      ACTIVITY,
    ].entries()) {
      await chief.setViewportSize({ width: 360, height: 740 });
      await chief.emulateMedia({ colorScheme: index % 2 ? 'dark' : 'light' });
      await chief.goto(address);
      await expectAccessible(chief);
    }
    await chief.context().close();
  });
}
