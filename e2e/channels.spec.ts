import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { startTelegram, type Telegram } from '#e2e/telegram-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { CHANNELS, channelAddress, editAddress } from '#i18n/admin-addresses';
import en from '#messages/newsroom/en.json' with { type: 'json' };
import hy from '#messages/newsroom/hy.json' with { type: 'json' };
import ru from '#messages/newsroom/ru.json' with { type: 'json' };
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// Channels in the newsroom, in each language: added, tried, posted to, asked about, deleted. Telegram is on this machine,
// which nobody could enter: a process of the test's own delivers there.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const TEXTS = { en, ru, hy };
const LANGUAGES = ['en', 'ru', 'hy'] as const;
/** No other word on a page has it. */
const TOKEN = '4711:AAH-a-token-that-nobody-sees';
const WAIT = { timeout: 30_000 };
const AUTH_SECRET = 'a secret of this test alone, of forty letters';

let house: OwnServer;
let web: Web;
let room: Newsroom;
let telegram: Telegram;
let courier: ChildProcess;
const people = new Map<string, { email: string; password: string }>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    for (const code of LANGUAGES)
      people.set(code, await createStaffMember('administrator', `Administrator ${code}`, code));
    people.set('editor', await createStaffMember('editor', 'An editor'));
  });
  web = await house.startWeb({ AUTH_SECRET });
  room = new Newsroom(browser, web.origin);
});
test.beforeEach(async () => {
  telegram = await startTelegram({ token: TOKEN });
  courier = fork('e2e/keep-delivering.ts', {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...process.env,
      ...{ DATABASE_URL: house.postgres.url, DATA_DIR: house.folder, PUBLIC_URL: web.origin, AUTH_SECRET },
      TELEGRAM_SERVER: telegram.server,
    },
  });
});
test.afterEach(async () => {
  courier.kill();
  if (courier.exitCode === null && courier.signalCode === null) await once(courier, 'exit');
  await telegram.close();
  await room.closeAll();
});
test.afterAll(() => house.close());

const seat = (who: string, options = {}) => room.seat(people.get(who) ?? { email: '', password: '' }, options);
const query = <T>(work: () => Promise<T>) => house.onStage(work);

const stateOf = (articleId: number) =>
  query(async () => (await database().delivery.findFirst({ where: { articleId }, orderBy: { id: 'desc' } }))?.state);
const shown = () => [...telegram.messages.values()].map(({ text }) => text);

/** A field by its name: its label is read with its hint. */
const field = (place: Page | Locator, name: string) => place.locator(`[name=${name}]`);
/** Opens a part that may stand open already. */
const unfold = (part: Locator) =>
  part.evaluate((element) => {
    (element as HTMLDetailsElement).open = true;
  });
/** What is wrong, in the form that it was said in. */
const refusal = (page: Page) => page.locator('main form [role=alert]');

for (const [turn, code] of LANGUAGES.entries()) {
  const W = TEXTS[code];
  const T = W.channels;
  const P = W.editArticle.channels;
  const D = W.deliveries;

  test(`a channel is added, posted to, corrected, asked about and deleted in ${code}`, async () => {
    const page = await seat(code, { locale: code });
    await takeTurn(page, turn);

    // Added: what is wrong is said, and what was typed stays.
    await page.goto('/admin/settings');
    await page.getByRole('link', { name: W.settings.tabs.channels, exact: true }).click();
    await expect(page.getByText(T.empty)).toBeVisible();
    const form = page.getByRole('form', { name: T.create.telegram });
    await form.getByText(T.create.telegram).click();
    await field(form, 'name').fill('Paper');
    await field(form, 'chat').fill('paper');
    await field(form, 'secret').fill(TOKEN);
    await field(form, 'quietFrom').selectOption('23');
    const add = form.getByRole('button', { name: T.add });
    for (const { wrong, right } of [
      { wrong: W.refusals.missing.languages, right: () => form.locator(`input[value=${code}]`).check() },
      {
        wrong: W.refusals.invalid.quietHours,
        right: () => field(form, 'quietUntil').selectOption('7'),
      },
      {
        wrong: W.refusals.invalid.channelChat,
        right: () => field(form, 'chat').fill(telegram.chat),
      },
    ]) {
      await add.click();
      await expect(refusal(page)).toHaveText(wrong);
      await expect(field(form, 'name')).toHaveValue('Paper');
      await expect(field(form, 'secret')).toHaveValue(TOKEN);
      await right();
    }
    await add.click();
    await expect(form.getByText(T.added)).toBeVisible();
    await expect(field(form, 'secret')).toHaveValue('');
    const { id } = await query(() => database().destination.findFirstOrThrow({ select: { id: true } }));

    // Its access is checked.
    await page.getByRole('link', { name: 'Paper', exact: true }).click();
    await expect(page.getByText(T.log.empty)).toBeVisible();
    await page.getByRole('button', { name: T.test }).click();
    await expect(page.getByText(T.tested)).toBeVisible();
    await expect.poll(() => telegram.calls.some(({ method }) => method === 'getChatMember'), WAIT).toBe(true);
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole('row', { name: new RegExp(D.test) })).toContainText('The paper', { timeout: 500 });
    }).toPass({ timeout: 20_000 });

    // A story is published with a text of its own for the channel.
    const { articles } = await query(() => createStory({ slugs: { [code]: `told-${code}` }, state: 'draft' }));
    const article = articles[code];
    await page.goto(editAddress(article));
    const panel = page.locator('details#channels');
    await unfold(panel);
    await expect(panel.getByText(P.notPosted)).toBeVisible();
    await panel.getByText(P.preview).click();
    await expect(panel.locator('details p').first()).toContainText(`Headline of told-${code}`);
    const own = panel.getByRole('form', { name: P.form.replace('{name}', 'Paper') });
    await field(own, 'text').fill('In other words 👍');
    await expect(own.getByText(/^17 /)).toBeVisible();
    await own.getByRole('button', { name: P.save }).click();
    await expect(own.getByText(P.saved)).toBeVisible();
    await expect(panel.locator('details p').first()).toContainText('In other words 👍');
    await expectAccessible(page);
    const publication = page.getByRole('form', { name: W.editArticle.publication.publish, exact: true });
    await publication.getByRole('button', { name: W.editArticle.publication.publish, exact: true }).click();
    await expect(page.getByText(W.answers.done.published).first()).toBeVisible();
    await expect.poll(() => shown().some((text) => text.startsWith('In other words 👍\n\n')), WAIT).toBe(true);
    await expect.poll(() => stateOf(article), WAIT).toBe('sent');
    await page.goto(editAddress(article));
    await unfold(panel);
    await expect(panel.getByRole('link', { name: P.viewOf.replace('{name}', 'Paper') })).toHaveAttribute(
      'href',
      'https://t.me/paper/1',
    );

    // Corrected.
    await page.getByText(W.editArticle.notes.title, { exact: true }).first().click();
    const notes = page.getByRole('form', { name: W.editArticle.notes.title, exact: true });
    await notes.getByLabel(W.editArticle.notes.text).fill('It was five.');
    await notes.getByRole('button', { name: W.editArticle.notes.add }).click();
    await expect(page.getByText(W.answers.done.correctionAdded).first()).toBeVisible();
    await expect.poll(() => shown().some((text) => text.includes('It was five.')), WAIT).toBe(true);
    expect(telegram.messages.size).toBe(1);
    await expect.poll(() => stateOf(article), WAIT).toBe('edited');
    await page.goto(editAddress(article));
    await unfold(panel);
    await expect(panel.getByText(new RegExp(P.edited.replace(/\{\w+\}/g, '.+')))).toBeVisible();
    await expect(panel.getByRole('link', { name: P.viewOf.replace('{name}', 'Paper') })).toBeVisible();

    // Perhaps posted: people say which post it is.
    telegram.script('cut');
    const asked = (await query(() => createStory({ slugs: { [code]: `asked-${code}` } }))).articles[code];
    await expect.poll(() => stateOf(asked), WAIT).toBe('maybe_sent');
    expect(telegram.messages.size).toBe(2);
    await page.goto(editAddress(asked));
    await expect(panel.getByText(P.asks)).toBeVisible();
    await panel.getByRole('link', { name: P.settle }).click();
    const line = page.getByRole('row', { name: new RegExp(`asked-${code}`) });
    await expect(page.locator('main tbody tr')).toHaveCount(1);
    await expectAccessible(page);
    await field(line, 'link').fill('https://t.me/another/2');
    await line.getByRole('button', { name: new RegExp(`^${D.there}`) }).click();
    await expect(line.getByRole('alert')).toHaveText(W.refusals.invalid.postLink);
    await expect(field(line, 'link')).toHaveValue('https://t.me/another/2');
    await field(line, 'link').fill('https://t.me/paper/2');
    await line.getByRole('button', { name: new RegExp(`^${D.there}`) }).click();
    await expect(page.getByText(D.noneShown)).toBeVisible();
    expect(await stateOf(asked)).toBe('sent');

    // Or that it is not there; one that nobody wants any more is stopped.
    telegram.script('cut', 'cut');
    const lost = (await query(() => createStory({ slugs: { [code]: `lost-${code}` } }))).articles[code];
    await expect.poll(() => stateOf(lost), WAIT).toBe('maybe_sent');
    const stopped = (await query(() => createStory({ slugs: { [code]: `stopped-${code}` } }))).articles[code];
    await expect.poll(() => stateOf(stopped), WAIT).toBe('maybe_sent');
    for (const [number, { text }] of [...telegram.messages])
      if (text.includes(`lost-${code}`)) telegram.messages.delete(number);
    await page.goto(channelAddress(id));
    await page
      .getByRole('row', { name: new RegExp(`lost-${code}`) })
      .getByRole('button', { name: new RegExp(`^${D.absentOf.split('{')[0]}`) })
      .click();
    await expect(page.getByText(D.isAbsent)).toBeVisible();
    await page
      .getByRole('row', { name: new RegExp(`stopped-${code}`) })
      .getByRole('button', { name: new RegExp(`^${D.stopOf.split('{')[0]}`) })
      .click();
    await expect(page.getByText(D.stopped)).toBeVisible();
    await expect.poll(() => shown().some((text) => text.includes(`lost-${code}`)), WAIT).toBe(true);
    expect(await stateOf(stopped)).toBe('given_up');

    // Changed without its token; off; deleted.
    await page.goto(channelAddress(id));
    await field(page, 'name').fill('Paper everywhere');
    await page.getByRole('button', { name: T.save, exact: true }).click();
    await expect(page.getByText(T.saved, { exact: true })).toBeVisible();
    const { secret } = await query(() => database().destination.findFirstOrThrow({ select: { secret: true } }));
    expect(secret?.length).toBeGreaterThan(TOKEN.length);
    await page.getByRole('button', { name: T.turnOff }).click();
    await expect(page.getByText(T.turnedOff)).toBeVisible();
    await takeTurn(page, turn + 1);
    for (const address of [CHANNELS, channelAddress(id), editAddress(article)]) {
      await page.goto(address);
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('main details')) (part as HTMLDetailsElement).open = true;
      });
      expect(await page.content()).not.toContain(TOKEN);
      await expectAccessible(page);
    }
    await page.goto(channelAddress(id));
    await page.getByLabel(T.deleteConfirm).check();
    await page.getByRole('button', { name: T.delete }).click();
    await page.waitForURL(`**${CHANNELS}`);
    await expect(page.getByText(T.empty)).toBeVisible();
    await page.goto(editAddress(article));
    await expect(panel).toHaveCount(0);
    expect(web.log()).not.toContain(TOKEN);
  });
}

test('accounts at Mastodon and Bluesky are added without a script, and no server inside the network', async () => {
  const page = await seat('en', { javaScriptEnabled: false });
  const T = en.channels;
  await page.goto(CHANNELS);
  const mastodon = page.getByRole('form', { name: T.create.mastodon });
  const fill = async (server: string) => {
    await mastodon.getByText(T.create.mastodon).click();
    await field(mastodon, 'name').fill('Mastodon');
    await field(mastodon, 'server').fill(server);
    await field(mastodon, 'secret').fill(TOKEN);
    await mastodon.locator('input[value=en]').check();
    await mastodon.getByRole('button', { name: T.add }).click();
  };
  await fill('https://192.168.0.1');
  await expect(refusal(page)).toHaveText(
    en.refusals.invalid.privateAddress.replace('{address}', 'https://192.168.0.1'),
  );
  await fill('http://mastodon.example');
  await expect(refusal(page)).toHaveText(en.refusals.invalid.channelServer);
  await fill('https://mastodon.invalid');
  await expect(page.getByText(T.added)).toBeVisible();
  const bluesky = page.getByRole('form', { name: T.create.bluesky });
  await bluesky.getByText(T.create.bluesky).click();
  await field(bluesky, 'name').fill('Bluesky');
  await field(bluesky, 'handle').fill('@paper.bsky.social');
  await field(bluesky, 'secret').fill(TOKEN);
  await bluesky.locator('input[value=en]').check();
  await bluesky.getByRole('button', { name: T.add }).click();
  await expect(page.getByText(T.added)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Bluesky', exact: true })).toBeVisible();
  const made = await query(() => database().destination.findMany({ orderBy: { id: 'asc' } }));
  expect(made.map(({ kind, config }) => [kind, config])).toEqual([
    ['mastodon', { server: 'https://mastodon.invalid', longest: 500, newsMinutes: 60, quietHours: null }],
    ['bluesky', { server: 'https://bsky.social', name: 'paper.bsky.social', newsMinutes: 60, quietHours: null }],
  ]);
  expect(await page.content()).not.toContain(TOKEN);
});

test('editors say what channels show of a story, and have no other screens of them', async () => {
  const { articles } = await query(() => createStory({ slugs: { en: 'of-an-editor' }, state: 'draft' }));
  const page = await seat('editor', { javaScriptEnabled: false });
  await page.goto(editAddress(articles.en));
  const panel = page.locator('details#channels');
  await panel.locator('> summary').click();
  const P = en.editArticle.channels;
  const own = panel.getByRole('form', { name: P.form.replace('{name}', 'Mastodon') });
  await own.getByLabel(P.leaveOut).check();
  await own.getByRole('button', { name: P.save }).click();
  await expect(page.getByText(P.saved)).toBeVisible();
  expect(await query(() => database().channelText.findMany())).toMatchObject([{ isLeftOut: true, text: '' }]);
  room.expectErrors(/404/);
  for (const screen of [CHANNELS, channelAddress(1)]) expect((await page.goto(screen))?.status()).toBe(404);
});
