import { fork } from 'node:child_process';
import { join } from 'node:path';
import { anyPort } from '#processes/supervisor/free-port';
import type { WebReport } from '#processes/supervisor/web-cluster';
import { DEMO_LANGUAGES, expect, test, WORDS } from './browser-test.ts';

test.use({ expected: [/status of (404|410|503)/] });

for (const { code, path } of DEMO_LANGUAGES) {
  test(`in ${code} an unknown address is a 404 that helps`, async ({ page }) => {
    for (const address of [
      `/${path}/post/never-was`,
      `/${path}/no-such-section`,
      `/${path}/tag/no-such`,
      `/${path}/author/no-such`,
      `/${path}/a/b/c/d`,
    ]) {
      const response = await page.goto(address);
      expect([address, response?.status()]).toEqual([address, 404]);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS[code].statusPage.notFound.title);
      expect(await page.locator('html').getAttribute('lang')).toBe(code);
    }
    await expect(page.locator('main').getByPlaceholder(WORDS[code].search.placeholder)).toBeVisible();
    expect(await page.locator('[aria-labelledby=instead] h3').count()).toBe(10);
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
    await expect(page.locator('meta[name="portal-status"]')).toHaveCount(0);
  });
}

test('an unknown language is a 404 with a page', async ({ page }) => {
  for (const address of ['/xx/post/some-story', '/XX', '/wp-login.php', '/.env']) {
    const response = await page.goto(address);
    expect([address, response?.status()]).toEqual([address, 404]);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS.en.statusPage.notFound.title);
  }
});

test('what anybody can make up is not found, and takes no room among real pages', async ({ request }) => {
  for (const address of [
    ...['/en/x1.rsc', '/en/region.rsc', '/en/post/x.rsc', '/ru.rsc', '/en/a.json', '/en/archive/1999-01-01'],
    ...['/en/archive/2999-12-31', '/en/archive/2026-13-40', '/en/author/nobody', '/en/region/more', '/api%2farticles'],
    ...['/admin%2farticles', '/abcdefgh12.txt', '/sitemap/en-1999-01.xml', '/sitemap/news-7.xml', '/en/tag/x/feed.xml'],
    ...['/share/1-0123456789abcdef.png', '/share/en-0123456789abcdef.png', '/api', '/api/nothing', '/en/a/atom.xml'],
    // With a tail, in capitals or under another path: no redirect leads to what is not there.
    ...['.', '%20', '%C2%BB', ').', '&utm_source=x', '.Next'].map((tail) => `/en/post/made-up-slug${tail}`),
    ...['/en/made-up-section.', '/en/region/more%20', '/EN/Made-Up', '/hy/post/made-up-slug', '/ru/tag/made-up»'],
  ]) {
    const response = await request.get(address, { maxRedirects: 0 });
    expect([address, response.status()]).toEqual([address, 404]);
  }
});

test('a changed slug is a permanent redirect', async ({ request }) => {
  const response = await request.get('/en/post/test-at-its-old-address', { maxRedirects: 0 });
  expect(response.status()).toBe(308);
  expect(response.headers().location).toBe('/en/post/test-at-its-new-address');
});

test('an address with what stood behind it, in capitals or under /hy is a permanent redirect', async ({ request }) => {
  const story = '/en/post/test-at-its-new-address';
  for (const [address, location] of [
    ...['.', ')', ',', '»', '%20', '&utm_source=telegram', '%E2%80%9D', '.Next', '/).'].map((tail) => [
      story + tail,
      story,
    ]),
    ['/EN/Post/Test-At-Its-New-Address', story],
    ['/en/post/TEST-AT-ITS-NEW-ADDRESS?utm_source=x', `${story}?utm_source=x`],
    ['/hy/economy', '/arm/economy'],
    ['/hy', '/arm'],
    ['/EN', '/en'],
    ['/ru/economy,', '/ru/economy'],
  ] as [string, string][]) {
    const response = await request.get(address, { maxRedirects: 0 });
    expect([address, response.status(), response.headers().location]).toEqual([address, 308, location]);
  }
  const followed = await request.get(`${story}).`);
  expect([followed.status(), new URL(followed.url()).pathname]).toEqual([200, story]);
});

test('a withdrawn story is gone', async ({ page }) => {
  const response = await page.goto('/en/post/test-taken-back');
  expect(response?.status()).toBe(410);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS.en.statusPage.withdrawn.title);
  await expect(page.locator('body')).not.toContainText('Standfirst of');
});

test('drafts and what is not due are not there', async ({ request }) => {
  for (const slug of ['test-not-finished', 'test-due-tomorrow'])
    expect((await request.get(`/en/post/${slug}`)).status()).toBe(404);
});

test('a story in other languages only is a 404 with links to them', async ({ page }) => {
  const response = await page.goto('/arm/post/test-only-in-english');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS.hy.statusPage.otherLanguage.title);
  await page.getByRole('link', { name: 'Read in English' }).click();
  await expect(page).toHaveURL('/en/post/test-only-in-english');
  await expect(page.locator('h1')).toHaveText('Headline of test-only-in-english');
});

test('the door leads each visitor to a language, and no story does', async ({ request }) => {
  for (const [accepted, front] of [
    ['ru-RU,ru;q=0.9,en;q=0.8', '/ru'],
    ['hy;q=0.5, de', '/arm'],
    ['de-DE', '/en'],
    ['', '/en'],
    ['x'.repeat(5_000), '/en'],
    ['en;q=0, ru;q=0.1', '/ru'],
  ] as const) {
    const response = await request.get('/', { maxRedirects: 0, headers: { 'accept-language': accepted } });
    expect([response.status(), response.headers().location]).toEqual([307, front]);
  }
  const story = await request.get('/en/post/test-only-in-english', {
    maxRedirects: 0,
    headers: { 'accept-language': 'ru' },
  });
  expect(story.status()).toBe(200);
});

test('rubbish in addresses is answered calmly', async ({ request }) => {
  for (const address of [
    '/en/post/%00',
    '/en/post/%E0%A4%A',
    '/en/post/..%2f..%2fetc%2fpasswd',
    '/en/region?before=rubbish',
    '/en/region?before=1&before=2',
    '/en/search?q=%00%00',
    `/en/search?q=${'x'.repeat(6_000)}`,
    '/en/search?q[]=1&q=2',
    '/media/../../package.json',
    '/media/%2e%2e/%2e%2e/package.json',
    '/media/0123456789abcdef0123/wide-640.svg',
    `/en/post/${'a'.repeat(3_000)}`,
  ]) {
    const response = await request.get(address);
    expect([address, response.status() < 500]).toEqual([address, true]);
    expect(await response.text()).not.toMatch(/ at \S+ \(|node_modules|PrismaClient/);
  }
});

test.describe('while the database cannot be reached', () => {
  let web: ReturnType<typeof fork>;
  let site: string;

  test.beforeAll(async () => {
    const port = await anyPort();
    site = `http://localhost:${port}`;
    web = fork(join('processes', 'supervisor', 'web-cluster.ts'), {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/gone',
      },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await new Promise<void>((listening, failed) => {
      web.once('message', (report: WebReport) =>
        'listening' in report ? listening() : failed(new Error(report.failed)),
      );
      web.once('exit', (code) => failed(new Error(`the web server ended at once (code ${code})`)));
    });
  });

  test.afterAll(async () => {
    const ended = new Promise((done) => web.once('exit', done));
    web.kill('SIGTERM');
    await ended;
  });

  for (const { code, path } of DEMO_LANGUAGES) {
    test(`pages say so in ${code}, and when to come again`, async ({ page }) => {
      const response = await page.goto(`${site}/${path}/post/any-story`);
      expect(response?.status()).toBe(503);
      expect(response?.headers()['retry-after']).toBe('30');
      expect(await page.locator('html').getAttribute('lang')).toBe(code);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS[code].statusPage.unreachable.title);
      await expect(page.locator('body')).not.toContainText(/secret|127\.0\.0\.1|Prisma|Error:/);
    });
  }

  test('route handlers say so as problem JSON', async ({ request }) => {
    for (const answer of [
      // What nobody has asked the other server for, whose pages on disk this one would give.
      await request.get(`${site}/api/articles?language=en&limit=97`),
      await request.get(`${site}/api/articles/en/any-story`),
      await request.get(`${site}/api/views?articles=1`),
      await request.post(`${site}/api/views`, { data: { article: 1 } }),
    ]) {
      expect(answer.status()).toBe(503);
      expect(answer.headers()['retry-after']).toBe('30');
      expect(answer.headers()['content-type']).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 503, title: 'Service unavailable' });
    }
  });
});
