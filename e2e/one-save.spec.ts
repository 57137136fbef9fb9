import { expect, test } from '@playwright/test';
import { act, bodyOf, headlineOf, Newsroom, save, W, write } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { editAddress } from '#i18n/admin-addresses';
import { database } from '#platform/database';

// What is on the page of a story is saved together, and the page says which text readers get.
test.describe.configure({ mode: 'default', timeout: 90_000 });

let house: OwnServer;
let web: Web;
let room: Newsroom;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

async function scene(name: string) {
  const { editor, author, id } = await house.onStage(async () => ({
    editor: await createStaffMember('editor', name),
    author: await createStaffMember('author', `${name} the author`),
    id: (await createStory({ slugs: { en: `saved-by-${name.toLowerCase()}` } })).articles.en,
  }));
  return { editor, author, id };
}

const articleOf = (id: number) =>
  house.onStage(() =>
    database().article.findUniqueOrThrow({
      where: { id },
      select: { headline: true, slug: true, story: { select: { kind: true, section: { select: { key: true } } } } },
    }),
  );

test('Publish saves what was changed beside the text, and says what it cannot save', async () => {
  const { editor, id } = await scene('Anahit');
  const page = await room.seat(editor);
  await page.goto(editAddress(id));
  await page.locator('summary', { hasText: W.editArticle.organize.title }).click();
  await page.locator('select[name=section]').selectOption('culture');
  await expect(page.locator('.save-bar')).toContainText(W.editArticle.organize.title);
  await headlineOf(page).fill('Published with its section');
  const publication = W.editArticle.publication;
  await act(page, publication.publish, publication.publishChanges, W.answers.done.published);
  expect(await articleOf(id)).toMatchObject({
    headline: 'Published with its section',
    story: { section: { key: 'culture' } },
  });
  await expect(page.locator('.save-bar')).not.toContainText(W.editArticle.organize.title);
  // Nothing to publish: then there is no tick that says how either, until something is typed.
  const form = page.getByRole('form', { name: publication.publish, exact: true });
  await expect(form).toContainText(W.saving.publication.nothingToPublish);
  await expect(form.getByRole('checkbox')).toHaveCount(0);
  await headlineOf(page).fill('Published with its section!');
  await expect(form.getByRole('checkbox')).toHaveCount(2);
  await headlineOf(page).fill('Published with its section');

  // A colleague has moved the story meanwhile: nothing is published, and the form that was refused says why.
  await house.onStage(
    () => database().$executeRaw`
    UPDATE story SET version = version + 1 WHERE id = (SELECT story_id FROM article WHERE id = ${id})`,
  );
  await page.locator('select[name=section]').selectOption('region');
  await headlineOf(page).fill('Not published');
  await page.getByRole('button', { name: publication.publishChanges, exact: true }).click();
  await expect(page.getByRole('form', { name: publication.publish, exact: true })).toContainText(
    W.saving.partNotSaved.replace('{name}', W.editArticle.organize.title),
  );
  await expect(page.getByText(W.refusals.conflict.organization)).toBeVisible();
  expect(await articleOf(id)).toMatchObject({ headline: 'Published with its section' });
});

test('“Save” saves the whole page', async () => {
  const { editor, id } = await scene('Vazgen');
  const page = await room.seat(editor);
  await page.goto(editAddress(id));
  await page.locator('summary', { hasText: W.editArticle.organize.title }).click();
  await page.getByLabel(W.fields.kind).selectOption('interview');
  await page.locator('summary', { hasText: W.editArticle.address.title }).click();
  await page.getByLabel(W.editArticle.address.slug).fill('another-address');
  await save(page);
  await expect(page.locator('.save-bar')).not.toContainText(W.editArticle.organize.title);
  expect(await articleOf(id)).toMatchObject({ slug: 'another-address', story: { kind: 'interview' } });
});

test('the page says which text of a scheduled story is published, and Save makes it this one', async () => {
  const { editor, author, id } = await scene('Gayane');
  await house.onStage(
    () => database().$executeRaw`
    UPDATE article SET state = 'scheduled', published_at = now() + interval '1 day', created_by_id = ${author.id}
    WHERE id = ${id}`,
  );
  const page = await room.seat(editor);
  await page.goto(editAddress(id));
  const bar = page.locator('.save-bar');
  const { same, other } = W.saving.publication;
  const saying = (text: string) => new RegExp(text.replace('{time}', '.+').replace(/[.]$/, ''));
  await expect(bar).toContainText('English');
  await expect(bar).toContainText(saying(same.scheduled));
  await headlineOf(page).fill('Mended by the editor');
  await expect(bar).toContainText(saying(other.scheduled));
  await expect(bar.getByRole('link', { name: W.saving.publication.compare })).toBeVisible();
  // Kept by autosave it is not what is published.
  await expect(page.locator('.save-bar > [role=status]')).toHaveText(/^Saved/);
  await expect(bar).toContainText(saying(other.scheduled));
  await save(page);
  await expect(bar).toContainText(saying(same.scheduled));
  expect(await articleOf(id)).toMatchObject({ headline: 'Mended by the editor' });

  // Somebody who may not schedule is told whom to ask.
  const desk = await room.seat(author);
  await desk.goto(editAddress(id));
  await headlineOf(desk).fill('The author’s afterthought');
  await save(desk);
  await expect(desk.locator('.save-bar')).toContainText(saying(other.scheduled));
  await expect(desk.locator('.save-bar')).toContainText(W.saving.publication.askEditor);
  expect(await articleOf(id)).toMatchObject({ headline: 'Mended by the editor' });

  // The editor takes it over with one click.
  await page.reload();
  await act(page, W.saving.publication.update, W.saving.publication.update, W.answers.done.scheduled).catch(() => {});
  await expect(bar).toContainText(saying(same.scheduled));
  expect(await articleOf(id)).toMatchObject({ headline: 'The author’s afterthought' });
});

test('what is still to come is named, a click away, and gone when it is mended', async () => {
  const { editor, id } = await scene('Ruben');
  const page = await room.seat(editor);
  await page.goto(editAddress(id));
  await write(page, { headline: 'Flight TK 386 is late', body: 'The minister, TK, said so.' });
  const warning = page.getByRole('region', { name: /placeholder/ });
  const place = warning.getByRole('button', { name: 'The minister, TK, said so.' });
  await expect(warning.getByRole('button')).toHaveCount(1);
  const publication = W.editArticle.publication;
  const form = page.getByRole('form', { name: publication.publish, exact: true });
  await form.getByRole('button', { name: publication.publishChanges, exact: true }).click();
  await expect(form).toContainText('“The minister, TK, said so.”');
  await place.click();
  await expect(bodyOf(page)).toBeFocused();
  await page.keyboard.type('The minister, Anna, said so.');
  await expect(bodyOf(page)).toHaveText('The minister, Anna, said so.');
  await expect(warning).toHaveCount(0);
  await expect(form).not.toContainText('TK, said');
  await act(page, publication.publish, publication.publishChanges, W.answers.done.published);
});

test('a translation names what is not translated, and is published when it is, or when somebody says so', async () => {
  const { editor, id } = await scene('Naira');
  const page = await room.seat(editor);
  await page.goto(editAddress(id));
  await page.getByRole('button', { name: /Русский/ }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(`/${id}`));
  await expect(page.locator('.save-bar')).toContainText('Russian');
  const warning = page.getByRole('region', { name: /not translated/ });
  await expect(warning.getByRole('button')).toHaveCount(3);
  await write(page, { headline: 'Заголовок по-русски', standfirst: 'Подзаголовок по-русски' });
  await expect(warning.getByRole('button')).toHaveCount(1);
  const { publish, allowUntranslated } = W.editArticle.publication;
  const form = page.getByRole('form', { name: publish, exact: true });
  await form.getByRole('button', { name: publish, exact: true }).click();
  await expect(form).toContainText('“What happened, in en.”');
  await form.getByLabel(allowUntranslated).check();
  await expect(page.locator('.save-bar')).not.toContainText(W.saving.partsUnsaved.split('{')[0] ?? '');
  await act(page, publish, publish, W.answers.done.published);
});
