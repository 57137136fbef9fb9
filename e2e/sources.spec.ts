import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { headlineOf, Newsroom, save, W, write } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { startTelegram, type Telegram } from '#e2e/telegram-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { newsmlItem, rssFeed, startWireServer } from '#e2e/wire-server';
import { postAddress } from '#i18n/addresses';
import {
  ARTICLES,
  editAddress,
  liveDeskAddress,
  SOURCES,
  sourceAddress,
  WIRE,
  wireComparisonAddress,
  wireItemAddress,
} from '#i18n/admin-addresses';
import hy from '#messages/newsroom/hy.json' with { type: 'json' };
import ru from '#messages/newsroom/ru.json' with { type: 'json' };
import { pollDueSources } from '#newsroom/wire/poll-sources';
import { takeEntries } from '#newsroom/wire/take-entries';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// From an agency's feed to a story: sources, the wire, a draft, a new version, a kill.
test.describe.configure({ mode: 'serial', timeout: 60_000 });

const LANGUAGES = ['en', 'ru', 'hy'] as const;
const ALL_WORDS = { en: W, ru, hy };
const AUTH_SECRET = 'a secret of this test alone, of forty letters';

let house: OwnServer;
let web: Web;
let room: Newsroom;
let agency: Awaited<ReturnType<typeof startWireServer>>;
let telegram: Telegram;
const people = new Map<string, { email: string; password: string }>();
const person = (name: string) => people.get(name) ?? { email: '', password: '' };

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  agency = await startWireServer();
  telegram = await startTelegram({ token: '7:of-the-ministry' });
  house = await startOwnServer();
  await house.onStage(async () => {
    for (const code of LANGUAGES)
      people.set(code, await createStaffMember('administrator', `Administrator ${code}`, code));
    for (const role of ['author', 'contributor', 'editor'] as const)
      people.set(role, await createStaffMember(role, `An ${role}`));
  });
  // The machine has no way to the agency; the test asks in its place.
  web = await house.startWeb({ POLL_SOURCES: '0', AUTH_SECRET });
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(async () => {
  await house.close();
  agency.close();
  await telegram.close();
});

const poll = () => house.onStage(() => pollDueSources({ door: agency.door, timeoutMs: 1_000 }));
const sourceId = (name: string) =>
  house.onStage(async () => (await database().wireSource.findFirstOrThrow({ where: { name } })).id);
const itemId = (headline: string) =>
  house.onStage(async () => (await database().wireItem.findFirstOrThrow({ where: { headline } })).id);

const TEXT = 'The river has risen by two metres since Monday, and three villages near Vanadzor are cut off.';

for (const [index, code] of LANGUAGES.entries()) {
  test(`an administrator adds a source, and sees what it brings, in ${code}`, async () => {
    const page = await room.seat(person(code), { locale: code });
    const words = ALL_WORDS[code];
    agency.say(`/feed-${code}`, rssFeed([[`r${index}`, `River rises ${code}`, `${TEXT} ${code}`]]));
    await takeTurn(page, index);
    await page.goto(SOURCES);
    if (index === 0) await expect(page.getByText(words.sources.empty)).toBeVisible();
    await page.getByText(words.sources.create, { exact: true }).click();
    await expectAccessible(page);
    await page.locator('main [name=name]').fill(`Agency ${code}`);
    await page.locator('main [name=address]').fill('http://127.0.0.1/feed');
    await page.locator('main [name=language]').selectOption(code);
    await page.getByRole('button', { name: words.sources.add }).click();
    await expect(page.locator('main').getByRole('alert')).toContainText('127.0.0.1');
    await expect(page.locator('main [name=name]')).toHaveValue(`Agency ${code}`);
    await page.locator('main [name=address]').fill(agency.address(`/feed-${code}`));
    await page.getByRole('button', { name: words.sources.add }).click();
    await expect(page.getByText(words.sources.added)).toBeVisible();
    await poll();
    await page.goto(SOURCES);
    const row = page.getByRole('row', { name: new RegExp(`Agency ${code}`) });
    await expect(row).toContainText('RSS');
    await expect(row).toContainText(words.sources.states.on);
    await expectAccessible(page);
    await page.goto(sourceAddress(await sourceId(`Agency ${code}`)));
    await expectAccessible(page);
    await page.goto(WIRE);
    await expect(page.getByRole('link', { name: `River rises ${code}` })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: `River rises ${code}` }).click();
    await expect(page.getByText(TEXT, { exact: false })).toBeVisible();
    await expect(page.getByRole('link', { name: `https://agency.example/news/r${index}` })).toBeVisible();
    await expectAccessible(page);
  });
}

test('a source that is polled again brings nothing twice; trouble is told where it is seen', async () => {
  const page = await room.seat(person('en'));
  const id = await sourceId('Agency en');
  const again = async (answer: Parameters<typeof agency.answers.set>[1]) => {
    agency.answers.set('/feed-en', answer);
    await page.goto(sourceAddress(id));
    await page.getByRole('button', { name: W.sources.pollNow }).click();
    await expect(page.getByText(W.sources.pollRequested)).toBeVisible();
    await poll();
    await page.goto(SOURCES);
    return page.getByRole('row', { name: /Agency en/ });
  };
  await again((response) => response.writeHead(304).end());
  expect(await house.onStage(() => database().wireItem.count())).toBe(3);
  await expect(await again((response) => response.writeHead(429, { 'retry-after': '9000' }).end())).toContainText(
    '429',
  );
  await expect(await again((response) => response.writeHead(200).write('<rss'))).toContainText(
    W.sources.trouble.unreachable,
  );
  const encoded = Buffer.from(rssFeed([['e1', 'Caf\u00e9 in Gyumri', 'Caf\u00e9']]), 'latin1');
  await again((response) => response.writeHead(200, { 'content-type': 'text/xml; charset=iso-8859-1' }).end(encoded));
  await itemId('Café in Gyumri');
  agency.say('/moved', rssFeed([]));
  await again((response) => response.writeHead(301, { location: '/moved' }).end());
  await page.goto(sourceAddress(id));
  await expect(page.locator('main [name=address]')).toHaveValue(agency.address('/moved'));
  agency.answers.set('/moved', (response) => response.writeHead(410).end());
  const gone = await again((response) => response.writeHead(500).end());
  await expect(gone).toContainText(W.sources.states.stopped);
  await expect(gone).toContainText(W.sources.trouble.gone);
  await page.goto('/admin/activity');
  await expect(page.getByText(W.audit.events.source.stopped.replace('{title}', 'Agency en'))).toBeVisible();
});

test('a source that is unusually silent is marked', async () => {
  const long = new Date(Date.now() - 7 * 3_600_000);
  await house.onStage(() =>
    database().wireSource.updateMany({ where: { name: 'Agency ru' }, data: { lastItemAt: long } }),
  );
  const page = await room.seat(person('en'));
  await page.goto(SOURCES);
  await expect(page.getByRole('row', { name: /Agency ru/ })).toContainText(W.sources.silent);
  await page.goto(WIRE);
  await expect(page.getByText(W.wire.silentSources.replace('{names}', 'Agency ru'))).toBeVisible();
});

test('the wire is filtered, and what tells the same stands together', async () => {
  const page = await room.seat(person('author'));
  await page.goto(WIRE);
  await expect(page.getByRole('navigation', { name: W.sources.tabs.label })).toHaveCount(0);
  await page.getByLabel(W.wire.filter.words).fill('cafe');
  await page.getByRole('button', { name: W.wire.filter.submit }).click();
  await expect(page.locator('main ol > li')).toHaveCount(1);
  await page.getByRole('link', { name: W.wire.filter.clear }).click();
  await page.locator('select[name=use]').selectOption('used');
  await page.getByRole('button', { name: W.wire.filter.submit }).click();
  await expect(page.getByText(W.wire.noneMatch)).toBeVisible();
});

const GUID = 'urn:agency:flood';
const flood = (version: number, headline: string, text: string, status = 'usable', meta = '') =>
  agency.say('/newsml', newsmlItem(GUID, { version, headline, text, status, meta }), {
    'content-type': 'application/xml',
  });
let article: number;
let item: number;

async function pollFlood() {
  await house.onStage(() =>
    database().wireSource.updateMany({ where: { name: 'Newsml' }, data: { nextPollAt: new Date() } }),
  );
  await poll();
}

test('somebody makes a draft of an item, without a script too, and the next one is told', async () => {
  flood(1, 'Flood in Vanadzor', 'Two houses are under water.', 'usable', '<embargoed>2036-01-01T00:00:00Z</embargoed>');
  await house.onStage(() =>
    database().wireSource.create({
      data: { name: 'Newsml', address: agency.address('/newsml'), language: 'en', credit: 'Newsml Agency' },
    }),
  );
  await poll();
  item = await itemId('Flood in Vanadzor');
  const page = await room.seat(person('author'), { javaScriptEnabled: false });
  await page.goto(wireItemAddress(item));
  await expect(page.getByText(/2036/).first()).toBeVisible();
  await page.getByRole('button', { name: W.wire.use }).click();
  await page.waitForURL(/\/articles\/\d+$/);
  article = Number(page.url().split('/').at(-1));
  const draft = await house.onStage(() =>
    database().article.findUniqueOrThrow({ where: { id: article }, include: { workingCopy: true } }),
  );
  expect(draft.embargoUntil).toEqual(new Date('2036-01-01T00:00:00Z'));
  expect(draft.workingCopy).toMatchObject({ headline: 'Flood in Vanadzor', source: 'Newsml Agency' });
  await page.goto(wireItemAddress(item));
  await expect(page.getByText(/An author created a draft/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Flood in Vanadzor', exact: true })).toHaveAttribute(
    'href',
    editAddress(article),
  );
  await page.goto(`${WIRE}?use=used`);
  await expect(page.locator('main ol > li')).toHaveCount(1);
});

test('a new version stands beside the text, and is compared and dismissed', async () => {
  const page = await room.seat(person('author'));
  await page.goto(editAddress(article));
  await write(page, { headline: 'My flood' });
  await save(page);
  flood(2, 'Flood in Vanadzor grows', 'Three houses are under water.');
  await pollFlood();
  await page.goto(editAddress(article));
  await expect(headlineOf(page)).toHaveText('My flood');
  await expect(page.getByText(W.wire.onArticle.newVersion.replace('{agency}', 'Newsml'))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: W.wire.onArticle.compare }).click();
  await expect(page.locator('ins', { hasText: 'Three' }).first()).toBeVisible();
  await expect(page.locator('del', { hasText: 'My' }).first()).toBeVisible();
  await page.getByRole('button', { name: W.wire.onArticle.dismiss }).click();
  await expect(page.getByRole('button', { name: W.wire.onArticle.dismiss })).toHaveCount(0);
  await page.goto(editAddress(article));
  await expect(page.getByText(W.wire.onArticle.newVersion.replace('{agency}', 'Newsml'))).toHaveCount(0);
});

test('a kill marks the story in lists and in the editor', async () => {
  flood(3, '', '', 'canceled', '<edNote>Wrong town</edNote>');
  await pollFlood();
  const page = await room.seat(person('editor'));
  await page.goto(ARTICLES);
  await expect(page.getByRole('row', { name: /My flood/ })).toContainText(W.wire.canceled);
  await page.goto(editAddress(article));
  await expect(page.getByText(W.wire.onArticle.canceled.replace('{agency}', 'Newsml'))).toBeVisible();
  await page.goto(wireItemAddress(item));
  await expect(page.getByText(W.wire.canceled).first()).toBeVisible();
  await expect(page.getByText('Wrong town')).toBeVisible();
  await expect(page.getByRole('button', { name: W.wire.use })).toHaveCount(0);
  await page.getByRole('link', { name: W.wire.version.replace('{version}', '2'), exact: true }).click();
  await expect(page.getByText('Three houses are under water.')).toBeVisible();
  const events = await house.onStage(() =>
    database().auditEntry.findMany({ where: { event: 'article.wireCanceled' } }),
  );
  expect(events).toMatchObject([{ resourceId: String(article) }]);
});

const CHANNEL = { id: -1001234567, username: 'ministry' };
const AT = Date.UTC(2026, 10, 30, 12) / 1_000;
let liveBlog: number;

async function askTelegram() {
  await house.onStage(() =>
    database().wireSource.updateMany({ where: { name: 'Ministry' }, data: { nextPollAt: new Date(0) } }),
  );
  const asking = fork('e2e/ask-telegram.ts', {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...process.env,
      ...{ DATABASE_URL: house.postgres.url, DATA_DIR: house.folder, AUTH_SECRET, TELEGRAM_SERVER: telegram.server },
    },
  });
  await once(asking, 'exit');
}
async function postEdited(text: string, seconds: number) {
  const post = { message_id: 1, date: AT, edit_date: AT + seconds, chat: CHANNEL, text };
  telegram.tell(post, 'edited_channel_post');
  await askTelegram();
}

test('a post of a channel becomes a draft of a live blog, which somebody publishes', async () => {
  const slug = 'storm';
  ({ storyId: liveBlog } = await house.onStage(() => createStory({ kind: 'live', slugs: { en: slug } })));
  const admin = await room.seat(person('en'));
  await admin.goto(SOURCES);
  await admin.getByText(W.sources.create, { exact: true }).click();
  const field = (name: string) => admin.locator(`main [name=${name}]`);
  await field('name').fill('Ministry');
  await field('address').fill(agency.address('/ministry'));
  await field('language').selectOption('en');
  await field('liveStoryId').selectOption(String(liveBlog));
  await admin.getByRole('button', { name: W.sources.add }).click();
  await expect(admin.locator('main').getByRole('alert')).toHaveText(W.refusals.invalid.liveBlogSource);
  await field('address').fill('telegram:@ministry');
  await field('token').fill(telegram.token);
  await expectAccessible(admin);
  await admin.getByRole('button', { name: W.sources.add }).click();
  await expect(admin.getByText(W.sources.added)).toBeVisible();

  const desk = await room.seat(person('author'));
  await desk.goto(liveDeskAddress(liveBlog, { language: 'en' }));
  telegram.tell({ message_id: 1, date: AT, chat: CHANNEL, text: 'Road closed\nUntil Friday.' });
  await askTelegram();
  // It comes to a desk that is open, and goes on with the post.
  const draft = desk.getByRole('region', { name: W.liveDesk.drafts }).locator('.live-desk-entry');
  await expect(draft).toContainText('Until Friday.', { timeout: 15_000 });
  await expect(draft.getByRole('link', { name: 'Source: Ministry' })).toHaveAttribute(
    'href',
    'https://t.me/ministry/1',
  );
  await postEdited('Road closed\nUntil Saturday.', 60);
  await expect(draft).toContainText('Until Saturday.', { timeout: 15_000 });
  const reader = await desk.context().newPage();
  const readerSees = async () => {
    await reader.goto(postAddress('en', slug));
    return reader.locator('#live-stream').textContent();
  };
  expect(await readerSees()).not.toContain('Road closed');

  await draft.getByRole('button', { name: `${W.liveDesk.edit}: Road closed` }).click();
  await draft.getByRole('textbox', { name: W.liveDesk.text }).click();
  await desk.keyboard.press('Control+Enter');
  const entry = desk.getByRole('region', { name: W.liveDesk.entries }).locator('.live-desk-entry');
  await expect(entry).toContainText('Until Saturday.', { timeout: 15_000 });
  await expect.poll(readerSees).toContain('Until Saturday.');

  // What readers have stays; the new version stands in the wire.
  await postEdited('Road closed\nUntil Sunday.', 120);
  await expect(entry).toContainText(W.wire.onArticle.newVersion.replace('{agency}', 'Ministry'), { timeout: 15_000 });
  await expect(entry).toContainText('Until Saturday.');
  expect(await readerSees()).not.toContain('Until Sunday.');
  await entry.getByRole('link', { name: W.wire.onArticle.from.replace('{agency}', 'Ministry') }).click();
  await expect(desk.getByText('Until Sunday.')).toBeVisible();
  await expect(desk.getByRole('link', { name: 'Headline of storm' })).toBeVisible();

  // It is compared, and dealt with.
  await desk.goto(liveDeskAddress(liveBlog, { language: 'en' }));
  await expectAccessible(desk);
  await entry.getByRole('link', { name: W.wire.onArticle.compare }).click();
  await expect(desk.locator('del', { hasText: 'Saturday' }).first()).toBeVisible();
  await expect(desk.locator('ins', { hasText: 'Sunday' }).first()).toBeVisible();
  await expectAccessible(desk);
  await desk.getByRole('link', { name: W.wire.compare.backToDesk }).click();
  // The editor above it takes its place when it is there.
  await expect(desk.getByRole('textbox', { name: W.liveDesk.text }).first()).toBeVisible();
  await entry.getByRole('button', { name: `${W.wire.onArticle.dismiss}: Road closed` }).click();
  await expect(entry.getByRole('button', { name: W.wire.onArticle.dismiss })).toHaveCount(0);
  await expect(entry).toContainText('Until Saturday.');
});

test('a post that is taken back marks the entry, which readers have as before', async () => {
  const source = await sourceId('Ministry');
  await house.onStage(() =>
    takeEntries(source, [
      {
        ...{ id: `${CHANNEL.id}/1`, link: '', wireVersion: AT + 900, status: 'canceled', headline: '' },
        ...{ standfirst: '', html: '', language: '', note: '', credit: '', pictures: [] },
      },
    ]),
  );
  const desk = await room.seat(person('author'));
  await desk.goto(liveDeskAddress(liveBlog, { language: 'en' }));
  const entry = desk.getByRole('region', { name: W.liveDesk.entries }).locator('.live-desk-entry');
  await expect(entry).toContainText(W.wire.live.canceled.replace('{agency}', 'Ministry'));
  await expect(entry).toContainText('Until Saturday.');
  await expectAccessible(desk);
});

test('somebody makes an entry of an item, without a script too, once in a live blog', async () => {
  const river = await itemId('River rises en');
  const [page, other] = [
    await room.seat(person('author'), { javaScriptEnabled: false }),
    await room.seat(person('en')),
  ];
  for (const window of [page, other]) {
    await window.goto(wireItemAddress(river));
    await expect(window.locator('main select[name=story]')).toHaveValue(String(liveBlog));
  }
  await page.getByRole('button', { name: W.wire.live.add }).click();
  await page.waitForURL(new RegExp(`${liveDeskAddress(liveBlog)}\\?language=en`));
  const draft = page.getByRole('region', { name: W.liveDesk.drafts }).locator('.live-desk-entry');
  await expect(draft).toContainText(TEXT);
  await expect(draft.getByRole('link', { name: 'Source: Agency en' })).toBeVisible();
  // Another window, from before that.
  await other.getByRole('button', { name: W.wire.live.add }).click();
  await expect(other.locator('main').getByRole('alert')).toHaveText(W.refusals['already-taken'].liveEntry);
  await other.reload();
  await expect(other.getByText(/An author added it as an entry/)).toBeVisible();
  await expect(other.getByRole('button', { name: W.wire.live.add })).toHaveCount(0);
  await expect(other.getByText(W.wire.live.none.replace('{language}', 'English'))).toHaveCount(0);
  await other.getByRole('link', { name: 'Headline of storm' }).click();
  await expect(other.getByRole('region', { name: W.liveDesk.drafts })).toContainText('River rises en');
});

for (const [turn, code] of LANGUAGES.entries()) {
  test(`axe finds nothing where entries are made of items in ${code}`, async () => {
    const page = await room.seat(person(code), { locale: code });
    const [post, river, source] = [
      await itemId('Road closed'),
      await itemId('Café in Gyumri'),
      await sourceId('Ministry'),
    ];
    const screens = [wireItemAddress(post), wireItemAddress(river), sourceAddress(source)];
    for (const [index, screen] of [...screens, liveDeskAddress(liveBlog, { language: 'en' })].entries()) {
      await takeTurn(page, turn + index);
      await page.goto(screen);
      await expectAccessible(page);
    }
  });
}

for (const [turn, code] of LANGUAGES.entries()) {
  test(`axe finds nothing on a story of an agency, its comparison and the wire in ${code}`, async () => {
    const page = await room.seat(person(code), { locale: code });
    for (const [index, screen] of [
      ...[WIRE, wireItemAddress(item), wireComparisonAddress(item, article), editAddress(article), ARTICLES, SOURCES],
    ].entries()) {
      await takeTurn(page, turn + index);
      await page.goto(screen);
      await expectAccessible(page);
    }
  });
}

test('an administrator pauses, resumes and removes a source', async () => {
  const page = await room.seat(person('en'));
  await page.goto(sourceAddress(await sourceId('Newsml')));
  await page.getByRole('button', { name: W.sources.pause }).click();
  await expect(page.getByRole('cell', { name: W.sources.states.paused })).toBeVisible();
  await page.getByRole('button', { name: W.sources.resume }).click();
  await expect(page.getByRole('cell', { name: W.sources.states.on, exact: true })).toBeVisible();
  await page.getByLabel(W.sources.removeConfirm).check();
  await page.getByRole('button', { name: W.sources.remove }).click();
  await page.waitForURL(`**${SOURCES}`);
  await expect(page.getByRole('row', { name: /Newsml/ })).toHaveCount(0);
  await page.goto(editAddress(article));
  await expect(page.getByText(W.wire.onArticle.canceled.replace('{agency}', 'Newsml'))).toBeVisible();
});

test('sources are for administrators, the wire is not for contributors', async () => {
  room.expectErrors(/404/);
  const editor = await room.seat(person('editor'));
  expect((await editor.goto(SOURCES))?.status()).toBe(404);
  const contributor = await room.seat(person('contributor'));
  expect((await contributor.goto(WIRE))?.status()).toBe(404);
});

test('a machine asks by itself, and goes into no private network', async () => {
  const other = await house.startWeb({ DATA_DIR: `${house.folder}/other` });
  const { id } = await house.onStage(() =>
    database().wireSource.create({
      data: { name: 'Inside', address: 'http://127.0.0.1:9/feed', language: 'en', credit: 'x' },
    }),
  );
  await expect
    .poll(() => house.onStage(async () => (await database().wireSource.findUniqueOrThrow({ where: { id } })).trouble), {
      timeout: 60_000,
    })
    .toBe('not-public');
  await other.stop();
});
