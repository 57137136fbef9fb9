import { setTimeout as sleep } from 'node:timers/promises';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { type Answer, plain } from '#e2e/plain-request';
import { createStaffMember, createStory } from '#e2e/test-data';
import { REDIRECT_FILES, REDIRECTS, redirectAddress, redirectsAddress, UNANSWERED } from '#i18n/admin-addresses';
import { saveImportedRedirects } from '#newsroom/redirects/save-imported-redirects';
import { database } from '#platform/database';
import { expect, test, WORDS } from './browser-test.ts';

// Addresses of a former site: what they answer readers, on every machine, and how the newsroom keeps them.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const LANGUAGES = ['en', 'ru', 'hy'] as const;
const SLUGS = { en: 'deep-well', ru: 'glubokij-kolodec', hy: 'khor-hor' } as const;
const PATHS = { en: '/en', ru: '/ru', hy: '/arm' } as const;
/** Permalinks as WordPress wrote them in the letters of each language. */
const PERMALINKS = {
  en: '/2018/03/deep-well/',
  ru: `/2018/03/${encodeURIComponent('глубокий-колодец')}/`,
  hy: `/2018/03/${encodeURIComponent('խոր-հոր').toLowerCase()}/`,
} as const;

let house: OwnServer;
/** Two machines, the second with two processes. */
let one: Web;
let other: Web;
let room: Newsroom;
let articles: Record<(typeof LANGUAGES)[number], number>;
const people = new Map<string, { email: string; password: string }>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    ({ articles } = await createStory({ slugs: SLUGS, publishedAt: new Date('2018-03-10T09:00:00Z') }));
    await saveImportedRedirects(1, [
      ...LANGUAGES.map((code, index) => ({
        from: `/?p=${index + 1}`,
        to: { kind: 'article', id: articles[code] } as const,
      })),
      ...LANGUAGES.map((code) => ({ from: PERMALINKS[code], to: { kind: 'article', id: articles[code] } as const })),
      ...LANGUAGES.map((code) => ({
        from: `/${code}/category/news`,
        to: { kind: 'section', language: code, key: 'region' } as const,
      })),
      { from: '/2018/03/', to: { kind: 'date', language: 'en', date: '2018-03' } },
      { from: '/ru/closed', to: { kind: 'gone' } },
    ]);
    for (const code of LANGUAGES) people.set(code, await createStaffMember('chief', `Chief ${code}`, code));
    people.set('editor', await createStaffMember('editor', 'An editor'));
  });
  one = await house.startWeb();
  other = await house.startWeb({ WEB_PROCESSES: '2', DATA_DIR: `${house.folder}/other` });
  room = new Newsroom(browser, one.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

const brief = ({ status, headers }: Answer) => [status, headers.location];

/** Waits until an address answers so on both machines; answers after how many milliseconds it did. */
async function untilBoth(path: string, status: number, location?: string): Promise<number> {
  const begun = performance.now();
  for (const { origin } of [one, other]) {
    while (brief(await plain(origin + path)).join() !== [status, location].join()) {
      expect(performance.now() - begun, `${path} answers ${status} ${location ?? ''}`).toBeLessThan(5_000);
      await sleep(20);
    }
  }
  return performance.now() - begun;
}

for (const code of LANGUAGES) {
  test(`old addresses of a story and its lists lead there in one hop, in ${code}`, async () => {
    const number = LANGUAGES.indexOf(code) + 1;
    const story = `${PATHS[code]}/post/${SLUGS[code]}`;
    const list = `${PATHS[code]}/region`;
    for (const [asked, location] of [
      [`/?p=${number}`, story],
      [`/index.php?p=${number}&utm_source=x`, story],
      [PERMALINKS[code], story],
      [PERMALINKS[code].slice(0, -1), story],
      [`${PERMALINKS[code]}amp/`, story],
      [`${PERMALINKS[code]}?replytocom=5`, story],
      [`/${code}/category/news/`, list],
      [`/${code}/Category/News/page/2/`, list],
      [`/${code}/category/news/feed/`, `${list}/feed.xml`],
      ['/2018/03/', '/en/archive/2018-03-10'],
      [`${PATHS[code]}/feed/`, `${PATHS[code]}/feed.xml`],
      ['/feed/', '/feed.xml'],
    ] as const) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await plain(one.origin + asked, {}, method);
        expect([asked, ...brief(answer), answer.body.length]).toEqual([asked, 301, location, 0]);
        expect(answer.headers['surrogate-key']).toMatch(/^redirect-[0-9a-f]{16}/);
        expect(answer.headers['cache-control']).toBe('public, max-age=0, s-maxage=1');
      }
      expect([location, (await plain(one.origin + location)).status]).toEqual([location, 200]);
    }
  });
}

test('what is gone answers 410 with the page of its language, and what never was 404', async ({ page }) => {
  const gone = await plain(`${one.origin}/ru/closed/`);
  expect(gone.status).toBe(410);
  expect(gone.body.toString()).toContain(WORDS.ru.statusPage.notFound.title);
  expect(gone.body.toString()).toMatch(/<meta name="robots" content="noindex/);
  expect((await plain(`${one.origin}/ru/never/`)).status).toBe(404);
  await page.goto(one.origin);
});

test('a page that is there is never hidden, and its old address follows it when it moves', async () => {
  await house.onStage(() =>
    database().redirect.createMany({
      data: [`/en/post/${SLUGS.en}`, '/en/region'].map((address) => ({ address, kind: 'gone' as const })),
    }),
  );
  for (const path of [`/en/post/${SLUGS.en}`, '/en/region', '/en', '/en?utm_source=x'])
    expect([path, (await plain(one.origin + path)).status]).toEqual([path, 200]);
  expect(brief(await plain(`${one.origin}/en/region/`))).toEqual([308, '/en/region']);
  await house.onStage(() => database().article.update({ where: { id: articles.en }, data: { slug: 'deeper-well' } }));
  await untilBoth(PERMALINKS.en, 301, '/en/post/deeper-well');
  await house.onStage(() => database().article.update({ where: { id: articles.en }, data: { slug: SLUGS.en } }));
  await untilBoth(PERMALINKS.en, 301, `/en/post/${SLUGS.en}`);
});

test('chiefs add, find, change and delete redirects, which every machine knows within a second', async () => {
  const page = await room.seat(people.get('en') ?? { email: '', password: '' });
  await page.goto('/admin/settings');
  await page.getByRole('link', { name: W.settings.tabs.redirects }).click();
  await page.getByText(W.redirects.create, { exact: true }).click();
  await page.getByLabel(W.redirects.from).fill('https://old.example/Wells/Deep.html?utm_source=x');
  await page.getByLabel(W.redirects.to).fill('/en/made-up');
  await page.getByRole('button', { name: W.redirects.add }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText('/en/made-up');
  // What was typed is still there.
  await expect(page.getByLabel(W.redirects.from)).toHaveValue(/Deep/);
  await untilBoth('/wells/deep.html', 404);
  await page.getByLabel(W.redirects.to).fill(`/ru/post/${SLUGS.ru}`);
  await page.getByRole('button', { name: W.redirects.add }).click();
  await expect(page.getByText(W.redirects.added)).toBeVisible();
  expect(await untilBoth('/wells/deep.html', 301, `/ru/post/${SLUGS.ru}`)).toBeLessThan(1_500);

  await page.getByLabel(W.redirects.search.label).fill('wells/');
  await page.getByRole('button', { name: W.redirects.search.submit }).click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await page.getByRole('link', { name: '/wells/deep.html' }).click();
  await page.getByLabel(W.redirects.gone).check();
  await page.getByRole('button', { name: W.redirects.save, exact: true }).click();
  await expect(page.getByText(W.redirects.saved)).toBeVisible();
  await untilBoth('/wells/deep.html', 410);
  await page.getByLabel(W.redirects.deleteConfirm).check();
  await page.getByRole('button', { name: W.redirects.delete }).click();
  await page.waitForURL(`**${REDIRECTS}`);
  await untilBoth('/wells/deep.html', 404);

  await page.goto('/admin/activity');
  for (const event of ['created', 'changed', 'deleted'] as const)
    await expect(page.getByText(W.audit.events.redirect[event].replace('{title}', '/wells/deep.html'))).toBeVisible();
});

test('requests are counted, and addresses without an answer are shown to be given one', async () => {
  for (let request = 0; request < 3; request++) {
    await plain(`${one.origin}/wells/Old-One/?session=secret`);
    await plain(`${other.origin}/?p=2`);
  }
  await plain(`${one.origin}/wp-login.php`);
  await plain(`${one.origin}/.env`);
  const page = await room.seat(people.get('en') ?? { email: '', password: '' });
  const line = page.getByRole('row', { name: /\/wells\/old-one/ });
  await expect(async () => {
    await page.goto(UNANSWERED);
    await expect(line.getByRole('cell').nth(1)).toHaveText('3', { timeout: 500 });
    await page.goto(redirectsAddress({ matching: '/?p=2' }));
    await expect(page.locator('tbody tr td').nth(2)).not.toHaveText('0', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await page.goto(UNANSWERED);
  expect(await page.locator('main').textContent()).not.toMatch(/secret|wp-login|\.env/);
  await line.getByRole('link').click();
  await expect(page.getByLabel(W.redirects.from)).toHaveValue('/wells/old-one');
  await page.getByLabel(W.redirects.to).fill('/en/region');
  await page.getByRole('button', { name: W.redirects.add }).click();
  await expect(page.getByText(W.redirects.added)).toBeVisible();
  await page.goto(UNANSWERED);
  await expect(line).toHaveCount(0);
  await untilBoth('/wells/Old-One/', 301, '/en/region');
});

test('a file is checked, taken in and given out', async () => {
  const page = await room.seat(people.get('en') ?? { email: '', password: '' });
  await page.goto(REDIRECT_FILES);
  const text = 'from,to,status\r\n/file/1,/en/region,301\r\n/file/2,,410\r\n/file/3,/nothing,301\r\n/en,/ru,301\r\n';
  await page
    .getByLabel(W.redirects.import.file)
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: W.redirects.import.check }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Line ' })).toHaveText([
    /^Line 4: .*\/nothing/,
    /^Line 5: /,
  ]);
  await untilBoth('/file/1', 404);
  await page.getByRole('button', { name: W.redirects.import.save, exact: true }).click();
  await expect(page.locator('main').getByRole('status')).toContainText('2 redirects saved. 2 rows were refused');
  await untilBoth('/file/1', 301, '/en/region');
  await untilBoth('/file/2', 410);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: W.redirects.import.export }).click(),
  ]);
  const chunks = await (await download.createReadStream()).toArray();
  expect(Buffer.concat(chunks).toString()).toContain('\r\n/file/2,,410\r\n/file/1,/en/region,301\r\n');
});

test('forms work without a script', async () => {
  const page = await room.seat(people.get('en') ?? { email: '', password: '' }, { javaScriptEnabled: false });
  await page.goto(REDIRECTS);
  await page.locator('main summary', { hasText: W.redirects.create }).click();
  await page.getByLabel(W.redirects.from).fill('no address');
  await page.getByLabel(W.redirects.to).fill('/ru');
  await page.getByRole('button', { name: W.redirects.add }).click();
  // The fold is closed again; what came of the form stands outside of it.
  await expect(page.getByLabel(W.redirects.from)).toBeHidden();
  await expect(page.locator('main').getByRole('alert')).toBeVisible();
  await page.goto(redirectsAddress({ from: '/plain' }));
  await page.getByLabel(W.redirects.to).fill('/plain/');
  await page.getByRole('button', { name: W.redirects.add }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText('/plain');
  await page.getByLabel(W.redirects.from).fill('/plain');
  await page.getByLabel(W.redirects.to).fill('/ru');
  await page.getByRole('button', { name: W.redirects.add }).click();
  await expect(page.getByText(W.redirects.added)).toBeVisible();
  await untilBoth('/plain', 301, '/ru');
  await page.goto(REDIRECT_FILES);
  await page
    .getByLabel(W.redirects.import.file)
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('/plain,/en') });
  await page.getByRole('button', { name: W.redirects.import.save, exact: true }).click();
  await untilBoth('/plain', 301, '/en');
});

test('editors have no such screens', async () => {
  const page = await room.seat(people.get('editor') ?? { email: '', password: '' });
  room.expectErrors(/404/, /403/);
  expect((await page.goto(REDIRECTS))?.status()).toBe(404);
  const status = await page.evaluate(async (path) => (await fetch(path)).status, `${REDIRECTS}/export`);
  expect(status).toBe(403);
});

for (const [turn, code] of LANGUAGES.entries()) {
  test(`axe finds nothing on these screens in ${code}`, async () => {
    const page = await room.seat(people.get(code) ?? { email: '', password: '' }, { locale: code });
    const { id } = await house.onStage(() =>
      database().redirect.findUniqueOrThrow({ where: { address: '/?p=1' }, select: { id: true } }),
    );
    await plain(`${one.origin}/a-long-address/of-a-page/that-nobody-has-found/with-${'many-'.repeat(20)}words/`);
    for (const [index, screen] of [
      ...[REDIRECTS, redirectsAddress({ from: '/a' }), redirectAddress(id), UNANSWERED, REDIRECT_FILES],
    ].entries()) {
      await takeTurn(page, turn + index);
      await page.goto(screen);
      await expectAccessible(page);
    }
  });
}

test('without its database a machine answers what it looked up lately, and says of the rest that it cannot', async () => {
  for (let request = 0; request < 3; request++) await plain(`${one.origin}/?p=3`);
  await plain(one.origin + PERMALINKS.hy);
  await house.postgres.stop();
  await expect(async () => {
    expect(brief(await plain(one.origin + PERMALINKS.hy))).toEqual([301, `/arm/post/${SLUGS.hy}`]);
    expect(brief(await plain(`${one.origin + PERMALINKS.hy}amp/`))).toEqual([301, `/arm/post/${SLUGS.hy}`]);
    const unknown = await plain(`${one.origin}/2018/04/other/`);
    expect([unknown.status, unknown.headers['retry-after']]).toEqual([503, '30']);
  }).toPass({ timeout: 20_000 });
});
