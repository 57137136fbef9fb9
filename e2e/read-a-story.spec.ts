import { dateAndTime } from '#i18n/dates';
import { DEMO_LANGUAGES, expect, open, origin, SEED_STORY, test, WIDTHS, WORDS } from './browser-test.ts';

for (const { code, path } of DEMO_LANGUAGES) {
  const t = WORDS[code];

  test.describe(`the owner's page in ${code}`, () => {
    for (const width of WIDTHS) {
      test(`shows the whole story at ${width} px`, async ({ page }) => {
        await page.setViewportSize({ width, height: 800 });
        await open(page, SEED_STORY[code]);
        expect(await page.locator('html').getAttribute('lang')).toBe(code);
        const story = page.getByRole('article').first();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('h1')).toHaveCount(1);
        await expect(story.locator('.label a').first()).toHaveAttribute('href', `/${path}/region`);
        await expect(story.locator('time').first()).toContainText(
          dateAndTime(new Date('2025-05-13T13:53:00Z'), code, 'Asia/Baku'),
        );
        await expect(story.locator('time').first()).toHaveAttribute('datetime', '2025-05-13T13:53:00.000Z');
        await expect(story.locator('figure img').first()).toBeVisible();
        await expect(story.locator('figcaption').first()).not.toBeEmpty();
        expect(await story.locator('.story-text p').count()).toBeGreaterThan(4);
        await expect(story.locator('a[rel="author"]')).toHaveAttribute('href', `/${path}/author/aghakazim-guliyev`);
        await expect(story.locator('view-count')).toHaveText(/^\d+$/);
        expect(await story.locator('a[rel="tag"]').count()).toBeGreaterThan(2);
        await expect(story.getByRole('button', { name: t.textSize.larger })).toBeVisible();
        await expect(story.getByRole('button', { name: t.textSize.smaller })).toBeVisible();
        await expect(story.getByRole('button', { name: t.share.print })).toBeVisible();
        await expect(story.getByRole('button', { name: t.share.copy })).toBeVisible();
        await expect(page.getByText(t.share.invite)).toBeVisible();
      });
    }

    test('stands between header and footer with everything on them', async ({ page }) => {
      await open(page, SEED_STORY[code]);
      const header = page.getByRole('banner');
      await expect(header.getByRole('link', { name: 'Telegram' })).toHaveAttribute('href', /^https:\/\/t\.me\//);
      const networks = ['X (Twitter)', 'YouTube', 'Instagram', 'Facebook', 'Telegram', 'App Store', 'Google Play'];
      const follow = header.getByRole('list', { name: t.site.follow }).getByRole('link');
      await expect(follow).toHaveText(networks);
      for (const link of await follow.all()) await expect(link).toBeVisible();
      await expect(header.getByPlaceholder(t.search.placeholder)).toBeVisible();
      await expect(header.getByRole('group', { name: t.theme.label })).toBeVisible();
      expect(
        await header.getByRole('navigation', { name: t.site.sections }).getByRole('link').count(),
      ).toBeGreaterThanOrEqual(6);
      const footer = page.getByRole('contentinfo');
      await expect(footer.locator('p a[href]').last()).toHaveAttribute('href', `/${path}`);
      await expect(footer).toContainText(/© 20\d\d/);
    });

    test('can be sent on, each way with its own address', async ({ page }) => {
      await open(page, SEED_STORY[code]);
      const share = page.getByRole('region', { name: t.share.label, exact: true });
      const address = encodeURIComponent(origin() + SEED_STORY[code]);
      for (const [name, start] of [
        [t.share.telegram, 'https://t.me/share/url?'],
        [t.share.x, 'https://x.com/intent/post?'],
        [t.share.facebook, 'https://www.facebook.com/sharer/'],
        [t.share.whatsapp, 'https://wa.me/?'],
        [t.share.linkedin, 'https://www.linkedin.com/sharing/'],
        [t.share.email, 'mailto:?'],
      ] as const) {
        const href = await share.getByRole('link', { name, exact: true }).getAttribute('href');
        expect(href?.startsWith(start), `${name}: ${href}`).toBe(true);
        expect(href).toContain(address);
      }
    });

    test('has the region beside it and goes on below', async ({ page }) => {
      await open(page, SEED_STORY[code]);
      const column = page.getByRole('region').filter({ has: page.locator('#column') });
      expect(await column.locator('time').count()).toBe(8);
      await expect(column.locator('p').first()).not.toBeEmpty();
      await expect(page.locator('#related')).toHaveText(t.article.related);
      await page.locator('a[rel="next"]').last().click();
      await expect(page).toHaveURL(new RegExp(`/${path}/post/`));
      await expect(page).not.toHaveURL(SEED_STORY[code]);
      await expect(page.locator('h1')).toBeVisible();
    });
  });
}

test('an update is told when there was one, and only then', async ({ page }) => {
  await open(page, '/en/post/test-changed-since');
  await expect(page.getByText('Updated 4 February 2025 09:06')).toBeVisible();
  await open(page, SEED_STORY.en);
  await expect(
    page
      .getByRole('article')
      .first()
      .getByText(/^Updated/),
  ).toHaveCount(0);
});

test('a section and an author can be walked by plain links', async ({ page }) => {
  await open(page, SEED_STORY.en);
  await page.locator('a[rel="author"]').click();
  await expect(page).toHaveURL(/\/en\/author\/aghakazim-guliyev$/);
  await expect(page.getByRole('link', { name: /Istanbul/ })).toBeVisible();
  await page.getByRole('navigation', { name: WORDS.en.site.sections }).getByRole('link').nth(1).click();
  await expect(page.locator('#list > li').first()).toBeVisible();
});

test('a body of every kind of block is drawn, and markup in it is text', async ({ page }) => {
  await open(page, '/en/post/test-with-every-block');
  const text = page.locator('.story-text');
  for (const element of [
    'h2',
    'h3',
    'blockquote',
    'ul',
    'ol',
    'figure img',
    '.gallery figure',
    'table',
    'hr',
    'a[href="https://www.youtube.com/watch?v=x"]',
    'span[lang="fr"]',
  ]) {
    await expect(text.locator(element).first(), element).toBeVisible();
  }
  await expect(text).toContainText('Markup <script>alert(1)</script> & "quotes"');
});

test('an unknown block draws nothing and breaks nothing', async ({ page }) => {
  await open(page, '/en/post/test-with-odd-blocks');
  await expect(page.locator('.story-text > *')).toHaveCount(1);
  await expect(page.locator('.story-text')).toContainText('Plain, strong, linked');
});
