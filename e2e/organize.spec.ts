import { expect, test } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { act, Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { editAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import { database } from '#platform/database';

// A story is filed under tags, of which a paper has thousands.
test.describe.configure({ mode: 'default', timeout: 90_000 });

const TAGS = 5_000;

let house: OwnServer;
let web: Web;
let room: Newsroom;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  await house.onStage(async () => {
    await database().$executeRaw`INSERT INTO tag (key) SELECT 'village-' || n FROM generate_series(1, ${TAGS}::int) n`;
    // In portions: search follows each name.
    for (let from = 0; from < TAGS; from += 1_000) {
      await database().$executeRaw`
        INSERT INTO tag_text (tag_id, language, name)
        SELECT tag.id, word.language, word.village || n
        FROM generate_series(${from}::int + 1, ${from}::int + 1000) n JOIN tag ON tag.key = 'village-' || n,
          (VALUES ('en', 'Village '), ('ru', 'Село '), ('hy', 'Գյուղ ')) AS word (language, village)`;
    }
  });
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

/** A story in English, filed under water, and somebody who may file it. */
async function scene(name: string, language: Language = 'en') {
  return house.onStage(async () => ({
    editor: await createStaffMember('editor', name, language),
    id: (await createStory({ slugs: { en: `filed-by-${name.toLowerCase()}` } })).articles.en,
  }));
}

const filedUnder = (id: number) =>
  house.onStage(async () => {
    const { story } = await database().article.findUniqueOrThrow({
      where: { id },
      select: { story: { select: { tags: { select: { tag: { select: { key: true } } } } } } },
    });
    return story.tags.map(({ tag }) => tag.key).sort();
  });

test('a tag is found among thousands by its name in another language, by keyboard; another is removed', async () => {
  const { editor, id } = await scene('Karen');
  const page = await room.seat(editor);
  await page.goto(editAddress(id));
  expect(Buffer.byteLength(await (await page.request.get(editAddress(id))).text())).toBeLessThan(150_000);
  await page.locator('summary', { hasText: W.editArticle.organize.title }).click();
  const field = page.getByRole('combobox', { name: W.editArticle.organize.addTag });
  await field.focus();
  await page.keyboard.type('село 4321');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText(['Village 4321 Село 4321']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Village 4321' })).toBeChecked();
  await expect(field).toHaveValue('');
  await page.keyboard.type('Village 77');
  await expect(page.getByRole('listbox').getByRole('option').first()).toHaveText('Village 77');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toHaveText('Village 770');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  // A tag that was taken off and is found again is on again.
  await page.getByRole('checkbox', { name: 'Village 4321' }).uncheck();
  await page.keyboard.press('Tab');
  await field.fill('село 4321');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Village 4321' })).toBeChecked();
  await page.getByRole('checkbox', { name: 'water en' }).uncheck();
  await act(page, W.editArticle.organize.title, W.editArticle.organize.save, W.answers.done.saved);
  await expect(page.getByRole('checkbox', { name: 'water en' })).toHaveCount(0);
  await expect(page.getByRole('checkbox', { name: 'Village 77', exact: true })).toBeChecked();
  expect(await filedUnder(id)).toEqual(['village-4321', 'village-77']);

  await field.fill('no such thing');
  await expect(page.getByText(W.editArticle.organize.noTag)).toBeVisible();
  await act(
    page,
    W.editArticle.organize.title,
    W.editArticle.organize.save,
    W.editArticle.organize.unknownTag.replace('{names}', 'no such thing'),
  );
  await expect(field).toHaveValue('no such thing');
  expect(await filedUnder(id)).toEqual(['village-4321', 'village-77']);
});

test('without a script tags are written by their names, and unticked', async () => {
  const { editor, id } = await scene('Lilit');
  const page = await room.seat(editor);
  const browser = page.context().browser();
  const plain = await browser?.newContext({
    baseURL: web.origin,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const form = await plain?.newPage();
  if (!form) throw new Error('there is no browser');
  await form.goto(editAddress(id));
  await form.locator('summary', { hasText: W.editArticle.organize.title }).click();
  await form.getByRole('combobox', { name: W.editArticle.organize.addTag }).fill('գյուղ 12, Wine en,village-5000');
  await form.getByRole('button', { name: W.editArticle.organize.save }).click();
  await expect.poll(() => filedUnder(id)).toEqual(['village-12', 'village-5000', 'water', 'wine']);
  await form.locator('summary', { hasText: W.editArticle.organize.title }).click();
  await form.getByLabel('Village 12').uncheck();
  await form.getByRole('combobox', { name: W.editArticle.organize.addTag }).fill('nowhere');
  await form.getByRole('button', { name: W.editArticle.organize.save }).click();
  await expect(form.locator('main')).toContainText('No such tag: nowhere.');
  expect(await filedUnder(id)).toHaveLength(4);
  await plain?.close();
});

for (const [turn, language] of (['en', 'ru', 'hy'] as const satisfies Language[]).entries()) {
  test(`is accessible in ${language} while a choice is open`, async () => {
    const { editor, id } = await scene(`Chief-${language}`, language);
    const page = await room.seat(editor);
    await takeTurn(page, turn);
    await page.goto(editAddress(id));
    await page
      .locator('form:has([name=moreTags])')
      .evaluate((form) => form.closest('details')?.setAttribute('open', ''));
    await page.locator('[name=moreTags]').fill('vil 1');
    await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(12);
    await expectAccessible(page);
  });
}
