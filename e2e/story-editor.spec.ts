import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from '#e2e/accessible';
import { beginStory, bodyOf, headlineOf, Newsroom, save, W, write } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';

// A writer at the story editor: what is pasted, and what can be done with keys alone.
test.describe.configure({ mode: 'serial', timeout: 90_000 });

let house: OwnServer;
let web: Web;
let room: Newsroom;
let writer: Awaited<ReturnType<typeof createStaffMember>>;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
  writer = await house.onStage(() => createStaffMember('editor', 'Boris'));
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

const MADE = { timeout: 30_000 };

const tool = (page: Page, name: keyof typeof W.editor.actions) =>
  page.getByRole('toolbar').getByRole('button', { name: W.editor.actions[name], exact: true });
const chooser = (page: Page) => page.getByRole('region', { name: W.pictures.chooser.title });
const panel = (page: Page) => page.getByRole('group', { name: W.editor.linkTo });

/** Pastes where the cursor is, as a browser does. */
async function paste(page: Page, html: string, text = ''): Promise<void> {
  await page.evaluate(
    ([html = '', text = '']) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html);
      clipboardData.setData('text/plain', text);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    },
    [html, text],
  );
}

async function photograph(background: string): Promise<Buffer> {
  return sharp({ create: { width: 1400, height: 900, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

async function bringToLibrary(page: Page, ...colours: string[]): Promise<void> {
  const files = await Promise.all(
    colours.map(async (colour) => ({
      name: `${colour}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await photograph(colour),
    })),
  );
  await chooser(page).getByLabel(W.pictures.upload.choose).setInputFiles(files);
}

test('what is pasted keeps its figures; what cannot be kept is named, and can be undone', async () => {
  const page = await room.seat(writer);
  await beginStory(page);
  await bodyOf(page).click();
  await page.keyboard.type('Mine.');
  await page.keyboard.press('Enter');
  await paste(page, '<p>10<sup>9</sup> m<sup>3</sup>, <s>5</s> 6 <img src="https://example.org/a.png"></p>');
  await expect(bodyOf(page).locator('sup')).toHaveText(['9', '3']);
  await expect(bodyOf(page).locator('s')).toHaveText('5');
  const notice = page.getByRole('status').filter({ hasText: W.editor.losses.picture });
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await notice.getByRole('button', { name: W.editor.undoPaste }).click();
  await expect(bodyOf(page)).toHaveText('Mine.');
  await expect(notice).toBeHidden();
  await expect(bodyOf(page)).toBeFocused();
  await paste(page, '<p>b <video></video></p>');
  await page.keyboard.type('!');
  const other = page.getByRole('status').filter({ hasText: W.editor.losses.media });
  await expect(other).toBeVisible();
  // It would take back what has been written since.
  await expect(other.getByRole('button', { name: W.editor.undoPaste })).toBeHidden();
  await other.getByRole('button', { name: W.editor.close }).click();
  await expect(other).toBeHidden();
});

test('a picture that is pasted with text is uploaded where it stood', async () => {
  const page = await room.seat(writer);
  await beginStory(page);
  await bodyOf(page).click();
  const data = `data:image/jpeg;base64,${(await photograph('#446688')).toString('base64')}`;
  await paste(page, `<p>before</p><figure><img src="${data}"><figcaption>Ice</figcaption></figure><p>after</p>`);
  await expect(bodyOf(page).locator('.node-figure img')).toBeVisible(MADE);
  await expect(bodyOf(page).locator(':scope > *').first()).toHaveText('before');
  await expect(bodyOf(page).locator('figcaption, textarea').first()).toHaveText('Ice');
  await save(page);
});

test('a headline takes figures as they were', async () => {
  const page = await room.seat(writer);
  await beginStory(page);
  const headline = page.getByRole('textbox', { name: W.articleText.headline, exact: true });
  await headline.fill('Gas: ');
  await paste(page, '10<sup>9</sup> m<sup>3</sup>', '109 m3');
  await expect(headline).toHaveValue('Gas: 10⁹ m³');
});

test('arrows in a table make no columns, and lead out of it', async () => {
  const page = await room.seat(writer);
  await beginStory(page);
  await bodyOf(page).click();
  await tool(page, 'table').click();
  const cells = bodyOf(page).locator('tr').first().locator('th');
  await expect(cells).toHaveCount(3);
  await cells.first().click();
  for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowUp']) {
    await page.keyboard.press(key);
    await page.keyboard.type('x');
  }
  await expect(cells).toHaveCount(3);
  await cells.last().click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('y');
  await expect(cells).toHaveCount(3);
  await expect(bodyOf(page).locator('tr')).toHaveCount(3);
});

test('the link panel takes the focus, is picked from with keys, and gives the focus back', async () => {
  await house.onStage(() => createStory({ slugs: { en: 'bridge' } }));
  await house.onStage(() => createStory({ slugs: { en: 'brigade' } }));
  const page = await room.seat(writer);
  await beginStory(page);
  await write(page, { body: 'See more' });
  await page.keyboard.press('ControlOrMeta+Shift+ArrowLeft');
  await tool(page, 'link').click();
  const field = panel(page).getByRole('textbox');
  await expect(field).toBeFocused();
  await panel(page).getByRole('button', { name: W.editor.close }).click();
  await expect(bodyOf(page)).toBeFocused();
  await tool(page, 'link').click();
  await page.keyboard.type('example.org');
  await page.keyboard.press('Enter');
  await expect(bodyOf(page).getByRole('link', { name: 'more' })).toHaveAttribute('href', 'https://example.org');
  await expect(bodyOf(page)).toBeFocused();
  await expect(bodyOf(page)).toHaveText('See more');

  await bodyOf(page).getByRole('link', { name: 'more' }).dblclick();
  await tool(page, 'link').click();
  await expect(field).toBeFocused();
  await page.keyboard.type('Headline of br');
  const stories = panel(page).getByRole('list', { name: W.editor.stories }).getByRole('button');
  await expect(stories).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await expect(stories.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(stories.last()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  // Words are no address: Enter goes to what has been found.
  await page.keyboard.press('Enter');
  await expect(stories.first()).toBeFocused();
  const headline = await stories.first().textContent();
  await page.keyboard.press('Enter');
  await expect(bodyOf(page).getByRole('link', { name: 'more' })).toHaveAttribute(
    'href',
    `/en/post/${headline?.split(' ').at(-1)}`,
  );
  await expect(bodyOf(page)).toHaveText('See more');
});

test('stories that are found stay in the link panel while the text is saved', async () => {
  await house.onStage(() => createStory({ slugs: { en: 'harbour' } }));
  const page = await room.seat(writer);
  await beginStory(page);
  const answered = Promise.withResolvers<void>();
  await page.route(/\/text$/, async (route) => {
    await answered.promise;
    await route.continue();
  });
  await write(page, { body: 'See more' });
  await tool(page, 'link').click();
  await page.keyboard.type('Headline of harb');
  const story = panel(page).getByRole('list', { name: W.editor.stories }).getByRole('button');
  await expect(story).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(story).toBeFocused();
  await expect(page.locator('.save-bar > [role=status]')).toHaveText(W.saving.status.saving);
  answered.resolve();
  await expect(page.locator('.save-bar > [role=status]')).toHaveText(/^Saved/);
  await expect(story).toBeFocused();
});

test('after a picture has been chosen the page is where it was', async () => {
  const page = await room.seat(writer);
  await beginStory(page);
  await bodyOf(page).click();
  await paste(page, Array.from({ length: 60 }, (_, index) => `<p>Line ${index}</p>`).join(''));
  const last = bodyOf(page).getByText('Line 59');
  await last.click();
  // A click of Playwright's would scroll to where the toolbar would stand if it did not stay in sight.
  await tool(page, 'figure').dispatchEvent('click');
  await bringToLibrary(page, '#aa8844');
  await chooser(page)
    .getByRole('button', { name: /aa8844/ })
    .click(MADE);
  await expect(bodyOf(page).locator('.node-figure img')).toBeVisible();
  await expect(bodyOf(page)).toBeFocused();
  await expect(last).toBeInViewport();
  await tool(page, 'figure').dispatchEvent('click');
  await chooser(page).getByRole('button', { name: W.pictures.chooser.close }).click();
  await expect(bodyOf(page)).toBeFocused();
  await expect(last).toBeInViewport();
});

test('a gallery takes several pictures at once, and they change places', async () => {
  const page = await room.seat(writer);
  await beginStory(page);
  await bodyOf(page).click();
  await tool(page, 'gallery').click();
  await bringToLibrary(page, '#110000', '#002200', '#000033');
  const add = chooser(page).getByRole('button', { name: W.pictures.chooser.add.replace('{count}', '3') });
  await expect(add).toBeEnabled(MADE);
  await expectAccessible(page);
  await add.click();
  const pictures = bodyOf(page).locator('.gallery img');
  await expect(pictures).toHaveCount(3);
  // Whatever format a browser takes, the folder is named after the picture.
  const sources = () => pictures.evaluateAll((all) => all.map((image) => image.getAttribute('src')?.split('/').at(-2)));
  const [first, second, third] = await sources();
  const later = bodyOf(page).getByRole('button', { name: W.editor.moveLater });
  await later.first().click();
  await expect.poll(sources).toEqual([second, first, third]);
  await expect(later.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(sources).toEqual([second, third, first]);
  await expect(later.nth(2)).toBeFocused();
  await expect(later.nth(2)).toHaveAttribute('aria-disabled', 'true');
  await save(page);
  await page.reload();
  await expect.poll(sources).toEqual([second, third, first]);
});

test('an empty text is to be seen', async () => {
  const page = await room.seat(writer);
  await beginStory(page);
  await expect(page.getByText(W.editor.placeholder)).toBeVisible();
  await expect(bodyOf(page)).not.toHaveCSS('outline-style', 'none');
  await write(page, { body: 'Not empty' });
  await expect(bodyOf(page)).toHaveCSS('outline-style', 'none');
});

test('what is clicked and pressed while the browser is busy is done where the cursor is', async () => {
  const page = await room.seat(writer);
  await beginStory(page);
  await write(page, { headline: 'Busy', body: 'One' });
  for (const line of ['Two', 'Three']) {
    await page.keyboard.press('Enter');
    await page.keyboard.type(line);
  }
  const lines = bodyOf(page).locator('p');
  await expect(lines).toHaveText(['One', 'Two', 'Three']);

  const keyboard = await page.context().newCDPSession(page);
  const press = async (key: string, windowsVirtualKeyCode: number, text = '') => {
    const code = { key, windowsVirtualKeyCode };
    await Promise.all([
      keyboard.send('Input.dispatchKeyEvent', { ...code, type: text ? 'keyDown' : 'rawKeyDown', text }),
      keyboard.send('Input.dispatchKeyEvent', { ...code, type: 'keyUp' }),
    ]);
  };
  const click = async (line: number) => {
    const { x, y, width, height } = (await lines.nth(line).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const place = { x: x + width / 2, y: y + height / 2, button: 'left', clickCount: 1 } as const;
    return () =>
      Promise.all([
        keyboard.send('Input.dispatchMouseEvent', { ...place, type: 'mousePressed' }),
        keyboard.send('Input.dispatchMouseEvent', { ...place, type: 'mouseReleased' }),
      ]);
  };
  /** Does all of it at once while the page does nothing for half a second, and waits until it has been taken in. */
  const whileBusy = async (...acts: (() => Promise<unknown>)[]) => {
    await page.evaluate(
      () =>
        void setTimeout(() => {
          for (const until = performance.now() + 500; performance.now() < until; );
        }),
    );
    await Promise.all(acts.map((act) => act()));
  };
  const end = () => press('End', 35);
  const enter = () => press('Enter', 13, '\r');

  // The cursor was at the end of the text.
  await whileBusy(await click(0), end, enter);
  await page.keyboard.type('New');
  await expect(lines).toHaveText(['One', 'New', 'Two', 'Three']);

  // All of the text was selected: Enter would have deleted it.
  await page.keyboard.press('ControlOrMeta+A');
  await whileBusy(await click(2), end, enter);
  await page.keyboard.type('Newer');
  await expect(lines).toHaveText(['One', 'New', 'Two', 'Newer', 'Three']);

  // The cursor was elsewhere on the page.
  await headlineOf(page).click();
  await whileBusy(await click(4));
  await page.keyboard.type('!');
  await expect(lines).toHaveText(['One', 'New', 'Two', 'Newer', 'Three!']);
  await save(page);
});
