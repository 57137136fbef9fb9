import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { headlineOf, Newsroom, W, write } from '#e2e/newsroom';
import { type OwnServer, startOwnServer } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { editAddress } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';

// Machines build for themselves, one after another: a form of one is answered by another, and where it cannot be,
// nothing that was typed is lost.
test.describe.configure({ mode: 'default', timeout: 90_000 });

const MANIFEST = '.next/server/server-reference-manifest.json';
type Manifest = { node: Record<string, { filename: string; exportedName: string }>; encryptionKey: string };

let house: OwnServer;
let room: Newsroom;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  room = new Newsroom(browser, (await house.startWeb()).origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

test('the ids of server actions depend on nothing but their names', () => {
  const { node, encryptionKey }: Manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  expect(encryptionKey).toBe(createHash('sha256').update('news-portal server actions').digest('base64'));
  expect(Object.keys(node).length).toBeGreaterThan(40);
  for (const [id, { filename, exportedName }] of Object.entries(node)) {
    // Named from the project's own folder, wherever that is. The first byte says which arguments an action takes.
    expect(filename).toMatch(/^app\/admin\/.*actions\.ts$/);
    expect(id.slice(2)).toBe(createHash('sha1').update(`${encryptionKey}${filename}:${exportedName}`).digest('hex'));
  }
});

test('a build is named by its sources, so that Next takes two machines of the same version for one', () => {
  expect(readFileSync('.next/BUILD_ID', 'utf8')).toBe(readFileSync('.next/made-from', 'utf8').slice(0, 32));
});

/** From now on, what a page sends to an action comes to a server that knows no such action. */
const meetOtherVersion = (page: Page) =>
  page.route('**', (route) => {
    const headers = route.request().headers();
    return route.fallback(
      headers['next-action'] ? { headers: { ...headers, 'next-action': `7f${'0'.repeat(40)}` } } : {},
    );
  });
const loseActions = (page: Page) =>
  page.route('**', (route) => (route.request().headers()['next-action'] ? route.abort() : route.fallback()));

const messagesOf = (code: string) => JSON.parse(readFileSync(`messages/newsroom/${code}.json`, 'utf8'));

for (const { code } of LANGUAGES.filter(({ hasNewsroomMessages }) => hasNewsroomMessages)) {
  test(`a form that the server does not know or does not answer keeps what was typed, in ${code}`, async () => {
    const page = await room.seat(await house.onStage(() => createStaffMember('editor', 'Nune', code)));
    room.expectErrors(/409 \(Conflict\)/, /ERR_FAILED/);
    await page.goto('/admin/account');
    const name = page.locator('input[name=name][autocomplete=name]');
    const save = page.locator('form', { has: name }).getByRole('button');
    await name.fill('Nune Typed');
    const { outdated, unanswered } = messagesOf(code).forms;
    await meetOtherVersion(page);
    await save.click();
    await expect(page.getByRole('alert').getByText(outdated)).toBeVisible();
    await loseActions(page);
    await save.click();
    await expect(page.getByRole('alert').getByText(unanswered)).toBeVisible();
    await expect(name).toHaveValue('Nune Typed');
    await page.unrouteAll();
    await save.click();
    await expect(page.getByText(messagesOf(code).account.profile.saved)).toBeVisible();
  });
}

test('nor is a story that is being written lost, nor its other forms', async () => {
  const page = await room.seat(await house.onStage(() => createStaffMember('editor', 'Boris')));
  room.expectErrors(/409 \(Conflict\)/);
  const { articles } = await house.onStage(() => createStory({ slugs: { en: 'before-the-upgrade' } }));
  await page.goto(editAddress(articles.en));
  await write(page, { headline: 'Written before the upgrade' });
  const notes = page.getByRole('form', { name: W.editArticle.notes.title, exact: true });
  await page.getByText(W.editArticle.notes.title, { exact: true }).first().click();
  await notes.getByRole('textbox').fill('For the next shift');
  await meetOtherVersion(page);
  await notes.getByRole('button').click();
  await expect(notes.getByRole('alert')).toHaveText(W.forms.outdated);
  await expect(notes.getByRole('textbox')).toHaveValue('For the next shift');
  await expect(headlineOf(page)).toHaveValue('Written before the upgrade');
});
