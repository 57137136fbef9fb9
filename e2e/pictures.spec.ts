import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { BYTE_LIMIT, LIMITS } from '#newsroom/media/picture-file';
import { createOwnerLink } from '#newsroom/staff/create-token-link';
import { database } from '#platform/database';
import { DEMO_LANGUAGES, expect, open, test } from './browser-test.ts';

// Somebody of the staff at work with pictures, in a house of their own.
let house: OwnServer;
let web: Web;
let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

test.use({ expected: [/status of 4(15|22)/] });
test.describe.configure({ mode: 'serial', timeout: 90_000 });

const at = (path: string) => web.origin + path;

/** The owner comes in by their link; what the others do after them they do with the same session. */
async function comeIn(browser: Browser): Promise<void> {
  const token = await house.onStage(createOwnerLink);
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${web.origin}/admin/account-link/${token}`);
  await page.getByLabel(W.accountLink.name).fill('Mariam');
  await page.getByLabel(W.accountLink.email).fill('mariam@paper.example');
  await page.getByLabel(W.accountLink.password).fill('a sentence to remember');
  await page.getByRole('button', { name: W.accountLink.createAccount }).click();
  await page.waitForURL('**/admin');
  cookies = await page.context().cookies();
  expect(errors).toEqual([]);
  await page.close();
}

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  web = await house.startWeb();
  await comeIn(browser);
});
test.afterAll(() => house.close());
test.beforeEach(({ context }) => context.addCookies(cookies));

function picture(background: string): Promise<Buffer> {
  return sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

const file = async (name: string, background: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await picture(background),
});
const coming = (page: Page, name: string) =>
  page.getByRole('list', { name: W.pictures.upload.files }).getByRole('listitem').filter({ hasText: name });

test('a person adds pictures, gives one words in three languages, and finds it by any of them', async ({ page }) => {
  await open(page, at('/admin/pictures'));
  await expect(page.getByText(W.pictures.empty)).toBeVisible();
  const drawing = {
    name: 'evil.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  };
  await page
    .getByLabel('Choose files')
    .setInputFiles([await file('lake.jpg', '#3366aa'), drawing, await file('hill.jpg', '#227744')]);
  await expect(coming(page, 'lake.jpg')).toContainText('added');
  await expect(coming(page, 'evil.png')).toContainText(
    W.pictures.errors['not-a-picture'].replace('{formats}', LIMITS.formats),
  );
  await expect(coming(page, 'hill.jpg')).toContainText('added');

  await coming(page, 'lake.jpg').getByRole('link', { name: W.pictures.upload.addTexts }).click();
  const words = {
    English: ['A lake', 'Sevan at noon', 'Anna'],
    Русский: ['Озеро', 'Севан в полдень', 'Анна'],
    Հայերեն: ['Լիճ', 'Սևանը կեսօրին', 'Աննա'],
  };
  for (const [language, [alt = '', caption = '', credit = '']] of Object.entries(words)) {
    const group = page.getByRole('group', { name: language, exact: true });
    await group.getByLabel(W.pictures.details.alt).fill(alt);
    await group.getByLabel('Caption').fill(caption);
    await group.getByLabel('Credit').fill(credit);
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  await page.getByRole('link', { name: 'All pictures' }).click();
  for (const [, [, caption = '']] of Object.entries(words)) {
    await page.getByLabel(W.pictures.search.label).fill(caption.slice(1, -1));
    await page.getByRole('button', { name: W.pictures.search.submit, exact: true }).click();
    await expect(page.getByRole('list', { name: W.pictures.library }).getByRole('link')).toHaveText(/A lake/);
  }
});

test('what of a picture is not taken in is said', async ({ page }) => {
  await open(page, at('/admin/pictures'));
  const moving = await sharp({ create: { width: 60, height: 80, channels: 3, background: 'gold', pageHeight: 40 } })
    .composite([
      { input: Buffer.from('<svg width="60" height="30"><rect width="60" height="30"/></svg>'), top: 45, left: 0 },
    ])
    .gif({ delay: [100, 100] })
    .toBuffer();
  await page.getByLabel('Choose files').setInputFiles([
    { name: 'tall.png', mimeType: 'image/png', buffer: await readFile('e2e/cases/picture-tall-1080x17000.png') },
    { name: 'moving.gif', mimeType: 'image/gif', buffer: moving },
    { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x24ftypheic\0\0\0\0mif1heic') },
  ]);
  await expect(coming(page, 'tall.png')).toContainText('more than 12 times as long');
  await expect(coming(page, 'moving.gif')).toContainText(`${W.pictures.upload.added}; ${W.pictures.upload.still}`);
  await expect(coming(page, 'IMG_1.HEIC')).toContainText(W.pictures.errors.heic);
});

test('the same file is recognised; pictures may be dropped and pasted', async ({ page }) => {
  await open(page, at('/admin/pictures'));
  const give = async (type: 'drop' | 'paste', name: string, background: string) => {
    const bytes = [...(await picture(background))];
    await page.evaluate(
      ([type, name, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' }));
        const event =
          type === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true })
            : new DragEvent('drop', { dataTransfer: data, bubbles: true });
        document.body.dispatchEvent(event);
      },
      [type, name, bytes] as const,
    );
  };
  await give('drop', 'again.jpg', '#3366aa');
  await expect(coming(page, 'again.jpg')).toContainText(W.pictures.upload.known);
  await give('paste', 'image.jpg', '#883300');
  await expect(coming(page, 'image.jpg')).toContainText('added');
});

test('the focus is set by keyboard, and the crops get new addresses', async ({ page }) => {
  await open(page, at('/admin/pictures?q=lake'));
  await page.getByRole('list', { name: W.pictures.library }).getByRole('link').click();
  const focus = page.getByRole('button', { name: /^Focal point/ });
  await focus.focus();
  for (const key of ['Shift+ArrowLeft', 'ArrowLeft', 'ArrowDown']) await page.keyboard.press(key);
  await expect(focus).toHaveAccessibleName('Focal point: 39 %, 51 %');
  await expect(page.getByLabel('From the left, %')).toHaveValue('39');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  const id = page.url().split('/').at(-1);
  const answers = await Promise.all(
    ['-39x51', ''].map((cut) => page.request.get(at(`/media/${id}/square-192${cut}.jpg`))),
  );
  expect(answers.map((answer) => answer.status())).toEqual([200, 200]);
  await focus.click({ position: { x: 1, y: 1 } });
  await expect(focus).toHaveAccessibleName('Focal point: 0 %, 0 %');
});

test('a picture that nothing uses is removed', async ({ page }) => {
  await open(page, at('/admin/pictures?q=hill&unused=1'));
  await page.getByRole('list', { name: W.pictures.library }).getByRole('link').click();
  const id = page.url().split('/').at(-1);
  await page.getByText(W.pictures.details.delete.title, { exact: true }).click();
  await page.getByRole('button', { name: W.pictures.details.delete.submit }).click();
  await expect(page.getByText(W.pictures.deleted)).toBeVisible();
  expect((await page.request.get(at(`/media/${id}/square-192.jpg`))).status()).toBe(404);
});

test('all of it works without a script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto(at('/admin/pictures'));
  await page.getByLabel('Choose files').setInputFiles(await file('plain.jpg', '#444444'));
  await page.getByRole('button', { name: W.pictures.upload.submit, exact: true }).click();
  await expect(page.getByText(W.pictures.details.uploaded.new)).toBeVisible();
  await page.getByLabel('From the left, %').fill('20');
  await page.getByRole('group', { name: 'English' }).getByLabel('Caption').fill('Plain');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.goto(at('/admin/pictures'));
  await page
    .getByLabel('Choose files')
    .setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') });
  await page.getByRole('button', { name: W.pictures.upload.submit, exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This file is not a picture that can be used');
  await context.close();
});

test('nobody else brings anything, or finds it', async ({ playwright, context }) => {
  const stranger = await playwright.request.newContext();
  const body = {
    data: await picture('red'),
    headers: { 'content-type': 'application/octet-stream', origin: web.origin },
  };
  expect((await stranger.post(at('/admin/pictures/upload?name=a.jpg'), body)).status()).toBe(401);
  expect((await stranger.get(at('/admin/pictures/find?language=en'))).status()).toBe(401);
  await stranger.dispose();
  const upload = (headers: Record<string, string>, data: Buffer | string = body.data) =>
    context.request.post(at('/admin/pictures/upload?name=a.jpg'), { data, headers: { ...body.headers, ...headers } });
  expect((await upload({ origin: 'https://evil.example' })).status()).toBe(401);
  expect((await upload({ 'content-type': 'text/html' })).status()).toBe(415);
  expect((await upload({}, Buffer.alloc(BYTE_LIMIT + 1))).status()).toBe(413);
  const found = await (await context.request.get(at('/admin/pictures/find?language=ru&q=lake'))).json();
  expect(found).toMatchObject({
    pictures: [{ width: 900, height: 600, caption: 'Севан в полдень', src: expect.stringMatching(/^\/media\//) }],
  });
});

for (const [first, { code }] of DEMO_LANGUAGES.entries()) {
  test(`axe finds nothing in ${code}`, async ({ page }) => {
    await house.onStage(() => database().staff.updateMany({ data: { language: code } }));
    const entry = await (await page.request.get(at('/admin/pictures/find?language=en'))).json();
    for (const [second, address] of ['/admin/pictures', `/admin/pictures/${entry.pictures[0].id}`].entries()) {
      await takeTurn(page, first + second);
      await open(page, at(address));
      await expectAccessible(page);
    }
  });
}
