import { expect, test } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { act, beginStory, bodyOf, headlineOf, Newsroom, save, W, write } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { actorFor, createStaffMember, createStory } from '#e2e/test-data';
import {
  ADMIN,
  ARTICLES,
  editAddress,
  previewAddress,
  revisionsAddress,
  sideBySideAddress,
  TRANSLATIONS,
  TRASH,
} from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import { createArticle } from '#newsroom/editing/create-article';
import { createTranslation } from '#newsroom/editing/create-translation';
import { saveText } from '#newsroom/editing/save-text';
import { database } from '#platform/database';

// People at work on stories, from the first word to the correction.
test.describe.configure({ mode: 'default', timeout: 90_000 });

type Person = Awaited<ReturnType<typeof createStaffMember>>;

let house: OwnServer;
let web: Web;
let room: Newsroom;
let people: Record<'author' | 'editor' | 'second' | 'translator', Person>;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
  people = await house.onStage(async () => ({
    author: await createStaffMember('author', 'Anahit'),
    editor: await createStaffMember('editor', 'Boris'),
    second: await createStaffMember('editor', 'Vera'),
    translator: await createStaffMember('translator', 'Tigran'),
  }));
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

const get = async (path: string) => {
  const response = await fetch(web.origin + path, { redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
};

test('an author writes, an editor requests changes, then schedules; the article is published on time', async () => {
  const author = await room.seat(people.author);
  const id = await beginStory(author);
  await write(author, {
    headline: 'Harvest under snow',
    standfirst: 'Early this year',
    body: 'The orchards are white, TK says.',
  });
  await expect(author.getByText('1 placeholder left')).toBeVisible();
  await save(author);
  await expect(author.getByRole('button', { name: W.editArticle.publication.publish })).toHaveCount(0);
  await act(author, W.editArticle.status.title, W.editArticle.status.submitForReview, W.answers.done.workflowChanged);

  const editor = await room.seat(people.editor);
  await expect(editor.getByRole('link', { name: 'Harvest under snow' })).toBeVisible();
  await editor.getByRole('link', { name: 'Harvest under snow' }).click();
  await editor.getByLabel(W.editArticle.status.note).fill('Who says so?');
  await act(editor, W.editArticle.status.title, W.editArticle.status.requestChanges, W.answers.done.workflowChanged);

  await author.goto('/admin');
  await expect(author.getByText('Who says so?')).toBeVisible();
  await author.getByRole('link', { name: 'Harvest under snow' }).click();
  await write(author, { body: 'The orchards are white, a farmer says.' });
  await save(author);
  await act(author, W.editArticle.status.title, W.editArticle.status.submitForReview, W.answers.done.workflowChanged);

  await editor.goto(`/admin/articles/${id}`);
  await act(editor, W.editArticle.status.title, W.editArticle.status.approve, W.answers.done.workflowChanged);
  await editor.getByLabel(/^Publish at/).fill('2027-01-01T09:00');
  await act(editor, W.editArticle.publication.schedule, W.editArticle.publication.schedule, W.answers.done.scheduled);
  expect((await get('/en/post/harvest-under-snow')).status).toBe(404);
  await editor.goto('/admin');
  await expect(editor.getByText('1 January 2027 09:00')).toBeVisible();

  // The paper's clock is PostgreSQL's; the time comes sooner than it is.
  await house.onStage(
    () => database().$executeRaw`UPDATE article SET published_at = now() + interval '1 second' WHERE id = ${id}`,
  );
  for (const path of [
    '/en/post/harvest-under-snow',
    '/en',
    '/en/region',
    '/en/feed.xml',
    '/news-sitemap.xml',
    '/en/search?q=orchards',
  ]) {
    await expect.poll(async () => (await get(path)).text, { message: path }).toContain('Harvest under snow');
  }
  await author.goto(`/admin/articles/${id}`);
  await expect(author.getByText(W.articleStatus.published, { exact: true })).toBeVisible();
});

test('a translator makes it Armenian and Russian, and is told when the source has changed', async () => {
  const page = await room.seat(people.translator);
  await page.goto('/admin/articles');
  await page.getByRole('link', { name: 'Harvest under snow' }).click();
  await expect(page.getByText(W.articleText.readOnly)).toBeVisible();
  const source = page.url();
  await page.getByRole('button', { name: /Հայերեն/ }).click();
  await page.waitForURL((address) => address.href !== source);
  await expect(headlineOf(page)).toHaveValue('Harvest under snow');
  await page.getByRole('link', { name: W.editArticle.translations.sideBySide }).click();
  await expect(page.getByRole('region', { name: W.sideBySide.source })).toContainText('The orchards are white');
  await write(page, { headline: 'Բերքը ձյան տակ', standfirst: 'Այս տարի շուտ', body: 'Այգիները սպիտակ են։' });
  await save(page);
  const armenian = Number(/articles\/(\d+)/.exec(page.url())?.[1]);

  await page.goto(source);
  await page.getByRole('button', { name: /Русский/ }).click();
  await page.waitForURL((address) => address.href !== source);
  await write(page, { headline: 'Урожай под снегом', standfirst: 'Рано', body: 'Сады белые.' });
  await save(page);

  const editor = await room.seat(people.editor);
  await editor.goto(source);
  await write(editor, { body: 'The orchards are white, two farmers say.' });
  await save(editor);
  await page.goto(`/admin/articles/${armenian}/side-by-side`);
  await expect(page.getByRole('region', { name: W.sideBySide.source }).getByText(W.sideBySide.changed)).toBeVisible();
  await act(
    page,
    W.editArticle.translations.markUpToDate,
    W.editArticle.translations.markUpToDate,
    W.answers.done.markedCurrent,
  );
  await expect(page.getByText(W.editArticle.translations.sourceChanged)).toHaveCount(0);

  await editor.goto(`/admin/articles/${armenian}`);
  await act(editor, W.editArticle.publication.publish, W.editArticle.publication.publish, W.answers.done.published);
  await expect.poll(async () => (await get('/arm/post/berky-dzyan-tak')).status).toBe(200);
  const english = await get('/en/post/harvest-under-snow');
  expect(english.text).toContain('a farmer says');
  expect(english.text).not.toContain('two farmers');
  expect((await get('/ru/post/urozhay-pod-snegom')).status).toBe(404);
});

test('two editors collide and lose nothing', async () => {
  room.expectErrors(/status of 409 .*\/text$/);
  const [one, other] = [await room.seat(people.editor), await room.seat(people.second)];
  const id = await beginStory(one);
  await write(one, { headline: 'Both at once', body: 'The first sentence.' });
  await save(one);
  await other.goto(`/admin/articles/${id}`);
  await expect(other.getByText('Boris has this article open')).toBeVisible();
  await write(one, { body: 'What Boris wrote.' });
  await save(one);
  await write(other, { headline: 'Both at once, says Vera', body: 'What Vera wrote.' });
  await expect(other.getByRole('heading', { name: 'Boris changed this text while you were editing it' })).toBeVisible();
  await expect(other.locator('section[aria-labelledby=conflict]')).toBeFocused();
  await other.getByRole('button', { name: W.saving.conflict.both }).click();
  await expect(bodyOf(other)).toContainText('What Boris wrote.');
  await expect(bodyOf(other)).toContainText('What Vera wrote.');
  await expect(headlineOf(other)).toHaveValue('Both at once, says Vera');
  await expect(other.locator('.save-bar > [role=status]')).toHaveText(/^Saved/);

  await write(one, { body: 'Boris goes on.' });
  await expect(one.getByRole('heading', { name: /^Vera changed this text/ })).toBeVisible();
  await one.getByRole('button', { name: W.saving.conflict.theirs }).click();
  await expect(bodyOf(one)).toContainText('What Vera wrote.');
  const kept = await house.onStage(() => database().revision.findMany({ where: { articleId: id } }));
  const all = JSON.stringify(kept);
  for (const words of ['What Boris wrote.', 'What Vera wrote.', 'Boris goes on.']) expect(all).toContain(words);
});

function copiesInTheBrowser(): Promise<string> {
  return new Promise((found, failed) => {
    const opening = indexedDB.open('keyval-store');
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const asking = opening.result.transaction('keyval').objectStore('keyval').getAll();
      asking.onsuccess = () => found(JSON.stringify(asking.result));
      asking.onerror = () => failed(asking.error);
    };
  });
}

test('a text survives the server’s death, and the window’s', async () => {
  room.expectErrors(/ERR_CONNECTION|Failed to fetch|status of 50/);
  const page = await room.seat(people.author);
  const id = await beginStory(page);
  await write(page, { headline: 'Before the storm' });
  await save(page);
  const { port } = new URL(web.origin);
  web.child.kill('SIGKILL');
  await write(page, { body: 'Written while nobody answered.' });
  await expect(page.locator('.save-bar > [role=status]')).toHaveText(W.saving.status.unreachable);
  web = await house.startWeb({ PORT: port });
  await expect(page.locator('.save-bar > [role=status]')).toHaveText(/^Saved/, { timeout: 40_000 });

  await page.context().setOffline(true);
  await write(page, { body: 'Written on a train, in a tunnel.' });
  await expect.poll(() => page.evaluate(copiesInTheBrowser)).toContain('in a tunnel');
  // A window that crashes says nothing more to the server.
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => 'it never comes');
  await crashed;
  await page.close();
  const again = await page.context().newPage();
  await again.context().setOffline(false);
  await again.goto(`${web.origin}/admin/articles/${id}`);
  await expect(again.getByRole('heading', { name: /^This browser has an unsaved text from/ })).toBeVisible();
  await again.getByRole('button', { name: W.saving.localCopy.restore }).click();
  await expect(bodyOf(again)).toContainText('Written on a train, in a tunnel.');
  await save(again);
  const row = await house.onStage(() => database().workingCopy.findUnique({ where: { articleId: id } }));
  expect(JSON.stringify(row?.body)).toContain('in a tunnel');
});

test('what is typed as soon as the page is there is kept, though its scripts come late', async () => {
  const page = await room.seat(people.author);
  const id = await beginStory(page);
  await write(page, { headline: 'Before the scripts' });
  await save(page);
  await page.route('**/_next/static/**/*.js', async (route) => {
    await new Promise((late) => setTimeout(late, 1_000));
    await route.continue();
  });
  await page.goto(`/admin/articles/${id}`, { waitUntil: 'commit' });
  await headlineOf(page).fill('Typed at once');
  await save(page);
  await page.unroute('**/_next/static/**/*.js');
  await page.reload();
  await expect(headlineOf(page)).toHaveValue('Typed at once');
});

test('an address renamed twice, a correction, a withdrawal, and the trash', async () => {
  const { articles } = await house.onStage(() => createStory({ slugs: { en: 'old-name', ru: 'staroe-imya' } }));
  const page = await room.seat(people.editor);
  await page.goto(`/admin/articles/${articles.en}`);
  await page.locator('summary', { hasText: W.editArticle.address.title }).click();
  for (const slug of ['new-name', 'newer-name']) {
    await page.getByLabel(W.editArticle.address.slug).fill(slug);
    await act(page, W.editArticle.address.title, W.editArticle.address.change, W.answers.done.addressChanged);
    await expect.poll(async () => (await get(`/en/post/${slug}`)).status).toBe(200);
  }
  for (const slug of ['old-name', 'new-name']) {
    await expect.poll(async () => (await get(`/en/post/${slug}`)).location).toBe('/en/post/newer-name');
  }
  await page.locator('summary', { hasText: W.editArticle.notes.title }).click();
  await page
    .getByRole('form', { name: W.editArticle.notes.title })
    .getByLabel(W.editArticle.notes.text)
    .fill('The bridge is 40 metres long, not 14.');
  await act(page, W.editArticle.notes.title, W.editArticle.notes.add, W.answers.done.correctionAdded);
  await expect
    .poll(async () => (await get('/en/post/newer-name')).text)
    .toContain('The bridge is 40 metres long, not 14.');
  expect((await get('/en/post/newer-name')).text).toContain('CorrectionComment');
  await expect.poll(async () => (await get('/en/corrections')).text).toContain('The bridge is 40 metres long, not 14.');

  await page.locator('summary', { hasText: W.editArticle.publication.withdraw }).click();
  await page
    .getByRole('form', { name: W.editArticle.publication.withdraw })
    .getByLabel(W.editArticle.publication.withdrawalNotice)
    .fill('The bridge was never built.');
  await page.getByLabel(W.editArticle.publication.withdrawalReason).fill('Hoax');
  await act(page, W.editArticle.publication.withdraw, W.editArticle.publication.withdraw, W.articleStatus.withdrawn);
  await expect.poll(async () => (await get('/en/post/newer-name')).status).toBe(410);
  expect((await get('/en/post/newer-name')).text).toContain('The bridge was never built.');
  expect((await get('/ru/post/staroe-imya')).status).toBe(200);

  await page.getByRole('form', { name: W.editArticle.preview.moveToTrash }).getByRole('button').click();
  await page.waitForURL(/\/admin\/articles$/);
  await page.goto('/admin/trash');
  await page.getByRole('listitem').filter({ hasText: 'Headline of old-name' }).getByRole('button').click();
  await page.waitForURL(/\/articles\/\d+$/);
  await expect(page.getByText(W.articleStatus.withdrawn, { exact: true })).toBeVisible();
});

test('a revision is looked at and restored', async () => {
  const page = await room.seat(people.editor);
  const id = await beginStory(page);
  await write(page, { headline: 'Ten', body: 'Ten people came.' });
  await save(page);
  await write(page, { headline: 'Twelve', body: 'Twelve people came.' });
  await save(page);
  await page.goto(`/admin/articles/${id}/revisions`);
  await page.getByRole('listitem').last().getByRole('link').click();
  await expect(page.locator('.difference del').first()).toHaveText('Ten');
  await expect(page.locator('.difference ins').first()).toHaveText('Twelve');
  await page.getByRole('button', { name: W.revisions.restore }).click();
  await page.waitForURL(/\/articles\/\d+$/);
  await expect(headlineOf(page)).toHaveValue('Ten');
});

test('what is on the desk is nowhere else, while it is previewed; a shared preview ends', async () => {
  const marker = 'Quetzalcoatlus';
  const { articles } = await house.onStage(() => createStory({ slugs: { en: 'out-already' } }));
  const page = await room.seat(people.editor);
  const id = await beginStory(page);
  await write(page, { headline: `${marker} seen`, standfirst: marker, body: `A ${marker} over the city.` });
  await save(page);
  await page.goto(`/admin/articles/${articles.en}`);
  await write(page, { headline: `${marker} again`, body: marker });
  await save(page);
  await page.getByRole('form', { name: W.editArticle.preview.createLink }).getByRole('button').click();
  const answer = page.getByRole('form', { name: W.editArticle.preview.createLink }).getByRole('status');
  await expect(answer).toContainText('/admin/guest/');
  const link = String(await answer.textContent());
  const preview = await page.context().newPage();
  const broken: string[] = [];
  preview.on('pageerror', (error) => broken.push(String(error)));
  preview.on('console', (message) => message.type() === 'error' && broken.push(message.text()));
  await preview.goto(`/admin/preview/${id}`);
  await expect(preview.getByRole('heading', { level: 1 })).toHaveText(`${marker} seen`);
  // As readers have it: our own script at work, and none of the framework's.
  await expect(preview.locator('html')).toHaveClass(/scripted/);
  expect(await preview.locator('script[src*="_next"]').count()).toBe(0);
  expect((await fetch(link)).headers.get('cache-control')).toContain('no-store');
  expect(await (await fetch(link)).text()).toContain(`${marker} again`);

  const places = [
    '/en',
    '/ru',
    '/en/region',
    '/en/archive',
    '/en/feed.xml',
    '/en/atom.xml',
    '/feed.json',
    '/sitemap.xml',
    '/news-sitemap.xml',
  ];
  const others = [
    `/en/search?q=${marker}`,
    `/api/search/suggest?language=en&q=${marker.slice(0, 5)}`,
    '/api/articles?language=en',
    '/llms.txt',
  ];
  const own = [
    '/en/post/out-already',
    `/en/post/${marker.toLowerCase()}-seen`,
    '/en/tag/water',
    '/en/author/anna',
    '/feeds.opml',
  ];
  for (let round = 0; round < 3; round++) {
    const looking = Promise.all(Array.from({ length: 8 }, () => preview.request.get(`/admin/preview/${id}`)));
    for (const path of [...places, ...others, ...own]) {
      const { text } = await get(path);
      const found = text.split(marker).length - 1;
      // The search page repeats what was asked for.
      expect(
        path.includes('search?') ? text.includes(`${marker} seen`) || text.includes(`${marker} again`) : found > 0,
        path,
      ).toBe(false);
    }
    await looking;
  }
  const visitor = await fetch(`${web.origin}/admin/preview/${id}`, { redirect: 'manual' });
  expect(visitor.status).toBe(307);
  await house.onStage(() => database().previewLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } }));
  expect((await fetch(link)).status).toBe(404);
});

test('a story is written on a phone', async () => {
  const page = await room.seat(people.author, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  await beginStory(page);
  await write(page, { headline: 'From the field', standfirst: 'Short', body: 'Seen with my own eyes.' });
  // Android says of this key only what became of it.
  await page.keyboard.press('Enter');
  await page.keyboard.type('And heard.');
  await expect(bodyOf(page).locator('p').nth(1)).toHaveText('And heard.');
  await save(page);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

for (const [first, language] of (['en', 'ru', 'hy'] as const satisfies Language[]).entries()) {
  test(`every screen of the desk is accessible in ${language}`, async () => {
    const [chief, id, translation] = await house.onStage(async () => {
      const editor = await actorFor('editor');
      const begun = await createArticle(editor, { language: 'en', section: 'region' });
      if (!begun.ok) throw new Error(begun.why);
      const body = [
        { type: 'heading' as const, level: 2 as const, text: [{ text: 'Under the heading' }] },
        { type: 'paragraph' as const, text: [{ text: 'The orchards are white.' }] },
      ];
      const text = { headline: `Seen in ${language}`, standfirst: 'Early this year', body, source: '' };
      await saveText(editor, begun.articleId, { text, base: 1, isExplicit: true });
      const translated = await createTranslation(editor, begun.articleId, 'ru');
      if (!translated.ok) throw new Error(translated.why);
      return [
        await createStaffMember('chief', `Chief ${language}`, language),
        begun.articleId,
        translated.articleId,
      ] as const;
    });
    const page = await room.seat(chief);
    const screens = [
      ADMIN,
      ARTICLES,
      TRANSLATIONS,
      TRASH,
      editAddress(id),
      revisionsAddress(id),
      sideBySideAddress(translation),
      previewAddress(id),
    ];
    for (const [second, screen] of screens.entries()) {
      await takeTurn(page, first + second);
      await page.goto(screen);
      await page.locator('details.newsroom-panel').evaluateAll((panels) => {
        for (const panel of panels) panel.setAttribute('open', '');
      });
      await expectAccessible(page);
    }
  });
}
