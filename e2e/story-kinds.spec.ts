import { expectAccessible } from '#e2e/accessible';
import { act, beginStory, Newsroom, save, W, write } from '#e2e/newsroom';
import { startOwnServer } from '#e2e/own-server';
import { createStaffMember } from '#e2e/test-data';
import { DEMO_LANGUAGES, expect, open, THEMES, test, WIDTHS, WORDS } from './browser-test.ts';

/** A story of the demo for each kind that is marked. */
const STORIES = {
  opinion: 'a-timetable-is-a-promise',
  interview: 'kutaisi-library-open-until-midnight',
  video: 'meteor-watchers-three-countries-compare-notes',
  gallery: 'tbilisi-gallery-early-plant-photographs',
} as const;

for (const { code, path } of DEMO_LANGUAGES) {
  test(`a story in ${code} says what kind it is, on its page and in lists`, async ({ page, request }) => {
    test.slow();
    const names = WORDS[code].kinds;
    for (const [index, kind] of (['opinion', 'interview', 'video', 'gallery'] as const).entries()) {
      await page.emulateMedia({ colorScheme: THEMES[index % 2] });
      await page.setViewportSize({ width: WIDTHS[index % 3] ?? 1280, height: 800 });
      const { translations, slug } = await (await request.get(`/api/articles/en/${STORIES[kind]}`)).json();
      const there =
        code === 'en' ? slug : translations.find(({ language }: { language: string }) => language === code).slug;
      const { kind: given, headline } = await (await request.get(`/api/articles/${code}/${there}`)).json();
      expect(given).toBe(kind);
      await open(page, `/${path}/post/${there}`);
      const story = page.locator('main article').first();
      // Below the name of the section “Opinion” it need not be said again.
      await expect(story.locator('.kind-mark')).toHaveText(kind === 'opinion' ? [] : [names[kind]]);
      const data = await page.locator('script[type="application/ld+json"]').textContent();
      const [told] = JSON.parse(data ?? '')['@graph'];
      expect(told['@type']).toBe(kind === 'opinion' ? 'OpinionNewsArticle' : 'NewsArticle');
      expect(told.mainEntityOfPage['@type']).toBe(kind === 'gallery' ? 'ImageGallery' : 'WebPage');
      expect(Boolean(told.video)).toBe(kind === 'video');
      await expectAccessible(page);
      await open(page, `/${path}/search?q=${encodeURIComponent(`"${headline}"`)}`);
      const item = page.locator('.article-item', { has: page.locator(`a[href="/${path}/post/${there}"]`) });
      await expect(item.locator('.kind-mark')).toHaveText(names[kind]);
    }
    await open(page, `/${path}`);
    await expect(page.locator('.latest li', { has: page.locator('.kind-mark') })).not.toHaveCount(0);
    await expect(page.locator('.teaser', { has: page.locator('.kind-mark') })).not.toHaveCount(0);
    await expectAccessible(page);
  });
}

test('feeds name the kind of a story in its language', async ({ request }) => {
  const { items } = await (await request.get('/ru/feed.json')).json();
  const interview = items.find(({ url }: { url: string }) =>
    url.endsWith('/biblioteka-v-kutaisi-otkryta-do-polunochi'),
  );
  expect(interview.tags).toContain('Интервью');
});

test('an opinion is begun, refused without an author, published with one, and found among others by its kind', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const house = await startOwnServer();
  const web = await house.startWeb();
  const room = new Newsroom(browser, web.origin);
  const editor = await house.onStage(() => createStaffMember('editor', 'Boris'));
  const page = await room.seat(editor);
  await beginStory(page, 'opinion');
  await write(page, { headline: 'Snow is late', standfirst: 'And so are we', body: 'It should be here by now.' });
  await save(page);
  await act(page, W.editArticle.publication.publish, W.editArticle.publication.publish, W.refusals.missing.author);
  await page.locator('summary', { hasText: W.editArticle.organize.title }).click();
  const filing = page.getByRole('form', { name: W.editArticle.organize.title });
  await expect(filing.getByLabel(W.fields.kind)).toHaveValue('opinion');
  await filing.getByRole('checkbox', { name: 'Anna en' }).check();
  await act(page, W.editArticle.organize.title, W.editArticle.organize.save, W.answers.done.saved);
  await act(page, W.editArticle.publication.publish, W.editArticle.publication.publish, W.answers.done.published);
  await expect
    .poll(async () => (await fetch(`${web.origin}/en/post/snow-is-late`)).text())
    .toContain('"@type":"OpinionNewsArticle"');

  await page.goto('/en/post/snow-is-late');
  await expect(page.locator('article .kind-mark').first()).toHaveText('Opinion');
  await page.goto('/en');
  await expect(page.locator('.teaser', { hasText: 'Snow is late' }).locator('.kind-mark')).toHaveText('Opinion');
  await page.goto('/admin/articles?kind=opinion');
  await expect(page.locator('tbody tr')).toHaveText([/Snow is late.*en.*· Opinion/]);
  await page.goto('/admin/articles?kind=video');
  await expect(page.getByText(W.articles.noneMatch)).toBeVisible();
  await room.closeAll();
  await house.close();
});
