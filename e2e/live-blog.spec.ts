import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { actorFor, createStaffMember, createStory } from '#e2e/test-data';
import { livePartAddress } from '#i18n/addresses';
import { editAddress, liveDeskAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import newsroomEn from '#messages/newsroom/en.json' with { type: 'json' };
import newsroomHy from '#messages/newsroom/hy.json' with { type: 'json' };
import newsroomRu from '#messages/newsroom/ru.json' with { type: 'json' };
import { addNote } from '#newsroom/editing/add-note';
import { publishArticle } from '#newsroom/editing/publish-article';
import { saveText } from '#newsroom/editing/save-text';
import { closeCoverage } from '#newsroom/live/close-coverage';
import { makeStory } from '#newsroom/live/make-story';
import { markEntry } from '#newsroom/live/mark-entry';
import { publishEntry } from '#newsroom/live/publish-entry';
import { beginEntry, saveEntry } from '#newsroom/live/save-entry';
import { discardDraft, withdrawEntry } from '#newsroom/live/withdraw-entry';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';
import { expect, test, WORDS } from './browser-test.ts';

// A live blog with readers whose pages stay open, and with those who write it.
test.describe.configure({ mode: 'default', timeout: 180_000 });

const NEWSROOM = { en: newsroomEn, ru: newsroomRu, hy: newsroomHy };
const LANGUAGES = ['en', 'ru', 'hy'] as const;
/** What is promised to open pages. */
const WITHIN_TEN_SECONDS = { timeout: 10_000 };
const W = WORDS.en.live;
const D = newsroomEn.liveDesk;

let house: OwnServer;
let web: Web;
let room: Newsroom;
let editor: Actor;
const people = new Map<string, { email: string; password: string }>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    editor = await actorFor('editor', 'Edith');
    for (const code of LANGUAGES) people.set(code, await createStaffMember('editor', `Editor ${code}`, code));
    people.set('author', await createStaffMember('author', 'Arthur'));
    people.set('translator', await createStaffMember('translator', 'Tigran'));
  });
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

/** The address of a story, and of a page or entry of a live blog, on the server of this test. */
const post = (language: Language, slug: string, part: string | number = '') =>
  web.origin + livePartAddress(language, slug, part);

const query = <T>(work: () => Promise<T>) => house.onStage(work);
const seat = (who: string, options = {}) => room.seat(people.get(who) ?? { email: '', password: '' }, options);

const textOf = (title: string, text = `${title}, told in some sentences that make a paragraph of their own.`) => ({
  title,
  body: [{ type: 'paragraph' as const, text: [{ text }] }],
});

let blogs = 0;

/** A live blog with so many entries, the newest last. */
async function begin(entries: number, languages: readonly Language[] = ['en']) {
  const name = `floods-${++blogs}`;
  return query(async () => {
    const slugs = Object.fromEntries(languages.map((language) => [language, `${name}-${language}`]));
    const { storyId } = await createStory({ kind: 'live', slugs });
    const ids: number[] = [];
    for (let index = 1; index <= entries; index++) ids.push(await publish(storyId, `Entry ${index}`, languages));
    return { storyId, ids, slug: `${name}-${languages[0]}` };
  });
}

async function publish(storyId: number, title: string, [first = 'en', ...others]: readonly Language[] = ['en']) {
  const begun = await beginEntry(editor, storyId, {
    ...{ token: crypto.randomUUID(), language: first, text: textOf(title), base: 0 },
  });
  if (!begun.ok) throw new Error(begun.why);
  await publishEntry(editor, begun.entryId, { language: first, version: 1 });
  for (const language of others) {
    await saveEntry(editor, begun.entryId, { language, text: textOf(title), base: 0 });
    await publishEntry(editor, begun.entryId, { language, version: 1 });
  }
  return begun.entryId;
}

async function change(entry: number, base: number, title: string, text?: string) {
  await query(async () => {
    await saveEntry(editor, entry, { language: 'en', text: textOf(title, text), base });
    expect(await publishEntry(editor, entry, { language: 'en', version: base + 1 })).toEqual({ ok: true });
  });
}

const entryOf = (page: Page, id: number | undefined) => page.locator(`#entry-${id}`);
const said = (page: Page) => page.locator('live-updates [role=status]');
const topOf = (page: Page, id: number | undefined) =>
  entryOf(page, id).evaluate((element) => Math.round(element.getBoundingClientRect().top));

test('what editors do reaches pages that are open, and nothing moves under the eye', async ({ page, context }) => {
  const { storyId, ids, slug } = await begin(12);
  const far = await context.newPage();
  for (const reader of [page, far]) await reader.goto(post('en', slug));
  // One reads at the top, the other in the middle.
  const reading = ids[4];
  await entryOf(far, reading).evaluate((element) => element.scrollIntoView({ behavior: 'instant', block: 'start' }));
  const [atTop, below] = [await topOf(page, ids[11]), await topOf(far, reading)];

  // New: told, and nothing else.
  const fresh = await query(() => publish(storyId, 'Dam holds'));
  for (const reader of [page, far]) {
    await expect(said(reader)).toHaveText('New updates: 1', WITHIN_TEN_SECONDS);
    await expect(entryOf(reader, fresh)).toHaveCount(0);
  }
  expect([await topOf(page, ids[11]), await topOf(far, reading)]).toEqual([atTop, below]);

  // Changed and much longer, above what is read there.
  await change(ids[9] ?? 0, 1, 'Entry 10, corrected', 'A sentence that is there now. '.repeat(60));
  await query(() => markEntry(editor, ids[2] ?? 0, 'addKeyEvent'));
  for (const reader of [page, far])
    await expect(entryOf(reader, ids[9]).getByRole('heading')).toHaveText('Entry 10, corrected', WITHIN_TEN_SECONDS);
  expect(await topOf(far, reading)).toBe(below);
  expect(await topOf(page, ids[11])).toBe(atTop);
  // Above what is read it is there, and waits where it would push away what is read.
  await expect(far.locator('.live-key-events a')).toHaveText('Entry 3', WITHIN_TEN_SECONDS);
  expect(await topOf(far, reading)).toBe(below);
  await expect(said(page)).toHaveText('New updates: 2', WITHIN_TEN_SECONDS);
  await expect(page.locator('.live-key-events')).toHaveCount(0);

  // Withdrawn.
  await query(() => withdrawEntry(editor, ids[10] ?? 0));
  for (const reader of [page, far]) await expect(entryOf(reader, ids[10])).toHaveText(W.withdrawn, WITHIN_TEN_SECONDS);
  expect(await topOf(far, reading)).toBe(below);

  // Whoever wants to see it does.
  await page.getByRole('link', { name: W.show, exact: true }).click();
  await expect(entryOf(page, fresh)).toBeFocused();
  await expect(page.locator('.live-key-events a')).toHaveText('Entry 3');
  await expect(said(page)).toHaveText('');
  await expect(page.locator('#live-stream > .live-entry').first()).toHaveAttribute('id', `entry-${fresh}`);
  await expect(page.locator('#live-stream > .live-entry')).toHaveCount(13);

  // Pinned, and withdrawn before anybody has looked.
  await query(() => markEntry(editor, ids[0] ?? 0, 'pin'));
  const brief = await query(() => publish(storyId, 'Too early'));
  await expect(said(far)).toHaveText('New updates: 2', WITHIN_TEN_SECONDS);
  await query(() => withdrawEntry(editor, brief));
  await expect(said(far)).toHaveText('New updates: 1', WITHIN_TEN_SECONDS);
  await expect(far.locator('.live-pinned h3')).toHaveText('Entry 1', WITHIN_TEN_SECONDS);

  // Paused, it stands still.
  await page.getByRole('button', { name: W.pause }).click();
  const polls: string[] = [];
  page.on('request', (request) => request.url().includes('/live/') && polls.push(request.url()));
  await change(ids[11] ?? 0, 1, 'Entry 12, corrected');
  await expect(entryOf(far, ids[11]).getByRole('heading')).toHaveText('Entry 12, corrected', WITHIN_TEN_SECONDS);
  expect(polls).toEqual([]);
  await page.getByRole('button', { name: W.resume }).click();
  await expect(entryOf(page, ids[11]).getByRole('heading')).toHaveText('Entry 12, corrected', WITHIN_TEN_SECONDS);

  // On a phone too, with something waiting.
  await far.setViewportSize({ width: 360, height: 800 });
  await expect(said(far)).toHaveText('New updates: 1');
  await expectAccessible(far);
});

test('headline, summary and corrections reach pages that are open, and so does a story that was made of an entry', async ({
  page,
  context,
}) => {
  const { ids, slug } = await begin(12);
  const far = await context.newPage();
  for (const reader of [page, far]) await reader.goto(post('en', slug));
  const reading = ids[4];
  await entryOf(far, reading).evaluate((element) => element.scrollIntoView({ behavior: 'instant', block: 'start' }));
  const below = await topOf(far, reading);
  const article = await query(() => database().article.findFirstOrThrow({ where: { slug } }));
  const text = {
    headline: 'Water falls',
    source: 'Paper',
    standfirst: 'What is known.',
    body: textOf('Rain', 'Rain. '.repeat(200)).body,
  };
  await query(async () => {
    const saved = await saveText(editor, article.id, { text, base: 1, isExplicit: true });
    if (!saved.ok) throw new Error(saved.why);
    await publishArticle(editor, article.id, { version: saved.version });
  });
  for (const reader of [page, far]) {
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Water falls', WITHIN_TEN_SECONDS);
    await expect(reader.locator('article').first()).toContainText('Rain. Rain.');
    await expect(reader).toHaveTitle(/^Water falls/);
    await expect(said(reader)).toHaveText('');
  }
  expect(await topOf(far, reading)).toBe(below);

  await query(() => addNote(editor, article.id, { kind: 'correction', text: 'It was not the bridge.' }));
  const corrections = page.getByRole('complementary', { name: WORDS.en.article.notes.label });
  await expect(corrections).toContainText('It was not the bridge.', WITHIN_TEN_SECONDS);
  await query(async () => {
    const made = await makeStory(editor, ids[4] ?? 0, 'en');
    if (!made.ok || !made.articleId) throw new Error('not made');
    const where = { articleId: made.articleId };
    const { version } = await database().workingCopy.findUniqueOrThrow({ where });
    expect(await publishArticle(editor, made.articleId, { version })).toMatchObject({ ok: true });
  });
  await expect(entryOf(far, reading).locator('.live-more')).toBeVisible(WITHIN_TEN_SECONDS);
  expect(await topOf(far, reading)).toBe(below);
  await expectAccessible(page);
});

test.describe('without a connection', () => {
  test.use({ expected: [/ERR_INTERNET_DISCONNECTED/] });

  test('a page that slept for an hour without a connection catches up, in addresses that all ask for', async ({
    page,
    context,
  }) => {
    const { storyId, ids, slug } = await begin(3);
    await page.clock.install();
    await page.goto(post('en', slug));
    await expect(page.locator('#live-stream > .live-entry')).toHaveCount(3);
    await context.setOffline(true);
    await page.clock.runFor(30_000);
    await query(async () => {
      for (let index = 1; index <= 44; index++) await publish(storyId, `Missed ${index}`);
      await withdrawEntry(editor, ids[0] ?? 0);
    });
    await change(ids[1] ?? 0, 1, 'Entry 2, an hour later');
    await query(() => closeCoverage(editor, storyId, true));
    await page.clock.fastForward('01:00:00');
    const asked: number[] = [];
    page.on('request', (request) => {
      const [, number] = new RegExp(`/live/${storyId}/(\\d+)$`).exec(request.url()) ?? [];
      if (number) asked.push(Number(number));
    });
    await context.setOffline(false);
    // Its clock is this test's.
    await expect(async () => {
      await page.clock.runFor(1_000);
      await expect(said(page)).toHaveText(`New updates: 44 ${W.hasEnded}`, { timeout: 200 });
    }).toPass({ timeout: 30_000 });
    await expect(entryOf(page, ids[0])).toHaveText(W.withdrawn);
    await expect(entryOf(page, ids[1]).getByRole('heading')).toHaveText('Entry 2, an hour later');
    expect(asked).toEqual([0, 20, 40]);
    await page.getByRole('link', { name: W.show, exact: true }).click();
    await expect(page.locator('#live-stream > .live-entry')).toHaveCount(47);
    await expect(page.locator('#live-stream h3').first()).toHaveText('Missed 44');
  });
});

test('a page may be from one machine and ask another, and both tell the same', async ({ page, context, request }) => {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-other-machine-'));
  chmodSync(folder, 0o711);
  const other = await house.startWeb({ DATA_DIR: folder });
  try {
    const { storyId, ids, slug } = await begin(3);
    await page.goto(post('en', slug));
    const asked: string[] = [];
    await context.route(/\/en\/live\//, (route) => {
      const { pathname } = new URL(route.request().url());
      // By turns, as behind a load balancer.
      const origin = asked.push(pathname) % 2 === 0 ? web.origin : other.origin;
      return route.continue({ url: origin + pathname });
    });
    const fresh: number[] = [];
    for (const round of [1, 2, 3]) {
      fresh.push(await query(() => publish(storyId, `News ${round}`)));
      await change(ids[0] ?? 0, round, `Entry 1, corrected ${round} times`);
      await expect(said(page)).toHaveText(`New updates: ${round}`, WITHIN_TEN_SECONDS);
      await expect(entryOf(page, ids[0]).getByRole('heading')).toHaveText(
        `Entry 1, corrected ${round} times`,
        WITHIN_TEN_SECONDS,
      );
    }
    await query(() => withdrawEntry(editor, fresh[0] ?? 0));
    await expect(said(page)).toHaveText('New updates: 2', WITHIN_TEN_SECONDS);
    expect(asked.length).toBeGreaterThan(3);
    await expect
      .poll(async () => {
        const answers = [web, other].map(async ({ origin }) =>
          (await request.get(`${origin}/en/live/${storyId}/0`)).text(),
        );
        const [one = '', two] = await Promise.all(answers);
        return one === two && one.includes('News 3');
      })
      .toBe(true);
  } finally {
    await other.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a page asks no more once the coverage has ended, and none that comes later asks at all', async ({ page }) => {
  const { storyId, slug } = await begin(2);
  await page.clock.install();
  await page.goto(post('en', slug));
  const polls: string[] = [];
  page.on('request', (request) => request.url().includes('/live/') && polls.push(request.url()));
  await page.clock.runFor(9_000);
  await expect.poll(() => polls.length).toBeGreaterThan(0);
  await query(() => closeCoverage(editor, storyId, true));
  await expect(async () => {
    await page.clock.runFor(2_000);
    await expect(said(page)).toHaveText(W.hasEnded, { timeout: 200 });
  }).toPass({ timeout: 30_000 });
  polls.length = 0;
  await page.clock.runFor(120_000);
  expect(polls).toEqual([]);
  // A machine that does other things too may give the page before this once more.
  await expect(async () => {
    await page.goto(post('en', slug));
    await expect(page.locator('live-updates')).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await expect(page.locator('.live-ended')).toContainText('Coverage ended');
  const front = await page.request.get(`${web.origin}/en`);
  expect(await front.text()).toContain(`<span class="kind-mark">${WORDS.en.kinds.live}</span>`);
});

test('without a script it is all there: pages behind, both orders, an address for each entry', async ({ browser }) => {
  const { ids, slug } = await begin(65);
  await query(() => markEntry(editor, ids[64] ?? 0, 'addKeyEvent'));
  await query(() => withdrawEntry(editor, ids[30] ?? 0));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const listed = () => page.locator('#live-stream h3').allTextContents();
  await page.goto(post('en', slug));
  await expect(page.locator('live-updates').getByRole('link', { name: W.reload })).toBeVisible();
  await expect(page.getByRole('button', { name: W.pause })).toBeHidden();
  const all: string[] = [];
  for (let turn = 0; turn < 3; turn++) {
    if (turn > 0) await page.getByRole('link', { name: W.earlier }).click();
    all.push(...(await listed()));
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', page.url());
  }
  const expected = ids.flatMap((_, index) => (index === 30 ? [] : [`Entry ${index + 1}`]));
  expect(all).toEqual(expected.toReversed());
  await expect(page.getByRole('link', { name: W.earlier })).toHaveCount(0);
  await page.getByRole('link', { name: W.oldestFirst }).click();
  expect(await listed()).toEqual(expected.slice(0, 30));
  await page.getByRole('link', { name: W.later }).click();
  expect(await listed()).toEqual(expected.slice(30, 60));
  await page.goto(post('en', slug));
  await page.locator('.live-key-events a').click();
  await expect(page).toHaveURL(post('en', slug, ids[64] ?? 0));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Entry 65');
  expect((await page.goto(post('en', slug, ids[30] ?? 0)))?.status()).toBe(410);
  expect((await page.goto(post('en', slug, 999_999)))?.status()).toBe(404);
  expect((await page.goto(`${post('en', slug)}/page-2`))?.status()).toBe(404);
  await context.close();
});

test('machines are told: structured data, feeds, validators, a few bytes where nothing is new', async ({ request }) => {
  const { storyId, ids, slug } = await begin(3);
  const html = await (await request.get(post('en', slug))).text();
  const [, json = '{}'] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
  const data = JSON.parse(json)['@graph'].find((one: { '@type': string }) => one['@type'] === 'LiveBlogPosting');
  expect(data).toMatchObject({ headline: `Headline of ${slug}`, coverageStartTime: expect.any(String) });
  expect(data.coverageEndTime).toBeUndefined();
  expect(
    data.liveBlogUpdate.map(({ '@type': type, headline, url }: Record<string, string>) => [type, headline, url]),
  ).toEqual(ids.map((id, index) => ['BlogPosting', `Entry ${index + 1}`, post('en', slug, id)]).toReversed());
  for (const [file, marks] of [
    ['atom.xml', ['<title>Entry 3</title>', `entry/${ids[2]}</id>`]],
    ['feed.xml', ['<title>Entry 3</title>']],
    ['feed.json', ['"title":"Entry 3"']],
  ] as const) {
    const feed = await request.get(`${post('en', slug)}/${file}`);
    expect(feed.status(), file).toBe(200);
    const text = await feed.text();
    for (const mark of [...marks, post('en', slug, ids[2])]) expect(text).toContain(mark);
    expect(html).toContain(`/en/post/${slug}/${file}`);
  }
  const address = `${web.origin}/en/live/${storyId}/3`;
  const polled = await request.get(address);
  expect(await polled.text()).toBe('<live-changes data-change="3"></live-changes>');
  const { etag = '', 'cache-control': caching } = polled.headers();
  expect(caching).toBe('public, max-age=0, s-maxage=1');
  expect(polled.headers()['cdn-cache-control']).toBeUndefined();
  expect((await request.get(address, { headers: { 'if-none-match': etag } })).status()).toBe(304);
  await query(() => publish(storyId, 'Entry 4'));
  await expect
    .poll(async () => (await request.get(address, { headers: { 'if-none-match': etag } })).status())
    .toBe(200);
  // A number that was never given is no address, so that nobody can make any up.
  for (const made of [`/en/live/${storyId}/999`, `/en/live/${storyId + 1_000}/0`, `/ru/live/${storyId}/0`])
    expect((await request.get(web.origin + made)).status(), made).toBe(404);
});

test('an entry has its own story’s pages made anew, and no other', async ({ request }) => {
  const { storyId, slug } = await begin(2);
  await query(() => createStory({ slugs: { en: 'something-else' } }));
  const others = ['/en', '/en/region', '/en/post/something-else', '/en/feed.xml', '/en/tag/water', '/sitemap.xml'].map(
    (address) => web.origin + address,
  );
  const statusOf = async (address: string) => (await request.get(address)).headers()['cache-status'];
  for (const address of [...others, post('en', slug)]) await expect.poll(() => statusOf(address)).toBe('pages; hit');
  await query(() => publish(storyId, 'Only here'));
  await expect.poll(async () => (await request.get(post('en', slug))).text()).toContain('Only here');
  for (const address of others) expect(await statusOf(address), address).toBe('pages; hit');
});

for (const [turn, code] of LANGUAGES.entries()) {
  const words = WORDS[code].live;
  const desk = NEWSROOM[code].liveDesk;

  test(`readers and writers in ${code}: complete, accessible, on a phone and on paper`, async ({ page }) => {
    const { storyId, ids, slug } = await begin(32, [code]);
    await query(async () => {
      await markEntry(editor, ids[31] ?? 0, 'pin');
      await markEntry(editor, ids[30] ?? 0, 'addKeyEvent');
      await markEntry(editor, ids[29] ?? 0, 'addKeyEvent');
    });
    await takeTurn(page, turn);
    await page.goto(post(code, slug));
    await expect(page.locator('.live-pinned h3')).toHaveText('Entry 32');
    await expect(page.locator('.live-key-events li')).toHaveCount(2);
    await expectAccessible(page);
    await page.goto(post(code, slug, `before-${ids[2]}`));
    await expect(page.getByRole('link', { name: words.newest })).toBeVisible();
    await expectAccessible(page);
    await page.goto(post(code, slug, ids[0] ?? 0));
    await expectAccessible(page);
    await page.goto(post(code, slug));
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('live-updates')).toBeHidden();
    await expect(page.locator('.live-order nav')).toBeHidden();
    await expect(entryOf(page, ids[31])).toBeVisible();

    const writer = await seat(code, { locale: code });
    await takeTurn(writer, turn + 1);
    await writer.goto(liveDeskAddress(storyId, { language: code }));
    await expect(writer.getByRole('heading', { name: desk.compose })).toBeVisible();
    await expect(writer.locator('.live-desk-entry')).toHaveCount(32);
    await expectAccessible(writer);
  });
}

test('an entry is written from the keyboard, kept while it is written, and published with a key', async () => {
  const { storyId, slug } = await begin(0);
  const page = await seat('author');
  await page.goto(liveDeskAddress(storyId, { language: 'en' }));
  const composer = page.locator('.live-composer');
  await composer.getByLabel(D.titleField).fill('Road open');
  await page.keyboard.press('Tab');
  await composer.getByRole('textbox', { name: D.text }).click();
  await page.keyboard.type('Cars drive again.');
  await expect(composer.locator('.entry-status')).toHaveText(/^Saved at/, { timeout: 15_000 });
  // Nothing typed is lost: it is a draft of this desk, for whoever opens it.
  await page.reload();
  const draft = page.getByRole('region', { name: D.drafts }).locator('.live-desk-entry');
  await expect(draft).toContainText('Cars drive again.');
  await draft.getByRole('button', { name: `${D.edit}: Road open` }).click();
  await draft.getByRole('textbox', { name: D.text }).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' Slowly.');
  await page.keyboard.press('Control+Enter');
  const entries = page.getByRole('region', { name: D.entries });
  await expect(entries.locator('.live-desk-entry')).toContainText('Cars drive again. Slowly.', { timeout: 15_000 });
  await expect(draft).toHaveCount(0);
  const reader = await page.context().newPage();
  await reader.goto(post('en', slug));
  await expect(reader.locator('#live-stream .live-entry')).toContainText('Cars drive again. Slowly.');

  // From nothing to readers without the mouse; then the next one.
  await composer.getByLabel(D.titleField).focus();
  await page.keyboard.type('Second');
  await page.keyboard.press('Control+Enter');
  await expect(composer.getByText(D.published)).toBeVisible({ timeout: 15_000 });
  await expect(composer.getByLabel(D.titleField)).toHaveValue('');
  await expect(composer.getByLabel(D.titleField)).toBeFocused();
  await expect(entries.locator('.live-desk-entry')).toHaveCount(2);
  await page.keyboard.press('Control+Enter');
  await expect(composer.getByRole('alert')).toHaveText(D.empty);
});

test('one entry after another is kept as a draft, by whoever may not publish too', async () => {
  const { storyId } = await begin(0);
  const page = await seat('translator');
  await page.goto(liveDeskAddress(storyId, { language: 'en' }));
  const composer = page.locator('.live-composer');
  const title = composer.getByLabel(D.titleField);
  const drafts = page.getByRole('region', { name: D.drafts }).locator('.live-desk-entry');
  await expect(composer.getByRole('button', { name: D.publish })).toHaveCount(0);
  for (const [index, words] of ['First draft', 'Second draft'].entries()) {
    await title.fill(words);
    await composer.getByRole('button', { name: D.keep }).click({ timeout: 15_000 });
    await expect(composer.getByText(D.kept)).toBeVisible();
    await expect(title).toHaveValue('');
    await expect(title).toBeFocused();
    await expect(drafts).toHaveCount(index + 1, { timeout: 15_000 });
  }
  // Nobody is writing them: an author publishes the first.
  const author = await seat('author');
  await author.goto(liveDeskAddress(storyId, { language: 'en' }));
  await author.getByRole('button', { name: `${D.edit}: First draft` }).click();
  await author.locator('.live-desk-entry').getByRole('textbox', { name: D.text }).click();
  await author.keyboard.press('Control+Enter');
  await expect(author.getByRole('region', { name: D.entries })).toContainText('First draft', { timeout: 15_000 });
});

test('what somebody publishes or discards of a new entry is left behind by the window that began it', async () => {
  room.expectErrors(/status of 410/, /status of 404/, /ERR_FAILED.*hold/);
  const { storyId, slug } = await begin(0);
  const page = await seat('author');
  await page.goto(liveDeskAddress(storyId, { language: 'en' }));
  const composer = page.locator('.live-composer');
  const title = composer.getByLabel(D.titleField);
  const isSaved = () => expect(composer.locator('.entry-status')).toHaveText(/^Saved at/, { timeout: 15_000 });
  const begun = () =>
    query(() => database().liveEntryText.findFirstOrThrow({ where: { storyId }, orderBy: { entryId: 'desc' } }));
  const shown = async () => {
    const reader = await page.context().newPage();
    await reader.goto(post('en', slug));
    const titles = await reader.locator('#live-stream h3').allTextContents();
    await reader.close();
    return titles;
  };

  // From the list, by its own writer: the field is free for the next one.
  await title.fill('One');
  await isSaved();
  const drafts = page.getByRole('region', { name: D.drafts }).locator('.live-desk-entry');
  await drafts.getByRole('button', { name: `${D.edit}: One` }).click({ timeout: 15_000 });
  await drafts.getByRole('textbox', { name: D.text }).click();
  await page.keyboard.press('Control+Enter');
  await expect(composer.getByText(D.publishedMeanwhile)).toBeVisible({ timeout: 15_000 });
  await expect(title).toHaveValue('');

  // By somebody else, while it is written over with the next one.
  await title.fill('Two');
  await isSaved();
  await page.route(/\/hold$/, (route) => route.abort());
  const { entryId, version } = await begun();
  await query(async () => {
    await database().liveEntry.update({ where: { id: entryId }, data: { heldUntil: new Date(0) } });
    expect(await publishEntry(editor, entryId, { language: 'en', version })).toEqual({ ok: true });
  });
  await title.fill('Three');
  await page.keyboard.press('Control+Enter');
  await expect(composer.getByRole('alert')).toHaveText(D.leftBehind.published);
  await expect(title).toHaveValue('Three');
  expect(await shown()).toEqual(['Two', 'One']);
  await title.press('Control+Enter');
  await expect(title).toHaveValue('', { timeout: 15_000 });
  expect(await shown()).toEqual(['Three', 'Two', 'One']);

  // Discarded, what is typed next is kept all the same.
  await title.fill('Four');
  await isSaved();
  const four = await begun();
  await query(async () => {
    await database().liveEntry.update({ where: { id: four.entryId }, data: { heldUntil: new Date(0) } });
    expect(await discardDraft(editor, four.entryId)).toEqual({ ok: true });
  });
  await title.fill('Four and more');
  await expect(composer.getByRole('alert')).toHaveText(D.leftBehind.discarded, { timeout: 15_000 });
  await title.press('Control+Enter');
  await expect(title).toHaveValue('', { timeout: 15_000 });
  expect(await shown()).toEqual(['Four and more', 'Three', 'Two', 'One']);
});

test('a picture is dropped into an entry', async () => {
  const { storyId, slug } = await begin(0);
  const page = await seat('en');
  await page.goto(liveDeskAddress(storyId, { language: 'en' }));
  const text = page.locator('.live-composer .ProseMirror');
  await text.click();
  const bytes = [...readFileSync('e2e/cases/picture-white-on-nothing.png')];
  await page.evaluate((bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], 'lake.png', { type: 'image/png' }));
    const element = document.querySelector('.live-composer .ProseMirror p');
    const { left = 0, top = 0 } = element?.getBoundingClientRect() ?? {};
    const where = { dataTransfer, bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 5 };
    for (const type of ['dragenter', 'dragover', 'drop']) element?.dispatchEvent(new DragEvent(type, where));
  }, bytes);
  await expect(text.locator('img')).toBeVisible({ timeout: 30_000 });
  await text.click();
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.live-composer').getByText(D.published)).toBeVisible({ timeout: 15_000 });
  const reader = await page.context().newPage();
  await reader.goto(post('en', slug));
  await expect(reader.locator('#live-stream figure img')).toBeVisible();
  // Used, it is not deleted.
  const { id } = await query(() => database().picture.findFirstOrThrow({ select: { id: true } }));
  const [used] = await query(
    () => database().$queryRaw<{ used: boolean }[]>`
      SELECT EXISTS (SELECT FROM live_entry_text WHERE pictures_in(published_body) @> ARRAY[${id}]) AS used`,
  );
  expect(used?.used).toBe(true);
});

test('several write at once: an entry is one’s at a time, and colleagues see who', async () => {
  const { storyId } = await begin(2);
  const [one, other] = [await seat('en'), await seat('author')];
  for (const page of [one, other]) await page.goto(liveDeskAddress(storyId, { language: 'en' }));
  await one.getByRole('button', { name: `${D.edit}: Entry 1` }).click();
  await expect(one.locator('.live-desk-entry .ProseMirror')).toBeVisible();
  const theirs = other.locator('.live-desk-entry', { hasText: 'Entry 1' });
  await expect(theirs.getByText('Editor en is writing')).toBeVisible({ timeout: 15_000 });
  await expect(theirs.getByRole('button', { name: `${D.edit}: Entry 1` })).toBeDisabled();
  // What one writes the other goes on writing around.
  const composer = other.locator('.live-composer');
  await composer.getByLabel(D.titleField).fill('Meanwhile');
  await composer.getByRole('textbox', { name: D.text }).click();
  await other.keyboard.type('Written by Arthur.');
  await one.locator('.live-desk-entry').getByRole('textbox', { name: D.text }).click();
  await one.keyboard.type('Edited. ');
  await one.locator('.live-desk-entry').getByRole('button', { name: D.update }).click();
  await expect(theirs).toContainText('Edited.', { timeout: 20_000 });
  await expect(theirs.getByRole('button', { name: `${D.edit}: Entry 1` })).toBeEnabled();
  await expect(composer.getByRole('textbox', { name: D.text })).toHaveText('Written by Arthur.');
  await other.keyboard.press('Control+Enter');
  await expect(one.getByRole('region', { name: D.entries })).toContainText('Written by Arthur.', { timeout: 15_000 });
});

test('whoever had to wait for a colleague writes on when they have stopped, however long that took', async () => {
  room.expectErrors(/status of 423/);
  const { storyId, ids } = await begin(1);
  const page = await seat('author');
  await page.clock.install();
  await page.goto(liveDeskAddress(storyId, { language: 'en' }));
  await page.getByRole('button', { name: `${D.edit}: Entry 1` }).click();
  const own = page.locator('.live-desk-entry .entry-editor');
  await expect(own.getByLabel(D.titleField)).toBeEditable();
  const held = (heldUntil: Date) =>
    query(() =>
      database().liveEntry.update({
        where: { id: ids[0] ?? 0 },
        data: { heldById: editor.id, heldByName: editor.name, heldUntil },
      }),
    );
  await held(new Date(Date.now() + 3_600_000));
  await page.clock.runFor(21_000);
  await expect(own.getByText(`${editor.name} is writing`)).toBeVisible();
  await page.clock.fastForward('06:00');
  await held(new Date(0));
  await page.clock.runFor(21_000);
  await expect(own.getByText(`${editor.name} is writing`)).toHaveCount(0);
  await expect(own.getByLabel(D.titleField)).toBeEditable();
});

test('entries are pinned, made key events, ordered, withdrawn and translated at the desk', async () => {
  const { storyId, ids, slug } = await begin(3, ['en']);
  await query(async () => {
    const { sectionId } = await database().story.findUniqueOrThrow({ where: { id: storyId } });
    await database().article.create({
      data: {
        ...{ storyId, sectionId, language: 'ru', slug: `${slug}-ru`, headline: 'Паводок', standfirst: '', source: '' },
        ...{ body: [], state: 'published', publishedAt: new Date() },
      },
    });
  });
  const page = await seat('en', { viewport: { width: 390, height: 800 } });
  await page.goto(editAddress((await query(() => database().article.findFirstOrThrow({ where: { storyId } }))).id));
  await page.getByRole('link', { name: D.open }).click();
  await expect(page).toHaveURL(new RegExp(liveDeskAddress(storyId)));
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await press(`${D.pin}: Entry 1`);
  await expect(page.getByRole('button', { name: `${D.unpin}: Entry 1` })).toBeVisible();
  await press(`${D.addKeyEvent}: Entry 1`);
  await press(`${D.addKeyEvent}: Entry 3`);
  const keys = page.locator('.live-desk-keys a');
  await expect(keys).toHaveText(['Entry 1', 'Entry 3']);
  await page
    .locator('.live-desk-keys')
    .getByRole('button', { name: /Entry 3/ })
    .first()
    .press('Enter');
  await expect(keys).toHaveText(['Entry 3', 'Entry 1']);

  // Withdrawn only when that was said twice.
  const second = page.locator(`#entry-${ids[1]}`);
  await second.getByText(D.withdraw, { exact: true }).first().click();
  await expect(second.getByText(D.withdrawConfirm)).toBeVisible();
  await press(`${D.withdraw}: Entry 2`);
  await expect(second.getByText(D.entryState.withdrawn)).toBeVisible();

  // Beside the original.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(liveDeskAddress(storyId, { language: 'ru' }));
  const third = page.locator(`#entry-${ids[2]}`);
  await expect(third.locator('.live-source')).toContainText('Entry 3');
  await third.getByRole('button', { name: new RegExp(D.translate) }).click();
  await third.getByLabel(D.titleField).fill('Третья запись');
  await third.getByRole('textbox', { name: D.text }).click();
  await page.keyboard.type('Перевод.');
  const [source, editing] = [third.locator('.live-source'), third.locator('.entry-editor')];
  const [left, right] = [await source.boundingBox(), await editing.boundingBox()];
  expect(right?.x ?? 0).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0) - 1);
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(third.getByRole('heading', { name: 'Третья запись' })).toBeVisible({ timeout: 15_000 });
  const reader = await page.context().newPage();
  await reader.goto(post('ru', `${slug}-ru`));
  await expect(reader.locator('#live-stream h3')).toHaveText(['Третья запись']);

  // It becomes a story.
  await page.goto(liveDeskAddress(storyId, { language: 'en' }));
  await press(`${D.makeStory}: Entry 3`);
  await page.waitForURL(/\/admin\/articles\/\d+$/);
  await expect(page.getByRole('textbox', { name: newsroomEn.articleText.headline, exact: true })).toHaveText('Entry 3');

  // Readers are led both ways, once they have both.
  const own = Number(page.url().split('/').at(-1));
  await query(async () => {
    const { version } = await database().workingCopy.findUniqueOrThrow({ where: { articleId: own } });
    expect(await publishArticle(editor, own, { version })).toEqual({ ok: true });
  });
  await reader.goto(post('en', slug, ids[2]));
  await reader.locator('.live-more').getByRole('link', { name: 'Entry 3' }).click();
  await expect(reader.locator('.live-origin')).toContainText(W.from);
  await reader.locator('.live-origin a').click();
  await expect(reader).toHaveURL(post('en', slug, ids[2]));

  // And the coverage ends.
  await page.goto(liveDeskAddress(storyId, { language: 'en' }));
  await expect(page.locator(`#entry-${ids[2]}`).getByRole('link', { name: D.openStory })).toBeVisible();
  await press(D.close);
  await expect(page.getByRole('button', { name: D.reopen })).toBeVisible();
});
