import { expectAccessible, takeTurn } from '#e2e/accessible';
import { act, headlineOf, Newsroom, save, W, write } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { ADMIN, ARTICLES, FRONT, SETTINGS, TRANSLATIONS, topicAddress } from '#i18n/admin-addresses';
import ka from '#messages/ka.json' with { type: 'json' };
import { expect, test } from './browser-test.ts';

// Georgian, which lies ready and is off, switched on at a server whose stories are all in other languages.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const HEADLINE = 'მოსავალი თოვლის ქვეშ';
const BODY = 'ბაღები თეთრია, ამბობს ფერმერი.';

let house: OwnServer;
let web: Web;
let room: Newsroom;
let address: string;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  await house.onStage(() => createStory({ slugs: { en: 'of-water', ru: 'o-vode', hy: 'jri-masin' } }));
  web = await house.startWeb({ LANGUAGES: 'ru,hy,en,ka' });
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

const get = async (path: string) => {
  const response = await fetch(new URL(path, web.origin));
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

test('every page works while nothing is written in it', async ({ page }) => {
  for (const path of ['', '/archive', '/corrections', '/search', '/offline', '/feed.xml', '/feed.json']) {
    expect([path, (await get(`/ka${path}`)).status]).toEqual([path, 200]);
  }
  expect((await get('/ka/post/none')).status).toBe(404);
  expect((await get('/ka/post/none')).text).toContain(ka.statusPage.notFound.title);
  expect((await get('/az')).status).toBe(404);

  await page.goto(`${web.origin}/ka`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ka');
  await expect(page.getByText(ka.list.empty)).toBeVisible();
  // The paper's name in another language, until it has one in this.
  await expect(page).toHaveTitle(/Paper en/);
  await expect(page.getByPlaceholder(ka.search.placeholder).first()).toBeAttached();
  await takeTurn(page, 1);
  await expectAccessible(page);

  await page.goto(`${web.origin}/en/post/of-water`);
  await expect(page.locator('nav a[hreflang=ka]').first()).toHaveAttribute('data-missing');
});

test('a section gets its name, a story is written and published', async () => {
  const staff = await house.onStage(() => createStaffMember('administrator', 'Nino'));
  const page = await room.seat(staff);
  await page.goto(topicAddress('section', 'region'));
  await page.locator('[name="name.ka"]').fill('რეგიონი');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('main').getByRole('status')).toContainText('Saved');

  for (const path of [SETTINGS, FRONT, ARTICLES, TRANSLATIONS, topicAddress('tag', 'water')]) {
    await page.goto(path);
    await expectAccessible(page);
  }

  await page.goto(ADMIN);
  await page.getByText(W.articles.create.open, { exact: true }).click();
  await page.locator('main select[name=language]').selectOption('ka');
  await page.getByRole('button', { name: W.articles.create.submit }).click();
  await page.waitForURL(/\/articles\/\d+$/);
  await write(page, { headline: HEADLINE, standfirst: 'ამ წელს ადრე', body: BODY });
  expect(await headlineOf(page).evaluate((field) => field.closest('[lang]')?.getAttribute('lang'))).toBe('ka');
  await save(page);
  await expectAccessible(page);
  await act(page, W.editArticle.publication.publish, W.editArticle.publication.publish, W.answers.done.published);
});

test('readers find it wherever stories are', async ({ page }) => {
  await expect.poll(async () => (await get('/ka')).text).toContain(HEADLINE);
  await page.goto(`${web.origin}/ka`);
  await page.getByRole('link', { name: HEADLINE }).first().click();
  await page.waitForURL('**/ka/post/*');
  address = new URL(page.url()).pathname;
  expect(address).toBe('/ka/post/mosavali-tovlis-kvesh');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ka');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(HEADLINE);
  await expect(page.getByText(ka.share.invite)).toBeVisible();
  const data = await page.locator('script[type="application/ld+json"]').allTextContents();
  expect(data.join('')).toContain('"inLanguage":"ka"');
  await takeTurn(page, 0);
  await expectAccessible(page);

  const card = (await page.locator('meta[property="og:image"]').getAttribute('content')) ?? '';
  expect(card).toContain('/share/');
  expect(await get(card)).toMatchObject({ status: 200, type: 'image/png' });

  for (const path of [
    '/ka/region',
    '/ka/archive',
    '/ka/feed.xml',
    '/ka/atom.xml',
    '/ka/feed.json',
    '/ka/region/feed.xml',
  ])
    expect([path, (await get(path)).text.includes(HEADLINE)]).toEqual([path, true]);
  for (const path of ['/sitemap/ka.xml', '/news-sitemap.xml', '/feeds.opml'])
    expect([path, (await get(path)).text.includes('/ka/')]).toEqual([path, true]);
  expect((await get('/robots.txt')).text).toContain('/ka/search');
});

test('search finds it by another form of a word, and typed on a Latin keyboard', async ({ page }) => {
  // In the story it is თოვლის.
  for (const typed of ['თოვლის', 'თოვლი', 'თოვლში', 'Tovlis', 'tovlis']) {
    await page.goto(`${web.origin}/ka/search?q=${encodeURIComponent(typed)}`);
    await expect(page.getByRole('link', { name: HEADLINE }), typed).toBeVisible();
  }
  await takeTurn(page, 1);
  await expectAccessible(page);
});
