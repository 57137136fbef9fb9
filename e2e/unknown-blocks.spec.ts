import { expect, test } from '@playwright/test';
import { expectAccessible } from '#e2e/accessible';
import { bodyOf, headlineOf, Newsroom, save, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { editAddress, revisionsAddress } from '#i18n/admin-addresses';
import { database } from '#platform/database';

// A text that a newer version has written is opened, changed and published by this one, which does not know its poll.
test.describe.configure({ mode: 'default', timeout: 90_000 });

const POLL = { type: 'poll', question: 'Will it rain?', answers: ['yes', 'no'], until: 1_790_000_000_000 };
const PLACEHOLDER = W.editor.unknownBlock.replace('{type}', 'poll');

let house: OwnServer;
let web: Web;
let room: Newsroom;
let editor: Awaited<ReturnType<typeof createStaffMember>>;
let stories = 0;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
  editor = await house.onStage(() => createStaffMember('editor', 'Boris'));
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

async function storyWithPoll(): Promise<{ id: number; slug: string }> {
  const slug = `poll-${++stories}`;
  const id = await house.onStage(async () => {
    const { articles } = await createStory({
      slugs: { en: slug },
      body: [
        { type: 'paragraph', text: [{ text: 'Before.' }] },
        { type: 'unknown', stored: POLL },
        { type: 'paragraph', text: [{ text: 'After.' }] },
      ],
    });
    return articles.en;
  });
  return { id, slug };
}

const publishedBody = (id: number) =>
  house.onStage(async () => (await database().article.findUniqueOrThrow({ where: { id } })).body);

test('stays in its place while the text around it is written and published', async () => {
  const { id, slug } = await storyWithPoll();
  const page = await room.seat(editor);
  await page.goto(editAddress(id));
  await expect(bodyOf(page).getByText(PLACEHOLDER)).toBeVisible();
  await headlineOf(page).fill('Rain is possible');
  await bodyOf(page).getByText('After.').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' And later.');
  // Typing while the placeholder is selected does not replace it.
  await bodyOf(page).getByText(PLACEHOLDER).click();
  await page.keyboard.type('Between. ');
  await save(page);
  await page.reload();
  await expect(bodyOf(page).getByText(PLACEHOLDER)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: W.editArticle.publication.publishChanges }).click();
  await expect.poll(async () => JSON.stringify(await publishedBody(id))).toContain('And later.');
  const body = (await publishedBody(id)) as { type: string }[];
  expect(body[0]).toMatchObject({ text: [{ text: 'Before.' }] });
  expect(body[1]).toEqual(POLL);
  const html = await (await fetch(`${web.origin}/en/post/${slug}`)).text();
  expect(html).toContain('And later.');
  expect(html).not.toContain('Will it rain?');
});

test('is removed by its button alone, and is in the revision that was kept', async () => {
  const { id } = await storyWithPoll();
  const page = await room.seat(editor);
  await page.goto(editAddress(id));
  const placeholder = bodyOf(page).locator('.node-unknownBlock');
  await placeholder.getByRole('button', { name: W.editor.remove }).click();
  await expect(placeholder).toHaveCount(0);
  await save(page);
  await page.goto(revisionsAddress(id, 1));
  await expect(page.getByText(W.difference.unknownBlock.replace('{type}', 'poll'))).toBeVisible();
});
