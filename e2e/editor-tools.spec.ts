import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from '#e2e/accessible';
import { beginStory, bodyOf, Newsroom, save, W, write } from '#e2e/newsroom';
import { type OwnServer, startOwnServer } from '#e2e/own-server';
import { createStaffMember } from '#e2e/test-data';

// What the editor says of addresses and files, and words in another language.
test.describe.configure({ mode: 'serial', timeout: 90_000 });

let house: OwnServer;
let room: Newsroom;
let page: Page;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  const web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
  const editor = await house.onStage(() => createStaffMember('editor', 'Boris'));
  page = await room.seat(editor);
  await beginStory(page);
  await write(page, { headline: 'A word', standfirst: 'Of another', body: 'They say bonjour here.' });
});
test.afterAll(async () => {
  await room.closeAll();
  await house.close();
});

const paste = (text: string) =>
  bodyOf(page).evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

test('words are marked as being in another language', async () => {
  const words = bodyOf(page).getByText('They say bonjour here.');
  await words.evaluate((paragraph) => {
    const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode() as Text;
    getSelection()?.setBaseAndExtent(text, 9, text, 16);
  });
  const button = page.getByRole('toolbar').getByRole('button', { name: W.editor.actions.language, exact: true });
  await expect(button).not.toHaveAttribute('aria-disabled');
  await button.click();
  const panel = page.getByRole('group', { name: W.editor.foreignLabel });
  await expect(panel.getByLabel(W.editor.foreignLabel)).toBeFocused();
  await panel.getByLabel(W.editor.foreignLabel).selectOption({ label: 'French' });
  await expectAccessible(page);
  await panel.getByRole('button', { name: W.editor.foreignSet }).click();
  await expect(bodyOf(page).locator('span[lang="fr"]')).toHaveText('bonjour');
  await save(page);
  await page.reload();
  await expect(bodyOf(page).locator('span[lang="fr"]')).toHaveText('bonjour');
});

test('an address that is of no single post is linked, and it is said', async () => {
  await bodyOf(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await paste('https://vm.tiktok.com/ZMabc123/');
  await expect(page.getByText(W.editor.notEmbedded)).toBeVisible();
  await expect(bodyOf(page).locator('a[href="https://vm.tiktok.com/ZMabc123/"]')).toBeVisible();
  await page.keyboard.press('Enter');
  await paste('https://t.me/s/channel/43?single');
  await expect(bodyOf(page).locator('.embed[data-provider="telegram"] a')).toHaveAttribute(
    'href',
    'https://t.me/channel/43',
  );
  await expect(page.getByText(W.editor.notEmbedded)).toBeHidden();
});

test('of a moving picture in the text it is said that it does not move', async () => {
  const moving = await sharp({ create: { width: 60, height: 80, channels: 3, background: 'gold', pageHeight: 40 } })
    .composite([
      { input: Buffer.from('<svg width="60" height="30"><rect width="60" height="30"/></svg>'), top: 45, left: 0 },
    ])
    .gif({ delay: [100, 100] })
    .toBuffer();
  await bodyOf(page).evaluate(
    (element, bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], 'moving.gif', { type: 'image/gif' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [...moving],
  );
  await expect(page.getByText(`moving.gif: ${W.pictures.upload.added}; ${W.pictures.upload.still}`)).toBeVisible({
    timeout: 30_000,
  });
});
