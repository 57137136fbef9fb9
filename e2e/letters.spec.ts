import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { type ScriptedMailServer, startScriptedMailServer, wordsOf } from '#e2e/scripted-mail-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { lettersAddress, postAddress } from '#i18n/addresses';
import { LETTER_SETTINGS, LETTERS, letterAddress, letterPreviewAddress, SUBSCRIBERS } from '#i18n/admin-addresses';
import readersEn from '#messages/en.json' with { type: 'json' };
import readersHy from '#messages/hy.json' with { type: 'json' };
import en from '#messages/newsroom/en.json' with { type: 'json' };
import hy from '#messages/newsroom/hy.json' with { type: 'json' };
import ru from '#messages/newsroom/ru.json' with { type: 'json' };
import readersRu from '#messages/ru.json' with { type: 'json' };
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// Letters from the settings to the last click: set up in the newsroom, subscribed to and confirmed without a script,
// arranged by an editor, sent by the portal's own processes to a mail server of the test, left with one click.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const NEWSROOM = { en, ru, hy };
const READERS = { en: readersEn.letters, ru: readersRu.letters, hy: readersHy.letters };
const LANGUAGES = ['en', 'ru', 'hy'] as const;
const SLUGS = { en: 'rain-in-the-hills', ru: 'dozhd-v-gorah', hy: 'andzrev-lernerum' };
const WAIT = { timeout: 45_000 };
/** Neither in a page nor in a log. */
const PASSWORD = 'a-password-that-nobody-sees';

let house: OwnServer;
let web: Web;
let room: Newsroom;
let mail: ScriptedMailServer;
const people = new Map<string, { email: string; password: string }>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  mail = await startScriptedMailServer();
  house = await startOwnServer();
  await house.onStage(async () => {
    for (const code of LANGUAGES) {
      people.set(code, await createStaffMember('administrator', `Administrator ${code}`, code));
      await createStory({ slugs: { [code]: SLUGS[code] }, publishedAt: new Date(Date.now() - 60_000) });
      await createStory({ slugs: { [code]: `${SLUGS[code]}-2` }, publishedAt: new Date(Date.now() - 120_000) });
    }
    people.set('editor', await createStaffMember('editor', 'An editor'));
    people.set('author', await createStaffMember('author', 'An author'));
  });
  web = await house.startWeb({ SMTP_URL: mail.url, MAIL_FROM: 'portal@paper.example', WEB_PROCESSES: '1' });
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(async () => {
  await house.close();
  await mail.close();
});

const seat = (who: string, options = {}) => room.seat(people.get(who) ?? { email: '', password: '' }, options);
const query = <T>(work: () => Promise<T>) => house.onStage(work);
const field = (place: Page | Locator, name: string) => place.locator(`[name="${name}"]`);

const lettersTo = (address: string) => mail.taken.filter(({ to }) => to === address);

/** The newest letter to an address, once there are so many. */
async function nextLetter(address: string, count: number): Promise<string> {
  await expect.poll(() => lettersTo(address).length, WAIT).toBeGreaterThanOrEqual(count);
  return lettersTo(address).at(-1)?.message ?? '';
}

function pathIn(message: string, part: string): string {
  const found = new RegExp(`https?://[^/\\s"]+(/[^\\s"<>]*${part}[^\\s"<>]*)`).exec(wordsOf(message))?.[1];
  return (found ?? '').replaceAll('&amp;', '&');
}

async function withoutScript(browser: Browser, code: string): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ baseURL: web.origin, locale: code, javaScriptEnabled: false });
  return { context, page: await context.newPage() };
}

test('nothing of letters is there before they are on', async ({ request }) => {
  const page = await (await request.get(web.origin + lettersAddress('en'))).text();
  expect(page).toContain(READERS.en.off);
  expect(await (await request.get(web.origin + postAddress('en', SLUGS.en))).text()).not.toContain(READERS.en.offer);
  const asked = await request.post(`${web.origin}/api/letters/subscribe`, {
    form: { language: 'en', address: 'anna@one.example', kinds: 'daily' },
    maxRedirects: 0,
  });
  expect(asked.headers().location).toContain('/en/letters/again?form=');
});

test('letters are set up: what is wrong is said, what was typed stays, secrets are shown to nobody', async () => {
  const W = en.newsletters;
  const page = await seat('en');
  await page.goto('/admin/settings');
  const tabs = page.getByRole('navigation', { name: en.settings.tabs.label, exact: true });
  await tabs.getByRole('link', { name: en.settings.tabs.letters, exact: true }).click();
  await page.waitForURL(`**${LETTER_SETTINGS}`);
  const form = page.getByRole('form', { name: W.settings.title });
  await field(form, 'isOn').check();
  for (const code of LANGUAGES)
    for (const kind of ['daily', 'breaking']) await field(form, `plan.${code}.${kind}.isOn`).check();
  await field(form, 'postalAddress').fill('1 Main Street, Town');
  await field(form, 'mailbox').fill(`imaps://bounces:${PASSWORD}@10.0.0.7`);
  const save = form.getByRole('button', { name: W.settings.save });
  await save.click();
  await expect(form.getByRole('alert')).toHaveText(en.refusals.invalid.mailbox);
  await expect(field(form, 'postalAddress')).toHaveValue('1 Main Street, Town');
  await field(form, 'mailbox').fill('');
  await save.click();
  await expect(form.getByRole('alert')).toHaveText(en.refusals.missing.senderAddress);
  await field(form, 'senderAddress').fill('news@paper.example');
  await field(form, 'returnPath').fill('bounces@paper.example');
  await save.click();
  await expect(form.getByRole('status')).toHaveText(W.settings.saved);
  await expect(page.getByLabel(W.dkim.value)).toHaveValue(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/=]{300,}$/);
  const test = page.getByRole('form', { name: W.test.title });
  await test.getByRole('button').click();
  await expect(test.getByRole('status')).toContainText('250', WAIT);
  expect(mail.taken.at(-1)?.message).toContain('DKIM-Signature');
  const key = await query(async () => (await database().letterSettings.findUnique({ where: { id: 1 } }))?.dkimKey);
  expect(Buffer.from(key ?? []).toString('latin1')).not.toContain('PRIVATE KEY');
});

for (const [turn, code] of LANGUAGES.entries()) {
  const T = READERS[code];
  const address = `reader-${code}@one.example`;

  test(`a reader subscribes, confirms and changes letters without a script in ${code}`, async ({ browser, page }) => {
    const { page: plain, context } = await withoutScript(browser, code);
    await expect
      .poll(async () => (await plain.request.get(postAddress(code, SLUGS[code]))).text(), WAIT)
      .toContain(T.offer);
    await plain.goto(postAddress(code, SLUGS[code]));
    await plain.getByRole('link', { name: T.offer }).click();
    await expect(plain.getByRole('heading', { level: 1 })).toHaveText(T.title);
    // What is wrong is said, and what was typed stays.
    await plain.getByLabel(T.address).fill('someone@mailinator.com');
    await plain.getByRole('checkbox').nth(1).check();
    await plain.getByRole('button', { name: T.subscribe }).click();
    await expect(plain.getByRole('alert')).toHaveText(T.troubles.disposable);
    await expect(plain.getByLabel(T.address)).toHaveValue('someone@mailinator.com');
    await expect(plain.getByRole('checkbox').nth(1)).toBeChecked();
    expect(plain.url()).not.toContain('mailinator');
    await plain.getByLabel(T.address).fill(address);
    await plain.getByRole('button', { name: T.subscribe }).click();
    await expect(plain.getByRole('heading', { level: 1 })).toHaveText(T.sent.title);

    const confirm = pathIn(await nextLetter(address, 1), 'confirm');
    // A mail scanner opens the link: that changes nothing.
    const scanned = await plain.request.get(confirm);
    expect(scanned.headers()['cache-control']).toBe('no-store');
    expect(scanned.headers()['referrer-policy']).toBe('no-referrer');
    const stateOf = () => query(async () => (await database().subscriber.findUnique({ where: { address } }))?.state);
    expect(await stateOf()).toBe('pending');
    await plain.goto(confirm);
    await plain.getByRole('button', { name: T.confirm.button }).click();
    await expect(plain.getByRole('heading', { level: 1 })).toHaveText(T.confirmed.title);
    expect(await stateOf()).toBe('confirmed');

    // Once more with the address: the same answer, and a letter that leads to what there is.
    await plain.goto(lettersAddress(code));
    await plain.getByLabel(T.address).fill(address);
    await plain.getByRole('button', { name: T.subscribe }).click();
    await expect(plain.getByRole('heading', { level: 1 })).toHaveText(T.sent.title);
    const manage = pathIn(await nextLetter(address, 2), 'manage');
    await plain.goto(manage);
    await expect(plain.getByText(address)).toBeVisible();
    await plain.getByRole('checkbox', { name: T.kinds.daily }).check();
    await plain.getByRole('button', { name: T.manage.save }).click();
    await expect(plain.getByRole('status')).toHaveText(T.manage.saved);

    await takeTurn(page, turn);
    for (const shown of [
      lettersAddress(code),
      confirm,
      manage,
      lettersAddress(code, 'sent'),
      lettersAddress(code, 'expired'),
    ]) {
      await page.goto(web.origin + shown);
      await expectAccessible(page);
    }
    await context.close();
  });
}

test('an editor arranges a letter, looks at it and sends it; each reader gets their own', async ({ request }) => {
  const W = en.newsletters;
  const page = await seat('editor');
  await page.goto('/admin');
  await page.getByRole('link', { name: en.newsroom.navigation.letters, exact: true }).click();
  await page.waitForURL(`**${LETTERS}`);
  const id = await query(
    async () => (await database().letter.findFirst({ where: { kind: 'daily', language: 'en' } }))?.id ?? 0,
  );
  await page.locator(`a[href="${letterAddress(id)}"]`).click();
  const form = page.getByRole('form', { name: W.edit.title });
  await expect(form.locator('ol > li')).toHaveCount(2);
  await field(form, 'subject').fill('The day in the hills');
  await field(form, 'intro').fill('Good evening.');
  await field(form, 'lines').nth(1).fill('It rained for the second time.');
  await field(form, 'places').nth(1).fill('0');
  // Somebody else was faster.
  await query(() => database().letter.update({ where: { id }, data: { version: { increment: 1 } } }));
  const save = form.getByRole('button', { name: W.edit.save });
  await save.click();
  await expect(form.getByRole('alert')).toHaveText(en.refusals.conflict.it);
  await expect(field(form, 'subject')).toHaveValue('The day in the hills');
  await save.click();
  await expect(form.getByRole('status')).toHaveText(W.saved);
  await expect(form.locator('ol > li').first()).toContainText(`${SLUGS.en}-2`);

  for (const look of ['light', 'dark', 'text'] as const) {
    const preview = await page.request.get(letterPreviewAddress(id, look));
    const text = await preview.text();
    expect(text).toContain('Good evening.');
    expect(text).toContain('It rained for the second time.');
    if (look !== 'text') expect(preview.headers()['content-security-policy']).toContain("default-src 'none'");
  }
  for (const [look, colour] of [
    ['dark', 'rgb(20, 23, 27)'],
    ['light', 'rgb(255, 255, 255)'],
  ] as const) {
    const frame = page.locator(`iframe[src$="look=${look}"]`);
    await frame.scrollIntoViewIfNeeded();
    await expect(frame.contentFrame().locator('body')).toHaveCSS('background-color', colour, WAIT);
  }

  const test = page.getByRole('form', { name: W.test.title });
  await test.getByRole('button').click();
  await expect(test.getByRole('status')).toContainText('250', WAIT);
  const controls = page.getByRole('form', { name: W.controls });
  await controls.getByRole('button', { name: W.decisions.sendNow }).click();
  await expect(controls.getByRole('status')).toHaveText(W.decided.sendNow);

  const message = await nextLetter('reader-en@one.example', 3);
  expect(message).toContain('Subject: The day in the hills');
  expect(message).toMatch(/^DKIM-Signature: /m);
  const leave = /List-Unsubscribe:\s*<https?:\/\/[^/]+(\/[^>]+)>/.exec(message.replace(/\r\n\s+/g, ''))?.[1] ?? '';
  await expect
    .poll(() => query(async () => (await database().letter.findUnique({ where: { id } }))?.state), WAIT)
    .toBe('sent');
  await page.reload();
  await expect(page.getByText(W.sums.sent.replace('{count, number}', '1'))).toBeVisible();
  expect(lettersTo('reader-ru@one.example')).toHaveLength(2);

  // Opened, the link ends nothing; posted to, without a page, a cookie or an origin, it ends all.
  const opened = await request.get(web.origin + leave);
  expect(opened.url()).toContain('/en/letters/manage?token=');
  const state = () =>
    query(async () => (await database().subscriber.findUnique({ where: { address: 'reader-en@one.example' } }))?.state);
  expect(await state()).toBe('confirmed');
  const posted = await request.post(web.origin + leave, {
    headers: { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' },
    form: { 'List-Unsubscribe': 'One-Click' },
  });
  expect(posted.status()).toBe(200);
  expect(await state()).toBe('left');
});

test('what comes back is reported with a token, and nobody else can', async ({ request }) => {
  const page = await seat('en');
  await page.goto(LETTER_SETTINGS);
  const form = page.getByRole('form', { name: en.newsletters.reports.title });
  await form.getByRole('button').click();
  const word = await page.getByLabel(en.newsletters.reports.word).inputValue();
  const data = { reports: [{ kind: 'bounce', address: 'reader-hy@one.example', status: '5.1.1' }] };
  const report = (token: string) =>
    request.post(`${web.origin}/api/letters/reports`, { headers: { authorization: `Bearer ${token}` }, data });
  expect((await report(`lr_${'x'.repeat(43)}`)).status()).toBe(401);
  expect(await (await report(word)).json()).toEqual({ recorded: 1 });
  const row = await query(() => database().subscriber.findUnique({ where: { address: 'reader-hy@one.example' } }));
  expect(row?.state).toBe('suppressed');
});

for (const [turn, code] of LANGUAGES.entries()) {
  const W = NEWSROOM[code].newsletters;

  test(`the newsroom’s screens of letters in ${code}`, async () => {
    const page = await seat(code, { locale: code });
    await takeTurn(page, turn);
    // Axe tries to look into letters, where nothing can run.
    room.expectErrors(/Blocked script execution in .*\/preview\?look=/);
    const letter = await query(
      async () => (await database().letter.findFirst({ where: { kind: 'daily', language: code } }))?.id ?? 0,
    );
    for (const address of [LETTERS, letterAddress(letter), SUBSCRIBERS, LETTER_SETTINGS]) {
      await page.goto(address);
      // Letters are loaded when they come near the window: how far down they stand differs between languages.
      for (const look of address === letterAddress(letter) ? ['light', 'dark', 'text'] : []) {
        const frame = page.locator(`iframe[src$="look=${look}"]`);
        await frame.scrollIntoViewIfNeeded();
        await expect(frame.contentFrame().locator('body')).toContainText(/\S/, WAIT);
      }
      await expectAccessible(page);
    }
    await page.goto(`${SUBSCRIBERS}?matching=reader-hy@one.example`);
    await expect(
      page.getByText(W.subscribers.suppressed.bounced.replace('{address}', 'reader-hy@one.example')),
    ).toBeVisible();
    await page.goto(SUBSCRIBERS);
    await page.getByRole('link', { name: `reader-ru@one.example` }).click();
    await expect(page.locator('main ol').getByText(W.consent.acts.confirmed)).toBeVisible();
    await expectAccessible(page);
  });
}

test('a list is imported, exported without formulas, and somebody deleted', async () => {
  const W = en.newsletters;
  const page = await seat('en');
  await page.goto(SUBSCRIBERS);
  const form = page.getByRole('form', { name: W.import.title });
  await form.getByText(W.import.title, { exact: true }).click();
  await field(form, 'text').fill('email\nnew@two.example\n+1@two.example\nnonsense');
  await form.getByLabel(readersEn.letters.kinds.daily).check();
  await form.getByLabel(W.import.takes).check();
  await field(form, 'statement').fill('Subscribed on paper');
  await form.getByRole('button', { name: W.import.submit }).click();
  await expect(form.getByRole('status')).toContainText('Added: 2');
  const table = await (await page.request.get('/admin/letters/subscribers/export')).text();
  expect(table).toContain("'+1@two.example");
  expect(table).toContain('Subscribed on paper');
  await page.goto(`${SUBSCRIBERS}?matching=new@two`);
  await page.getByRole('link', { name: 'new@two.example' }).click();
  await page.getByLabel(W.subscribers.deleteConfirm).check();
  await page.getByRole('button', { name: W.subscribers.delete }).click();
  await page.waitForURL(`**${SUBSCRIBERS}`);
  expect(await query(() => database().subscriber.count({ where: { address: 'new@two.example' } }))).toBe(0);
});

test('who may not sees nothing of it', async () => {
  const page = await seat('author');
  for (const address of [LETTERS, SUBSCRIBERS, LETTER_SETTINGS, '/admin/letters/subscribers/export']) {
    const response = await page.request.get(address);
    expect([403, 404], address).toContain(response.status());
  }
});
