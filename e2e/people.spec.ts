import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { authenticatorCode } from '#e2e/authenticator-code';
import { startMailServer } from '#e2e/mail-server';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { actorFor } from '#e2e/test-data';
import newsroomEn from '#messages/newsroom/en.json' with { type: 'json' };
import { createOwnerLink, createResetLink } from '#newsroom/staff/create-token-link';
import { database } from '#platform/database';

// A paper's people over its first days, one scene after the other: what one leaves behind the next finds.
test.describe.configure({ mode: 'serial', timeout: 60_000 });

const OWNER = { name: 'Mariam', email: 'mariam@paper.example', password: 'apricots ripen in the middle of june' };
const EDITOR = { name: 'Boris', email: 'boris@paper.example', password: 'the night train is late again today' };
const W = newsroomEn;

let house: OwnServer;
let web: Web;
const contexts: BrowserContext[] = [];
const errors: string[] = [];
/** Errors that the present test causes on purpose; each has to occur. */
const expected: RegExp[] = [];

test.beforeAll(async () => {
  house = await startOwnServer();
  web = await house.startWeb();
});

test.afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  const [found, wanted] = [errors.splice(0), expected.splice(0)];
  expect(found.filter((error) => !wanted.some((pattern) => pattern.test(error)))).toEqual([]);
  expect(wanted.filter((pattern) => !found.some((error) => pattern.test(error)))).toEqual([]);
});

test.afterAll(() => house.close());

/** Somebody at a browser of their own. */
async function somebody(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: web.origin, locale: 'en', ...options });
  contexts.push(context);
  const page = await context.newPage();
  page.on(
    'console',
    (message) => message.type() === 'error' && errors.push(`${message.text()} ${message.location().url}`),
  );
  page.on('pageerror', (error) => errors.push(String(error)));
  return page;
}

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/admin/sign-in');
  await page.getByLabel(W.signIn.email).fill(email);
  await page.getByLabel(W.signIn.password).fill(password);
  await page.getByRole('button', { name: W.signIn.submit, exact: true }).click();
}

async function signedIn(browser: Browser, who = OWNER): Promise<Page> {
  const page = await somebody(browser);
  await signIn(page, who);
  await expect(page).toHaveURL('/admin');
  return page;
}

async function join(page: Page, link: string, { name, email, password }: typeof OWNER): Promise<void> {
  await page.goto(link);
  await page.getByLabel(W.accountLink.name).fill(name);
  if (await page.getByLabel(W.accountLink.email).isEditable()) await page.getByLabel(W.accountLink.email).fill(email);
  await page.getByLabel(W.accountLink.password).fill(password);
  await page.getByRole('button', { name: W.accountLink.createAccount }).click();
  await expect(page).toHaveURL('/admin');
}

test('the owner comes in by the link of the first start, which then is spent', async ({ browser }) => {
  const token = await house.onStage(createOwnerLink);
  const page = await somebody(browser);
  await join(page, `/admin/account-link/${token}`, OWNER);
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name === 'desk.session_token');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' });
  expect(cookies.find(({ name }) => name === 'staff')).toMatchObject({ value: '1', sameSite: 'Lax', path: '/' });
  const other = await somebody(browser);
  await other.goto(`/admin/account-link/${token}`);
  await expect(other.getByText(W.accountLink.errors['not-found'])).toBeVisible();
});

test('the owner invites an editor, who joins; the link is shown, for there is no mail', async ({ browser }) => {
  expected.push(/status of 404 .*\/admin\/people$/, /status of 404 .*\/admin\/no-such-room$/);
  const owner = await signedIn(browser);
  await owner.getByRole('link', { name: W.newsroom.navigation.people }).click();
  await owner.getByLabel(W.people.invite.email).fill(EDITOR.email);
  await owner.getByRole('combobox', { name: W.people.role, exact: true }).selectOption('author');
  await owner.getByRole('button', { name: W.people.invite.submit }).click();
  const link = await owner.getByLabel(W.people.link).inputValue();
  expect(link).toMatch(new RegExp(`^${web.origin}/admin/account-link/[\\w-]{43}$`));
  await expect(owner.getByRole('button', { name: `Revoke invitation: ${EDITOR.email}` })).toBeVisible();

  const editor = await somebody(browser);
  await editor.goto(link);
  await expect(editor.getByLabel(W.accountLink.email)).toHaveValue(EDITOR.email);
  await join(editor, link, EDITOR);
  for (const nowhere of ['/admin/people', '/admin/no-such-room']) {
    expect((await editor.goto(nowhere))?.status()).toBe(404);
    await expect(editor.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  }

  await owner.getByLabel(W.people.invite.email).fill(EDITOR.email);
  await owner.getByRole('button', { name: W.people.invite.submit }).click();
  await expect(owner.getByText(W.refusals['already-taken'].email)).toBeVisible();
});

test('an invitation that is revoked leads nowhere', async ({ browser }) => {
  const owner = await signedIn(browser);
  await owner.goto('/admin/people');
  await owner.getByLabel(W.people.invite.email).fill('late@paper.example');
  await owner.getByRole('button', { name: W.people.invite.submit }).click();
  const link = await owner.getByLabel(W.people.link).inputValue();
  await owner.getByRole('button', { name: 'Revoke invitation: late@paper.example' }).click();
  await expect(owner.getByText(W.people.invitations.none)).toBeVisible();
  const late = await somebody(browser);
  await late.goto(link);
  await expect(late.getByText(W.accountLink.errors['not-found'])).toBeVisible();
});

test('a change of role ends the session; a suspended editor is signed out and stays out', async ({ browser }) => {
  const [owner, editor] = [await signedIn(browser), await signedIn(browser, EDITOR)];
  await owner.goto('/admin/people');
  await owner.getByRole('combobox', { name: 'Role of Boris' }).selectOption('editor');
  await owner.getByRole('button', { name: 'Save the role of Boris' }).click();
  await expect(owner.getByText(W.people.results.roleSaved)).toBeVisible();
  await editor.goto('/admin/account');
  await expect(editor).toHaveURL('/admin/sign-in?to=%2Fadmin%2Faccount');

  await signIn(editor, EDITOR);
  await expect(editor).toHaveURL('/admin');
  await editor.goto('/admin/account');
  await expect(editor.getByText(`Signed in as ${EDITOR.email} (Editor)`)).toBeVisible();

  await owner.getByRole('button', { name: 'Suspend Boris' }).click();
  await expect(owner.getByRole('button', { name: 'Restore access: Boris' })).toBeVisible();
  // In the middle of something, too.
  await editor.getByLabel(W.account.profile.name, { exact: true }).fill('Boris II');
  await editor.getByRole('button', { name: W.account.profile.save }).click();
  await expect(editor.getByText(W.newsroom.signedOut)).toBeVisible();
  await editor.getByRole('link', { name: W.newsroom.navigation.dashboard }).click();
  await expect(editor).toHaveURL(/\/admin\/sign-in/);
  await signIn(editor, EDITOR);
  await expect(editor.getByText(W.signIn.wrong)).toBeVisible();
  expect(await house.onStage(() => database().session.count({ where: { staff: { email: EDITOR.email } } }))).toBe(0);

  await owner.getByRole('button', { name: 'Restore access: Boris' }).click();
  await expect(owner.getByRole('button', { name: 'Suspend Boris' })).toBeVisible();
  await signIn(editor, EDITOR);
  await expect(editor).toHaveURL('/admin');
});

test('two-factor authentication: turned on, asked for at sign-in, recovery codes work once, turned off', async ({
  browser,
}) => {
  const editor = await signedIn(browser, EDITOR);
  await editor.goto('/admin/account');
  const factor = editor
    .locator('section')
    .filter({ has: editor.getByRole('heading', { name: W.account.twoFactor.heading }) });
  await factor.getByLabel(W.account.twoFactor.password).fill('not my password at all');
  await factor.getByRole('button', { name: W.account.twoFactor.showKey }).click();
  await expect(factor.getByText(W.account.wrongPassword)).toBeVisible();
  await factor.getByLabel(W.account.twoFactor.password).fill(EDITOR.password);
  await factor.getByRole('button', { name: W.account.twoFactor.showKey }).click();
  const key = await factor.getByLabel(W.account.twoFactor.key).inputValue();
  expect(await factor.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  for (let guess = 0; guess < 6; guess++) {
    await factor.getByLabel(W.account.twoFactor.code).fill(`00000${guess}`);
    const answered = editor.waitForResponse((response) => response.request().method() === 'POST');
    await factor.getByRole('button', { name: W.account.twoFactor.turnOn }).click();
    await answered;
    await expect(factor.locator('form[aria-busy=true]')).toHaveCount(0);
    await expect(factor.getByText(W.account.twoFactor.wrongCode)).toBeVisible();
  }
  // Whoever has only found the browser open guesses no further.
  await factor.getByRole('button', { name: W.account.twoFactor.turnOn }).click();
  await expect(factor.getByText(/Too many attempts/)).toBeVisible();
  await house.onStage(() => database().attempt.deleteMany());
  const code = authenticatorCode(key);
  await factor.getByLabel(W.account.twoFactor.code).fill(code);
  await factor.getByRole('button', { name: W.account.twoFactor.turnOn }).click();
  const codes = (await factor.getByLabel(W.account.twoFactor.recoveryCodes).inputValue()).split('\n');
  expect(codes).toHaveLength(10);
  await expect(factor.getByText(W.account.twoFactor.isOn)).toBeVisible();

  const elsewhere = await somebody(browser);
  await signIn(elsewhere, EDITOR);
  await expect(elsewhere).toHaveURL(/\/admin\/two-factor/);
  // Half in is not in.
  for (const path of ['/admin', '/admin/account', '/admin/people']) {
    await elsewhere.goto(path);
    await expect(elsewhere).toHaveURL(/\/admin\/sign-in/);
  }
  await signIn(elsewhere, EDITOR);
  // Turned on with it: somebody who looked over a shoulder has nothing.
  await elsewhere.getByLabel(W.twoFactor.code).fill(code);
  await elsewhere.getByRole('button', { name: W.twoFactor.submit }).click();
  await expect(elsewhere.getByText(W.twoFactor.wrong)).toBeVisible();
  await elsewhere.getByLabel(W.twoFactor.code).fill(authenticatorCode(key, 1));
  await elsewhere.getByRole('button', { name: W.twoFactor.submit }).click();
  await expect(elsewhere).toHaveURL('/admin');

  for (const isAccepted of [true, false]) {
    const lost = await somebody(browser);
    await signIn(lost, EDITOR);
    await lost.getByLabel(W.twoFactor.recoveryCode).fill(String(codes[3]));
    await lost.getByRole('button', { name: W.twoFactor.submit }).click();
    if (isAccepted) await expect(lost).toHaveURL('/admin');
    else await expect(lost.getByText(W.twoFactor.wrong)).toBeVisible();
  }

  const off = factor.locator('form').last();
  await off.getByLabel(W.account.twoFactor.password).fill(EDITOR.password);
  await off.getByRole('button', { name: W.account.twoFactor.turnOff }).click();
  await expect(factor.getByText(W.account.twoFactor.isOff)).toBeVisible();
});

test('an administrator resets two-factor authentication; the editor signs in by password alone', async ({
  browser,
}) => {
  const editor = await signedIn(browser, EDITOR);
  await editor.goto('/admin/account');
  const factor = editor
    .locator('section')
    .filter({ has: editor.getByRole('heading', { name: W.account.twoFactor.heading }) });
  await factor.getByLabel(W.account.twoFactor.password).fill(EDITOR.password);
  await factor.getByRole('button', { name: W.account.twoFactor.showKey }).click();
  await factor
    .getByLabel(W.account.twoFactor.code)
    .fill(authenticatorCode(await factor.getByLabel(W.account.twoFactor.key).inputValue()));
  await factor.getByRole('button', { name: W.account.twoFactor.turnOn }).click();
  await expect(factor.getByText(W.account.twoFactor.isOn)).toBeVisible();

  const owner = await signedIn(browser);
  await owner.goto('/admin/people');
  const rows = owner.locator('.newsroom-table tbody tr');
  await expect(rows.filter({ hasText: EDITOR.email })).toContainText(W.people.authenticator);
  // Nothing of the kind for oneself, nor where there is nothing to take.
  await expect(owner.getByRole('button', { name: /^Reset two-factor/ })).toHaveCount(1);
  await owner.getByRole('button', { name: 'Reset two-factor and passkeys: Boris' }).click();
  await expect(owner.getByRole('button', { name: /^Reset two-factor/ })).toHaveCount(0);
  await expect(rows.filter({ hasText: EDITOR.email })).toContainText(W.people.passwordOnly);

  await editor.goto('/admin/account');
  await expect(editor).toHaveURL('/admin/sign-in?to=%2Fadmin%2Faccount');
  await signIn(editor, EDITOR);
  await expect(editor).toHaveURL('/admin');

  await owner.goto('/admin/activity');
  const lines = owner.locator('main ol > li > div > p:first-child');
  await expect(lines.nth(0)).toHaveText('Boris · Signed in');
  await expect(lines.nth(1)).toHaveText('Mariam · Reset two-factor authentication of Boris');
  await expect(lines.nth(2)).toHaveText('Mariam · Signed in');
  await expect(lines.nth(3)).toHaveText('Boris · Turned on two-factor authentication');
  await owner.getByLabel(W.audit.event).selectOption({ label: W.audit.events.account.signedIn });
  await owner.getByRole('button', { name: W.audit.show }).click();
  await expect(lines.filter({ hasText: 'two-factor' })).toHaveCount(0);
  for (const how of ['password', 'password and code', 'password and recovery code']) {
    await expect(
      owner.locator('main ol > li').filter({ hasText: 'Boris' }).getByText(`Method: ${how}`, { exact: true }).first(),
    ).toBeVisible();
  }
});

test('the sign-in page asks for one passkey challenge, and for another only by its button', async ({ browser }) => {
  const page = await somebody(browser);
  let posts = 0;
  page.on('request', (request) => request.method() === 'POST' && posts++);
  // A browser that can propose passkeys, and somebody who takes none.
  await page.addInitScript(() => {
    const asked: string[] = [];
    PublicKeyCredential.isConditionalMediationAvailable = async () => true;
    navigator.credentials.get = (options) => {
      asked.push(options?.mediation ?? 'button');
      return options?.mediation === 'conditional' ? new Promise(() => {}) : Promise.reject(new Error('none'));
    };
    Object.assign(window, { asked });
  });
  const asked = () => page.evaluate(() => (window as unknown as { asked: string[] }).asked);
  await page.goto('/admin/sign-in');
  await expect.poll(asked).toEqual(['conditional']);
  // A button is pressed twice by many; what is asked for is one attempt.
  await page.getByRole('button', { name: W.passkeys.signIn }).dblclick();
  await expect(page.getByText(W.passkeys.refused)).toBeVisible();
  expect([await asked(), posts]).toEqual([['conditional', 'button'], 2]);
});

test('a passkey is made, lets in without password and code, and is removed', async ({ browser }) => {
  const page = await signedIn(browser, EDITOR);
  const wire = await page.context().newCDPSession(page);
  await wire.send('WebAuthn.enable');
  const { authenticatorId } = await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto('/admin/account');
  const passkeys = page.locator('section').filter({ has: page.getByRole('heading', { name: W.passkeys.heading }) });
  await passkeys.getByLabel(W.passkeys.name).fill('office laptop');
  await passkeys.getByLabel(W.passkeys.password).fill(EDITOR.password);
  await passkeys.getByRole('button', { name: W.passkeys.add }).click();
  await expect(passkeys.getByText('office laptop', { exact: true })).toBeVisible();
  await expect(passkeys.getByText(W.passkeys.saved)).toBeVisible();

  // Somebody who holds the device and cannot open it; else the sign-in page would be answered before anybody has
  // clicked.
  await wire.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.getByRole('button', { name: W.signIn.signOut }).click();
  await expect(page).toHaveURL('/admin/sign-in');
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('staff');

  // And whose browser asks the device for no proof: it is the door that wants it.
  await page.addInitScript(() => {
    const { get } = navigator.credentials;
    navigator.credentials.get = (options) => {
      if (options?.publicKey && sessionStorage.getItem('careless')) options.publicKey.userVerification = 'discouraged';
      return get.call(navigator.credentials, options);
    };
  });
  await page.evaluate(() => sessionStorage.setItem('careless', 'yes'));
  await page.goto('/admin/sign-in?to=/admin/account');
  await page.getByRole('button', { name: W.passkeys.signIn }).click();
  await expect(page.getByText(W.passkeys.refused)).toBeVisible();
  await page.evaluate(() => sessionStorage.clear());
  await wire.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.getByRole('button', { name: W.passkeys.signIn }).click();
  await expect(page).toHaveURL('/admin/account');

  await passkeys.getByRole('button', { name: 'Remove the passkey “office laptop”' }).click();
  await expect(passkeys.getByText(W.passkeys.none)).toBeVisible();

  const owner = await signedIn(browser);
  await owner.goto('/admin/activity');
  const lines = owner.locator('main ol > li > div').filter({ hasText: 'Boris' });
  for (const [n, said] of [
    'Removed a passkeyName: office laptop',
    'Signed inMethod: passkey',
    'Signed out',
    'Added a passkeyName: office laptop',
  ].entries())
    await expect(lines.nth(n)).toContainText(`Boris · ${said}`);
});

test('sessions are listed, ended one by one and all at once, and by a new password', async ({ browser }) => {
  await house.onStage(() => database().session.deleteMany());
  const [here, there, third] = [
    await signedIn(browser, EDITOR),
    await signedIn(browser, EDITOR),
    await signedIn(browser, EDITOR),
  ];
  await here.goto('/admin/account');
  const list = here.locator('section').filter({ has: here.getByRole('heading', { name: W.account.sessions.heading }) });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(list.getByText(W.account.sessions.here)).toHaveCount(1);
  await list.getByRole('button', { name: W.account.sessions.end, exact: false }).first().click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await list.getByRole('button', { name: W.account.sessions.endOthers }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  for (const page of [there, third]) {
    await page.goto('/admin/account');
    await expect(page).toHaveURL(/sign-in/);
  }

  await signIn(there, EDITOR);
  await expect(there).toHaveURL(/admin/);
  const before = (await here.context().cookies()).find(({ name }) => name === 'desk.session_token')?.value;
  await here.getByLabel(W.account.password.current).fill(EDITOR.password);
  EDITOR.password = 'the morning train was early for once';
  await here.getByLabel(W.account.password.new).fill(EDITOR.password);
  await here.getByRole('button', { name: W.account.password.submit }).click();
  await expect(here.getByText(W.account.password.changed)).toBeVisible();
  expect((await here.context().cookies()).find(({ name }) => name === 'desk.session_token')?.value).not.toBe(before);
  await there.goto('/admin/account');
  await expect(there).toHaveURL(/sign-in/);
  await here.goto('/admin/account');
  await expect(here).toHaveURL('/admin/account');

  // However much it is used, it ends.
  await house.onStage(() => database().$executeRaw`UPDATE session SET created_at = now() - interval '30 days'`);
  await here.goto('/admin/account');
  await expect(here).toHaveURL(/sign-in/);
  await signIn(here, EDITOR);
  await expect(here).toHaveURL(/admin/);
});

test('a new password by a link from an administrator, where the site sends no letters', async ({ browser }) => {
  const asking = await somebody(browser);
  await asking.goto('/admin/sign-in');
  await asking.getByRole('link', { name: W.signIn.forgotPassword }).click();
  await expect(asking.getByText(W.forgotPassword.noMail)).toBeVisible();

  const owner = await signedIn(browser);
  await owner.goto('/admin/people');
  await owner.getByRole('button', { name: 'Create reset link: Boris' }).click();
  const link = await owner.getByLabel(W.people.link).inputValue();
  EDITOR.password = 'winter apples keep until the spring';
  await asking.goto(link);
  await asking.getByLabel(W.accountLink.password).fill(EDITOR.password);
  await asking.getByRole('button', { name: W.accountLink.setPassword }).click();
  await expect(asking).toHaveURL('/admin');
});

test('letters: an invitation and a new password, in the language of whoever they are for; none for strangers', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const box = await startMailServer();
  const silent = createServer();
  const mailing = await house.startWeb({ SMTP_URL: box.url, MAIL_FROM: 'Paper <newsroom@paper.example>' });
  const here = { baseURL: mailing.origin };
  await house.onStage(() => database().staff.update({ where: { email: EDITOR.email }, data: { language: 'ru' } }));
  try {
    const asking = await somebody(browser, here);
    const answers: (string | null)[] = [];
    for (const email of ['nobody@paper.example', EDITOR.email, 'a@b.example, boris@paper.example']) {
      await asking.goto('/admin/forgot-password');
      await asking.getByLabel(W.forgotPassword.email).fill(email);
      // What the browser would not send, somebody else may.
      await asking.locator('form').evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''));
      await asking.getByRole('button', { name: W.forgotPassword.submit }).click();
      answers.push(await asking.locator('.message').textContent());
    }
    expect(answers).toEqual([W.forgotPassword.sent, W.forgotPassword.sent, W.forgotPassword.bad]);
    await expect.poll(() => box.letters.length, { timeout: 10_000 }).toBe(1);
    const [letter] = box.letters;
    expect(letter?.to).toEqual([EDITOR.email]);
    expect(letter?.text).toContain('новый пароль');
    const link = /http:\S+/.exec(letter?.text ?? '')?.[0] ?? '';
    expect(link).toMatch(new RegExp(`^${mailing.origin}/admin/account-link/[\\w-]{43}$`));
    await asking.goto(link);
    await expect(asking.getByLabel(W.accountLink.email)).toHaveValue(EDITOR.email);

    const owner = await somebody(browser, here);
    await signIn(owner, OWNER);
    await owner.waitForURL('**/admin');
    await owner.goto('/admin/people');
    await owner.getByLabel(W.people.invite.email).fill('anna@paper.example');
    await owner.getByRole('combobox', { name: W.people.language, exact: true }).selectOption('hy');
    await owner.getByRole('button', { name: W.people.invite.submit }).click();
    await expect(owner.getByText(W.people.results.linkSent.replace('{email}', 'anna@paper.example'))).toBeVisible();
    await expect(owner.getByLabel(W.people.link)).toHaveCount(0);
    expect(box.letters).toHaveLength(2);
    expect(box.letters[1]?.text).toContain('Mariam հրավիրում է ձեզ');
    box.close();
    await owner.getByLabel(W.people.invite.email).fill('anna@paper.example');
    await owner.getByRole('button', { name: W.people.invite.submit }).click();
    await expect(owner.getByLabel(W.people.link)).toBeVisible();
    // One that takes the connection and says nothing is given up after ten seconds.
    silent.listen(Number(new URL(box.url).port), '127.0.0.1');
    await owner.goto('/admin/people');
    await owner.getByLabel(W.people.invite.email).fill('anna@paper.example');
    await owner.getByRole('button', { name: W.people.invite.submit }).click();
    await expect(owner.getByLabel(W.people.link)).toBeVisible({ timeout: 25_000 });
  } finally {
    await mailing.stop();
    box.close();
    silent.close();
    await house.onStage(() => database().staff.update({ where: { email: EDITOR.email }, data: { language: 'en' } }));
  }
});

test('npm start -- --reset-password prints a link for staff, and can reset two-factor authentication', async () => {
  const resetPassword = (...args: string[]) => {
    const environment = {
      ...process.env,
      DATABASE_URL: house.postgres.url,
      DATA_DIR: house.folder,
      PUBLIC_URL: web.origin,
    };
    return execFileSync('node', ['processes/start.mjs', '--reset-password', ...args], {
      env: environment,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  };
  expect(resetPassword(EDITOR.email)).toMatch(new RegExp(`${web.origin}/admin/account-link/[\\w-]{43}\n`));
  await house.onStage(() =>
    database().staff.update({ where: { email: EDITOR.email }, data: { twoFactorEnabled: true } }),
  );
  expect(resetPassword(EDITOR.email, '--reset-two-factor')).toContain('Two-factor authentication is off');
  expect(await house.onStage(() => database().staff.count({ where: { twoFactorEnabled: true } }))).toBe(0);
  expect(() => resetPassword('nobody@paper.example')).toThrow(
    /No active member of staff has the e-mail nobody@paper\.example/,
  );
  expect(() => resetPassword()).toThrow(/Add the e-mail address/);
});

test('links that version 0.2.0 has mailed, and bookmarks of its time, lead to today’s addresses', async () => {
  for (const [former, present] of [
    ['/admin/enter/a-token', '/admin/account-link/a-token'],
    ['/admin/masthead', '/admin/settings'],
    ['/admin/masthead/pages', '/admin/settings/pages'],
    ['/admin/articles/17/beside', '/admin/articles/17/side-by-side'],
  ] as const) {
    const { status, headers } = await fetch(web.origin + former, { redirect: 'manual' });
    expect([former, status, headers.get('location')]).toEqual([former, 307, present]);
  }
});

test('a form sent from anywhere else changes nothing', async ({ browser }) => {
  const owner = await signedIn(browser);
  const cookie = (await owner.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await owner.goto('/admin/account');
  // The form as a browser without a script would send it: with the address of its action in hidden fields.
  const html = await (await owner.request.get('/admin/account')).text();
  const form = /<form[^>]*>((?:(?!<\/form>).)*name="name"(?:(?!<\/form>).)*)<\/form>/s.exec(html)?.[1] ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')] as const,
  );
  expect(hidden.length).toBeGreaterThan(0);
  const send = (name: string, headers: Record<string, string>) => {
    const boundary = '----portal';
    const fields = [...hidden, ['name', name], ['language', 'en']] as const;
    const parts = fields.map(
      ([field, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
    );
    const body = `${parts.join('')}--${boundary}--\r\n`;
    const { hostname, port } = new URL(web.origin);
    return new Promise<number>((resolve, reject) => {
      const sent = request(
        {
          hostname,
          port,
          path: '/admin/account',
          method: 'POST',
          headers: { cookie, 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
        },
        (response) => response.resume().on('end', () => resolve(response.statusCode ?? 0)),
      );
      sent.on('error', reject);
      sent.end(body);
    });
  };
  const name = () =>
    house.onStage(async () => (await database().staff.findUnique({ where: { email: OWNER.email } }))?.name);
  const { port } = new URL(web.origin);
  const foreign: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `https://localhost:${port}` },
    { origin: 'http://localhost' },
    { origin: `http://localhost:${Number(port) + 1}` },
    { origin: `http://sub.localhost:${port}` },
    { origin: `http://localhost:${port}.evil.example` },
    { 'sec-fetch-site': 'cross-site', origin: web.origin },
    { 'sec-fetch-site': 'same-site', origin: web.origin },
    { 'sec-fetch-site': 'none', origin: web.origin },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { origin: 'https://evil.example', host: 'evil.example' },
  ];
  for (const [number, headers] of foreign.entries()) {
    await send(`Changed ${number}`, headers);
    expect({ headers, name: await name() }).toEqual({ headers, name: OWNER.name });
  }
  // The same request from here does: it was not for something else that they failed.
  await send('Mariam A.', { origin: web.origin });
  expect(await name()).toBe('Mariam A.');
  await send(OWNER.name, { origin: web.origin, 'sec-fetch-site': 'same-origin' });
  expect(await name()).toBe(OWNER.name);
});

test('pages of the newsroom are kept nowhere, framed nowhere, listed nowhere, and run no script but their own', async ({
  browser,
}) => {
  const owner = await signedIn(browser);
  const nonces = new Set<string>();
  for (const path of ['/admin/people', '/admin/account', '/admin/sign-in', '/admin/forgot-password']) {
    const { headers } = { headers: (await owner.request.get(path, { maxRedirects: 0 })).headers() };
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
    expect(headers['cache-control']).toContain('no-store');
    expect(headers['x-robots-tag']).toContain('noindex');
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
  expect(nonces.size).toBe(4);
});

test('tries at the door are counted by account, and what a client says of its address is not believed', async ({
  browser,
}) => {
  await house.onStage(() => database().attempt.deleteMany());
  const page = await somebody(browser);
  for (let n = 0; n < 9; n++) {
    await page.setExtraHTTPHeaders({ 'X-Forwarded-For': `198.51.100.${n}`, 'X-Client-Address': `203.0.113.${n}` });
    await signIn(page, { email: 'somebody@paper.example', password: `guess ${n}` });
    await expect(page.locator('.message')).toHaveText(n < 8 ? W.signIn.wrong : /Too many attempts/);
  }
  const rows = await house.onStage(() =>
    database().attempt.findMany({ where: { key: { startsWith: 'sign-in:network' } } }),
  );
  expect(rows).toHaveLength(1);
  // Another process finds the same count.
  const second = await house.startWeb();
  const other = await somebody(browser, { baseURL: second.origin });
  await signIn(other, { email: 'somebody@paper.example', password: 'guess' });
  await expect(other.locator('.message')).toHaveText(/Too many attempts/);
  await second.stop();
  await house.onStage(() => database().attempt.deleteMany());
});

for (const [first, language] of (['en', 'ru', 'hy'] as const).entries()) {
  test(`axe finds nothing in these rooms in ${language}, and nothing is wider than a telephone`, async ({
    browser,
  }) => {
    await house.onStage(() => database().staff.updateMany({ data: { language } }));
    const page = await somebody(browser, { locale: language });
    await page.goto('/admin/sign-in');
    let turn = first;
    const look = async (address: string) => {
      await takeTurn(page, turn++);
      await page.goto(address);
      await expectAccessible(page);
    };
    const link = await house.onStage(() => createResetLink(OWNER.email));
    for (const address of [
      '/admin/sign-in',
      '/admin/forgot-password',
      '/admin/two-factor',
      `/admin/account-link/${link?.token}`,
    ])
      await look(address);
    await page.locator('input[name=email]').waitFor();
    await page.goto('/admin/sign-in');
    await page.locator('input[name=email]').fill(OWNER.email);
    await page.locator('input[name=password]').fill(OWNER.password);
    await page.locator('button[type=submit]').first().click();
    await expect(page).toHaveURL('/admin');
    await house.onStage(() => actorFor('contributor', 'Anahit Ter-Hovhannisyan-Nazaretyan').catch(() => null));
    for (const address of ['/admin/people', '/admin/account']) await look(address);
  });
}
