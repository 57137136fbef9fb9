import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { act, beginStory, bodyOf, headlineOf, Newsroom, save, W, write } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember } from '#e2e/test-data';
import { database } from '#platform/database';

// An editor at work with pictures inside stories.
test.describe.configure({ mode: 'serial', timeout: 90_000 });

let house: OwnServer;
let web: Web;
let room: Newsroom;
let editor: Awaited<ReturnType<typeof createStaffMember>>;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
  editor = await house.onStage(() => createStaffMember('editor', 'Boris'));
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

/** A picture is cut into two dozen files before it is there. */
const MADE = { timeout: 30_000 };
const CAPTION = 'Boats wait for the ice to go';

/** A photograph that says itself what it shows and whose it is. */
async function photograph(background: string): Promise<Buffer> {
  return sharp({ create: { width: 1400, height: 900, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: CAPTION, Artist: 'Anna Sevan' } })
    .toBuffer();
}

const chooser = (page: Page) => page.getByRole('region', { name: W.pictures.chooser.title });
const figure = (page: Page) => bodyOf(page).locator('.node-figure');
const own = (page: Page, field: keyof typeof W.editor.ownFields) =>
  page.getByRole('group', { name: W.editor.pictureTexts }).getByLabel(W.editor.ownFields[field], { exact: true });
const publish = (page: Page) =>
  act(page, W.editArticle.publication.publish, W.editArticle.publication.publish, W.answers.done.published);
const read = async (path: string) => (await fetch(web.origin + path)).text();

/** The newest, where several are called the same. */
async function takeFromLibrary(page: Page): Promise<void> {
  await page.getByRole('toolbar').getByRole('button', { name: W.editor.actions.figure, exact: true }).click();
  await chooser(page)
    .getByRole('button', { name: W.pictures.chooser.choose.replace('{name}', CAPTION) })
    .first()
    .click();
}

/** Drops files over an element, as a file manager does. */
async function drop(page: Page, over: string, files: { name: string; bytes: number[] }[]): Promise<void> {
  await page.locator(over).evaluate((element, files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, bytes } of files) dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
    const { left, bottom } = element.getBoundingClientRect();
    const where = { clientX: left + 2, clientY: bottom - 2, bubbles: true, cancelable: true, dataTransfer };
    for (const type of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(type, where));
  }, files);
}

test('a picture comes in through the chooser and goes out with the words of the library', async () => {
  const page = await room.seat(editor);
  await beginStory(page);
  await write(page, { headline: 'Ice on the lake', standfirst: 'It came early', body: 'Nobody fishes.' });
  await page.getByRole('toolbar').getByRole('button', { name: W.editor.actions.figure, exact: true }).click();
  await chooser(page)
    .getByLabel(W.pictures.upload.choose)
    .setInputFiles({ name: 'ice.jpg', mimeType: 'image/jpeg', buffer: await photograph('#88aacc') });
  await chooser(page)
    .getByRole('button', { name: W.pictures.chooser.choose.replace('{name}', CAPTION) })
    .click();
  await expect(figure(page).locator('img')).toBeVisible();
  await expect(own(page, 'caption')).toHaveAttribute('placeholder', CAPTION);
  await expect(own(page, 'credit')).toHaveAttribute('placeholder', 'Anna Sevan');
  await expect(own(page, 'caption')).toHaveValue('');
  await save(page);
  await publish(page);
  await expect.poll(() => read('/en/post/ice-on-the-lake')).toContain(CAPTION);
  const [stored] = await house.onStage(
    () => database().$queryRaw<{ block: object }[]>`
    SELECT body->1 AS block FROM article WHERE slug = 'ice-on-the-lake'`,
  );
  expect(Object.keys(stored?.block ?? {}).sort()).toEqual(['picture', 'type']);
});

test('the same picture says something else in another story, and the library says what it said', async () => {
  const page = await room.seat(editor);
  const id = await beginStory(page);
  await write(page, { headline: 'Ten years ago', standfirst: 'From the archive', body: 'It was colder then.' });
  await takeFromLibrary(page);
  await own(page, 'caption').fill('The same pier, ten years later');
  // In the middle of what is there, the cursor stays where it is.
  await own(page, 'caption').press('Home');
  await page.keyboard.press('ControlOrMeta+ArrowRight');
  await page.keyboard.type(' very');
  await own(page, 'alt').fill('Two boats at a pier');
  await save(page);
  await page.reload();
  await expect(own(page, 'caption')).toHaveValue('The very same pier, ten years later');
  await expect(own(page, 'alt')).toHaveValue('Two boats at a pier');
  await expect(own(page, 'credit')).toHaveValue('');
  await publish(page);
  await expect.poll(() => read('/en/post/ten-years-ago')).toContain('The very same pier, ten years later');
  const later = await read('/en/post/ten-years-ago');
  expect(later).toContain('alt="Two boats at a pier"');
  expect(later).toContain('Anna Sevan');
  expect(later).not.toContain(CAPTION);
  const first = await read('/en/post/ice-on-the-lake');
  expect(first).toContain(CAPTION);
  expect(first).not.toContain('ten years later');
  for (const path of ['/en/feed.xml', '/en/search?q=pier']) {
    await expect.poll(() => read(path), { message: path }).toContain('The very same');
  }
  const words = await house.onStage(() => database().pictureText.findMany({ where: { language: 'en' } }));
  expect(words).toMatchObject([{ caption: CAPTION, credit: 'Anna Sevan', alt: '' }]);

  // Another picture takes its place; what was written here stays.
  await page.goto(`/admin/articles/${id}`);
  const before = await figure(page).locator('img').getAttribute('src');
  await page.getByRole('button', { name: W.editor.replacePicture }).click();
  await chooser(page)
    .getByLabel(W.pictures.upload.choose)
    .setInputFiles({ name: 'other.jpg', mimeType: 'image/jpeg', buffer: await photograph('#224466') });
  await expect(chooser(page).getByRole('list', { name: W.pictures.chooser.title }).getByRole('button')).toHaveCount(
    2,
    MADE,
  );
  await chooser(page).getByRole('list', { name: W.pictures.chooser.title }).getByRole('button').first().click();
  await expect(figure(page).locator('img')).not.toHaveAttribute('src', before ?? '');
  await expect(own(page, 'caption')).toHaveValue('The very same pier, ten years later');
});

test('the fields are reached and left by keyboard, and share one history with the text', async () => {
  const page = await room.seat(editor);
  await beginStory(page);
  await write(page, { headline: 'By keyboard', body: 'Before.' });
  await takeFromLibrary(page);
  await page.keyboard.type('After.');
  // Up from the first line of what follows, the figure is selected as a whole; Tab goes in.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await expect(own(page, 'caption')).toBeFocused();
  await page.keyboard.type('Ours');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(own(page, 'caption')).toHaveValue('');
  await expect(own(page, 'caption')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(own(page, 'caption')).toHaveValue('Ours');
  await page.keyboard.press('Tab');
  await expect(own(page, 'credit')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bodyOf(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Then ');
  await expect(bodyOf(page).locator('p').last()).toHaveText('Then After.');
  await expect(page.locator('.save-bar > [role=status]')).toHaveText(/^Saved/, { timeout: 15_000 });
  await page.reload();
  await expect(own(page, 'caption')).toHaveValue('Ours');
});

test('files are dropped and pasted into the text; a refusal says why, and unsaved text stays', async () => {
  const page = await room.seat(editor);
  room.expectErrors(/status of 415/);
  await beginStory(page);
  await write(page, { headline: 'Dropped', body: 'First.' });
  await page.keyboard.press('Enter');
  await page.keyboard.type('Second.');
  const bytes = [...(await photograph('#667744'))];
  await drop(page, '.ProseMirror > p:first-child', [
    { name: 'field.jpg', bytes },
    { name: 'evil.svg', bytes: [...Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')] },
  ]);
  await page.keyboard.type(' And on.');
  await expect(figure(page).locator('img')).toBeVisible(MADE);
  await expect(page.locator('.uploads-here')).toContainText('This file is not a picture that can be used');
  await page.locator('.uploads-here').getByRole('button', { name: W.editor.remove }).click();
  await expect(page.locator('.uploads-here')).toHaveCount(0);

  await bodyOf(page).locator('p').last().click();
  await page.evaluate(
    (bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    [...(await photograph('#aa7744'))],
  );
  await expect(figure(page)).toHaveCount(2, MADE);
  const order = () =>
    bodyOf(page).evaluate((text) => [...text.children].flatMap((block) => block.className || block.textContent || []));
  const kind = /node-figure/;
  await expect
    .poll(order)
    .toEqual(['First.', expect.stringMatching(kind), 'Second. And on.', expect.stringMatching(kind)]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(figure(page)).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await save(page);
  await page.reload();
  await expect(figure(page)).toHaveCount(2);

  // Beside the text a file would be opened in place of the page.
  const isHeld = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'x.jpg'));
    return !document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  expect(isHeld).toBe(true);
});

test('a figure that is pasted from another story is found', async () => {
  const page = await room.seat(editor);
  await beginStory(page);
  const [{ id = '' } = {}] = await house.onStage(() => database().picture.findMany({ take: 1 }));
  await bodyOf(page).click();
  await page.evaluate(
    ([id, absent]) => {
      const clipboardData = new DataTransfer();
      const figures = [id, absent].map((picture) => `<figure data-picture="${picture}"></figure>`).join('');
      clipboardData.setData('text/html', `<div data-story-blocks="" data-pm-slice="0 0 []">${figures}</div>`);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    [id, 'f'.repeat(20)],
  );
  await expect(figure(page).locator('img')).toBeVisible();
  await expect(figure(page).last()).toContainText(W.editor.pictureMissing);
});

test('pictures of a gallery have words of their own', async () => {
  const page = await room.seat(editor);
  await beginStory(page);
  await write(page, { headline: 'A gallery', standfirst: 'Of two', body: 'Look.' });
  await page.getByRole('toolbar').getByRole('button', { name: W.editor.actions.gallery, exact: true }).click();
  const tiles = chooser(page).getByRole('list', { name: W.pictures.chooser.title }).getByRole('button');
  const add = (count: number) =>
    chooser(page).getByRole('button', { name: W.pictures.chooser.add.replace('{count}', `${count}`) });
  await tiles.nth(0).click();
  await add(1).click();
  await page.getByRole('button', { name: W.editor.addPicture }).click();
  await tiles.nth(1).click();
  await add(1).click();
  const second = bodyOf(page).locator('.gallery > div').nth(1);
  await second.getByRole('button', { name: W.editor.pictureTexts }).click();
  await second.getByRole('textbox', { name: W.editor.ownFields.caption }).fill('The second of two');
  await save(page);
  await page.reload();
  await expect(second.getByRole('textbox', { name: W.editor.ownFields.caption })).toHaveValue('The second of two');
  await publish(page);
  await expect.poll(() => read('/en/post/a-gallery')).toContain('The second of two');
  expect((await read('/en/post/a-gallery')).split('<figcaption').length - 1).toBe(2);
});

test('the lead picture is chosen, and the story looks when shared as it will', async () => {
  const page = await room.seat(editor);
  const id = await beginStory(page);
  await write(page, { headline: 'Shared', standfirst: 'With a picture', body: 'Text.' });
  const card = page.getByRole('complementary', { name: W.articleText.sharePreview });
  await expect(card.getByText('Shared').last()).toBeVisible();
  await expect(card.locator('img')).toHaveCount(0);
  await page.getByText(W.editArticle.organize.title, { exact: true }).click();
  const filing = page.getByRole('form', { name: W.editArticle.organize.title });
  await filing.getByRole('button', { name: W.editArticle.organize.chooseLead }).click();
  await filing
    .getByRole('button', { name: W.pictures.chooser.choose.replace('{name}', CAPTION) })
    .first()
    .click();
  await act(page, W.editArticle.organize.title, W.editArticle.organize.save, W.answers.done.saved);
  const picture = await card.locator('img').getAttribute('src');
  expect(picture).toMatch(/^\/media\/.*share-1200\.jpg$/);
  expect((await page.request.get(picture ?? '')).status()).toBe(200);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await headlineOf(page).pressSequentially(' widely');
  await expect(card.getByText('Shared widely').last()).toBeVisible();
  expect(asked.filter((url) => !/\/(text|presence)$/.test(url))).toEqual([]);
  await save(page);
  await publish(page);
  const slug = await house.onStage(() =>
    database().article.findUniqueOrThrow({ where: { id }, select: { slug: true } }),
  );
  await expect
    .poll(() => read(`/en/post/${slug.slug}`))
    .toContain(`property="og:image" content="${web.origin}${picture}"`);
});

for (const [turn, language] of (['en', 'ru', 'hy'] as const).entries()) {
  test(`axe finds nothing in a story with pictures in ${language}`, async () => {
    const { id } = await house.onStage(() =>
      database().article.findFirstOrThrow({ where: { slug: 'a-gallery' }, select: { id: true } }),
    );
    await house.onStage(() => database().staff.updateMany({ data: { language } }));
    const page = await room.seat(editor);
    await takeTurn(page, turn);
    await page.goto(`/admin/articles/${id}`);
    await expect(page.locator('.picture-texts')).toBeVisible();
    await expectAccessible(page);
  });
}

test('the tools of the text are in sight however far it is scrolled', async () => {
  const { id } = await house.onStage(() =>
    database().article.findFirstOrThrow({ where: { slug: 'a-gallery' }, select: { id: true } }),
  );
  await house.onStage(() => database().staff.updateMany({ data: { language: 'en' } }));
  const [page, other] = [await room.seat(editor), await room.seat(editor)];
  await other.goto(`/admin/articles/${id}`);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`/admin/articles/${id}`);
    // The bar is as high as what it says, and the page only then as long as it will be.
    await expect(page.getByText(W.saving.openInOtherWindow)).toBeVisible();
    await expect(async () => {
      await page.locator('.picture-texts textarea').last().blur();
      await page.locator('.picture-texts textarea').last().focus();
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(200);
    }).toPass();
    const onTop = (selector: string) =>
      page.locator(selector).evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const [x, y] = [left + Math.min(width, 40) / 2, top + height / 2];
        return element.contains(document.elementFromPoint(x, y));
      });
    await expect
      .poll(async () => [await onTop('.tools'), await onTop('.save-bar')], `at ${width}`)
      .toEqual([true, true]);
  }
});
