import { readFileSync } from 'node:fs';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember } from '#e2e/test-data';
import { ACTIVITY, PRIVACY } from '#i18n/admin-addresses';
import hy from '#messages/newsroom/hy.json' with { type: 'json' };
import ru from '#messages/newsroom/ru.json' with { type: 'json' };
import { personExport } from '#newsroom/privacy/person-export';
import { inviteColleague } from '#newsroom/staff/create-token-link';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';
import { actorFor } from './test-data.ts';

// An administrator looks what is kept about people, finds one, exports it and erases it.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const LANGUAGES = [
  { code: 'en', words: W },
  { code: 'ru', words: ru },
  { code: 'hy', words: hy },
] as const;
const GUEST = 'guest@elsewhere.example';

type Member = Awaited<ReturnType<typeof createStaffMember>>;

let house: OwnServer;
let web: Web;
let room: Newsroom;
let leaving: Member;
const people = new Map<string, Member>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    for (const { code } of LANGUAGES)
      people.set(code, await createStaffMember('administrator', `Administrator ${code}`, code));
    people.set('chief', await createStaffMember('chief', 'A chief'));
    leaving = await createStaffMember('author', 'Vardan Petrosyan');
    await inviteColleague(await actorFor('administrator', 'Host'), { email: GUEST, role: 'author', language: 'en' });
    await database().authorText.updateMany({ where: { language: 'en' }, data: { name: leaving.name } });
  });
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

const seat = (who: string, options = {}) => room.seat(people.get(who) ?? { email: '', password: '' }, options);

for (const [turn, { code, words }] of LANGUAGES.entries()) {
  test(`axe finds nothing in ${code}, neither in what is kept nor in what there is of one person`, async () => {
    const page = await seat(code, { locale: code });
    await takeTurn(page, turn);
    await page.goto(PRIVACY);
    await expect(page.getByText(words.privacy.kinds.readers.what)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('combobox').selectOption(leaving.email);
    await page.getByRole('button', { name: words.privacy.find.byMember }).click();
    await expect(page.getByText(leaving.name)).toBeVisible();
    await expect(page.getByText(words.privacy.erase.after.bylines)).toBeVisible();
    await expectAccessible(page);
  });
}

test('whoever is no administrator has no such screen', async () => {
  const page = await seat('chief');
  room.expectErrors(/404/);
  expect((await page.goto(PRIVACY))?.status()).toBe(404);
});

test('without a script an invited person is found by address, which no log has, and erased', async () => {
  const page = await seat('en', { javaScriptEnabled: false });
  await page.goto(PRIVACY);
  await page.getByRole('textbox').fill(GUEST.toUpperCase());
  await page.getByRole('button', { name: W.privacy.find.byEmail, exact: true }).click();
  await expect(page.getByText(W.privacy.person.nobody)).toBeVisible();
  await expect(page.getByRole('row', { name: W.privacy.kinds.invitations.title })).toContainText('1');
  expect(page.url()).not.toContain('guest');
  const erase = page.getByRole('form', { name: W.privacy.erase.title });
  await erase.getByLabel(W.privacy.erase.password).fill('not the password');
  await erase.getByLabel(W.privacy.erase.confirm).check();
  await erase.getByRole('button', { name: W.privacy.erase.submit }).click();
  await expect(erase.getByRole('alert')).toHaveText(W.account.wrongPassword);
  await expect(page.getByRole('row', { name: W.privacy.kinds.invitations.title })).toContainText('1');
  await erase.getByLabel(W.privacy.erase.password).fill(people.get('en')?.password ?? '');
  await erase.getByLabel(W.privacy.erase.confirm).check();
  await erase.getByRole('button', { name: W.privacy.erase.submit }).click();
  await expect(page.getByText(W.privacy.person.nothing)).toBeVisible();
  await expect(page.getByText('Erased:')).toBeVisible();
  expect(web.log()).not.toContain(GUEST);
});

test('one’s own account is not erased', async () => {
  const page = await seat('en');
  await page.goto(PRIVACY);
  await page.getByRole('combobox').selectOption(people.get('en')?.email ?? '');
  await page.getByRole('button', { name: W.privacy.find.byMember }).click();
  await expect(page.getByText(W.privacy.erase.own)).toBeVisible();
  await expect(page.getByRole('button', { name: W.privacy.erase.submit })).toHaveCount(0);
});

test('a member is exported to a file, erased and signed out; the log says that somebody was', async () => {
  const theirs = await room.seat(leaving);
  const page = await seat('en');
  await page.goto(PRIVACY);
  await page.getByRole('combobox').selectOption(leaving.email);
  await page.getByRole('button', { name: W.privacy.find.byMember }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: W.privacy.export.submit }).click();
  const file = readFileSync(await (await downloading).path(), 'utf8');
  const { email, data } = personExport.parse(JSON.parse(file));
  expect(email).toBe(leaving.email);
  expect(data.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['accounts', 'sessions', 'activity', 'bylines']));
  expect(file).not.toMatch(/[0-9a-f]{32}:[0-9a-f]{64}/);

  const erase = page.getByRole('form', { name: W.privacy.erase.title });
  await erase.getByLabel(W.privacy.erase.password).fill(people.get('en')?.password ?? '');
  await erase.getByLabel(W.privacy.erase.confirm).check();
  await erase.getByRole('button', { name: W.privacy.erase.submit }).click();
  await expect(page.getByText('Erased:')).toBeVisible();
  await expect(page.getByText(W.privacy.person.nothing)).toBeVisible();
  const bylines = await house.onStage(() => database().authorText.count({ where: { name: leaving.name } }));
  expect(bylines).toBe(1);
  await theirs.goto('/admin');
  await expect(theirs).toHaveURL(/sign-in/);

  await page.goto(ACTIVITY);
  const line = (event: string) => page.locator('main li').filter({ hasText: event }).first();
  await expect(line(W.audit.events.staff.erased)).toContainText(people.get('en')?.name ?? '');
  await expect(line(`${W.audit.formerMember} · ${W.audit.events.account.signedIn}`)).toBeVisible();
  await expect(page.locator('main')).not.toContainText(leaving.name);
});
