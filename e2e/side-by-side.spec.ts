import { expect, type Page, test } from '@playwright/test';
import type { Block } from '#blocks/kinds';
import { expectAccessible } from '#e2e/accessible';
import { act, bodyOf, headlineOf, Newsroom, save, standfirstOf, W, write } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { actorFor, createStaffMember, createStory } from '#e2e/test-data';
import { sideBySideAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import { createTranslation } from '#newsroom/editing/create-translation';

// A translation beside its source: block stands by block, whatever is written.
test.describe.configure({ mode: 'default', timeout: 90_000 });

const LONG =
  'The river rose in the night and nobody slept, ' +
  'for the bridge had been closed since the spring and the boats were gone. ';
const paragraph = (text: string): Block => ({ type: 'paragraph', text: [{ text }] });
const BODY: Block[] = [
  paragraph(LONG.repeat(2)),
  paragraph('Short.'),
  paragraph(LONG.repeat(5)),
  { type: 'heading', level: 2, text: [{ text: 'After the flood' }] },
  paragraph(LONG),
  { type: 'quote', text: [{ text: 'We waited on the roof.' }], attribution: 'A farmer' },
  { type: 'list', ordered: false, items: [[{ text: 'boats' }], [{ text: 'blankets' }]] },
  {
    type: 'embed',
    provider: 'youtube',
    href: 'https://www.youtube.com/watch?v=jNQXAC9IVRw',
    title: 'The river from above',
  },
  {
    type: 'table',
    header: [[{ text: 'Village' }], [{ text: 'Houses' }]],
    rows: [[[{ text: 'Ayni' }], [{ text: '12' }]]],
    numeric: [1],
  },
  { type: 'divider' },
  paragraph(LONG.repeat(3)),
];

let house: OwnServer;
let web: Web;
let room: Newsroom;
let people: Record<'editor' | 'translator', Awaited<ReturnType<typeof createStaffMember>>>;
let stories = 0;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
  people = await house.onStage(async () => ({
    editor: await createStaffMember('editor', 'Boris'),
    translator: await createStaffMember('translator', 'Tigran'),
  }));
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

/** A story in English and its translation, which begins as a copy. */
async function translated(language: Language = 'ru'): Promise<{ source: number; translation: number }> {
  return house.onStage(async () => {
    const { articles } = await createStory({ slugs: { en: `beside-${++stories}` }, body: BODY });
    const made = await createTranslation(await actorFor('editor'), articles.en, language);
    if (!made.ok) throw new Error(made.why);
    return { source: articles.en, translation: made.articleId };
  });
}

const sourceOf = (page: Page) => page.getByRole('region', { name: W.sideBySide.source });
const blocksOf = (page: Page) => sourceOf(page).locator('.source-blocks > li');
const rows = (page: Page) => page.locator('.ProseMirror > *');
const topOf = async (place: ReturnType<Page['locator']>) => (await place.boundingBox())?.y ?? Number.NaN;

/** How far apart the tops of a block of the source and one of the translation are, pixels. */
async function apart(page: Page, source: number, translation = source): Promise<number> {
  const ours = page.locator('.source-blocks > li .story-text > *');
  return Math.abs((await topOf(ours.nth(source))) - (await topOf(rows(page).nth(translation))));
}

async function expectBeside(page: Page, pairs: [number, number][]): Promise<void> {
  for (const [source, translation] of pairs) {
    await expect
      .poll(() => apart(page, source, translation), { message: `block ${source} by ${translation}` })
      .toBeLessThanOrEqual(2);
  }
}

const ALL = BODY.map((_, index): [number, number] => [index, index]);

test('each block of the source stays level with its translation, also while that is being written', async () => {
  const { translation } = await translated();
  const page = await room.seat(people.translator, { viewport: { width: 1280, height: 900 } });
  await page.goto(sideBySideAddress(translation));
  await expectBeside(page, ALL);
  for (const [index, field] of [headlineOf(page), standfirstOf(page)].entries()) {
    const words = page.locator('.source-line > [lang]').nth(index);
    expect(Math.abs((await topOf(words)) - (await topOf(field)))).toBeLessThanOrEqual(2);
  }

  // Longer than what stands beside it.
  await rows(page).nth(1).click();
  await page.keyboard.press('End');
  await page.keyboard.type(` ${LONG.repeat(4)}`);
  await expectBeside(page, ALL);

  // Shorter: the source needs the room.
  await rows(page).nth(2).click({ clickCount: 3 });
  await page.keyboard.type('Коротко.');
  await expectBeside(page, ALL);
  const [ours, theirs] = await Promise.all([blocksOf(page).nth(2).boundingBox(), rows(page).nth(2).boundingBox()]);
  expect(ours?.height).toBeGreaterThan((theirs?.height ?? 0) + 50);

  await page.setViewportSize({ width: 1100, height: 900 });
  await expectBeside(page, ALL);
  await headlineOf(page).fill(`Заголовок ${LONG}`);
  await expectBeside(page, ALL);
  await save(page);
});

test('where a block comes or goes, headings, embeds and tables still stand by their like', async () => {
  const { translation } = await translated();
  const page = await room.seat(people.translator, { viewport: { width: 1280, height: 900 } });
  await page.goto(sideBySideAddress(translation));
  await expectBeside(page, ALL);
  await rows(page).nth(1).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ещё абзац.');
  await expect(rows(page).nth(2)).toHaveText('Ещё абзац.');
  // The third paragraph is by the third, whatever it says; from the heading on all is one further down.
  await expectBeside(page, [[2, 2], ...ALL.slice(3).map(([index]): [number, number] => [index, index + 1])]);

  await page.keyboard.press('ControlOrMeta+Z');
  await page.keyboard.press('ControlOrMeta+Z');
  await expectBeside(page, ALL);

  await write(page, { body: 'Всё заново.' });
  await expectBeside(page, [[0, 0]]);
  const units = await blocksOf(page).evaluateAll((items) =>
    items.map((item) => item.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]),
  );
  for (const [index, [top]] of units.entries())
    if (index > 0) expect(top).toBeGreaterThanOrEqual((units[index - 1]?.[1] ?? 0) - 1);
});

test('the block that the cursor is at is marked, and the arrow keys go from block to block', async () => {
  const { translation } = await translated();
  const page = await room.seat(people.translator, { viewport: { width: 1280, height: 900 } });
  await page.goto(sideBySideAddress(translation));
  await rows(page).nth(1).click();
  const current = sourceOf(page).locator('[data-current]');
  await expect(current).toHaveText('Short.');
  await page.keyboard.press('ArrowDown');
  await expect(current).toContainText('The river rose');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await expect(rows(page).nth(0)).toContainText('!');
  await headlineOf(page).focus();
  await expect(current).toContainText('Headline of');
});

test('what has changed in the source is marked where it stands; catching up is answered', async () => {
  const { source, translation } = await translated();
  const editor = await room.seat(people.editor);
  await editor.goto(`/admin/articles/${source}`);
  await rows(editor).nth(4).click({ clickCount: 3 });
  await editor.keyboard.type('The bridge stands again.');
  await save(editor);
  const page = await room.seat(people.translator, { viewport: { width: 1280, height: 900 } });
  await page.goto(sideBySideAddress(translation));
  await expect(blocksOf(page).nth(4)).toContainText(W.sideBySide.changed);
  await expectBeside(page, ALL);
  await act(
    page,
    W.editArticle.translations.markUpToDate,
    W.editArticle.translations.markUpToDate,
    W.answers.done.markedCurrent,
  );
  await expect(page.getByText(W.editArticle.translations.sourceChanged)).toHaveCount(0);
  await expect(sourceOf(page).getByText(W.sideBySide.changed)).toHaveCount(0);
  await expect(page.getByText(W.answers.done.markedCurrent)).toBeVisible();
});

test('on a phone the source is a strip over the text that follows the cursor', async () => {
  const { translation } = await translated();
  const page = await room.seat(people.translator, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto(sideBySideAddress(translation));
  await bodyOf(page).waitFor();
  for (const index of [10, 4]) {
    // Two taps in such haste would be a double one.
    await rows(page).nth(index).click();
    await expect(sourceOf(page).locator('[data-current]')).toHaveText(
      String(await rows(page).nth(index).textContent()).trim(),
    );
    await expect(sourceOf(page).locator('[data-current]')).toBeInViewport();
  }
  await page.keyboard.type('Ещё ');
  const strip = await sourceOf(page).boundingBox();
  expect(strip?.y).toBe(0);
  expect(strip?.height).toBeLessThan(200);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
});

test('without a script the source can be read in full', async () => {
  const { translation } = await translated();
  const page = await room.seat(people.translator);
  const plain = await page
    .context()
    .browser()
    ?.newContext({ baseURL: web.origin, javaScriptEnabled: false, storageState: await page.context().storageState() });
  const reading = await plain?.newPage();
  await reading?.goto(sideBySideAddress(translation));
  await expect(blocksOf(reading as Page)).toHaveCount(BODY.length);
  await expect(sourceOf(reading as Page)).toContainText('We waited on the roof.');
  await plain?.close();
});

for (const [first, language] of (['en', 'ru', 'hy'] as const satisfies Language[]).entries()) {
  test(`is accessible in ${language}, wide and narrow`, async () => {
    const [someone, { translation }] = [
      await house.onStage(() => createStaffMember('editor', `Editor ${language}`, language)),
      await translated(language === 'en' ? 'ru' : language),
    ];
    const page = await room.seat(someone);
    for (const [second, width] of [1280, 360].entries()) {
      await page.emulateMedia({ colorScheme: (first + second) % 2 ? 'dark' : 'light' });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(sideBySideAddress(translation));
      await page.locator(width > 1000 ? '[data-aligned]' : '[data-strip]').waitFor();
      await expectAccessible(page);
    }
  });
}
