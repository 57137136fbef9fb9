import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import {
  findLetterSettings,
  findSending,
  listLetterKinds,
  listPlans,
} from '#newsroom/letters/settings/find-letter-settings';
import { type LetterSettingsInput, NO_PLAN } from '#newsroom/letters/settings/letter-settings';
import { isReportWord, makeReportWord } from '#newsroom/letters/settings/report-word';
import { saveLetterSettings } from '#newsroom/letters/settings/save-letter-settings';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

const PASSWORD = 'a-password-that-nobody-sees';
let admin: Actor;

const INPUT: LetterSettingsInput = {
  ...{ isOn: true, senderAddress: 'News@Paper.example', replyTo: '', postalAddress: '1 Main Street', perMinute: 120 },
  ...{ returnPath: 'bounces@paper.example', signs: true, removesSmtp: false, removesMailbox: false },
  smtp: `smtps://news:${PASSWORD}@mail.paper.example:465`,
  mailbox: `imaps://bounces:${PASSWORD}@mail.paper.example`,
  plans: [{ ...NO_PLAN, language: 'en', kind: 'daily', isOn: true }],
};
const save = (changed: Partial<LetterSettingsInput> = {}, seen = 0) =>
  saveLetterSettings(admin, { ...INPUT, ...changed, seen });

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});
beforeEach(async () => {
  await database().letterSettings.deleteMany();
  await database().letterPlan.deleteMany();
});
afterAll(() => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
});

describe('letters', () => {
  it('are off until somebody has set them up', async () => {
    expect(await listPlans()).toEqual([]);
    expect(await listLetterKinds('en')).toEqual([]);
    expect(await findSending()).toBeUndefined();
    expect(await findLetterSettings(admin)).toMatchObject({ isOn: false, version: 0 });
  });

  it('are set up with secrets that the database does not show and nobody is shown', async () => {
    expect(await save()).toEqual({ ok: true });
    const row = await database().letterSettings.findUniqueOrThrow({ where: { id: 1 } });
    for (const secret of [row.smtp, row.mailbox, row.dkimKey]) {
      const stored = Buffer.from(secret ?? []).toString('latin1');
      expect(stored.length).toBeGreaterThan(40);
      expect(stored).not.toMatch(/a-password|PRIVATE KEY/);
    }
    const shown = JSON.stringify(await findLetterSettings(admin));
    expect(shown).not.toMatch(/a-password|PRIVATE KEY/);
    const log = await database().auditEntry.findMany({ where: { resource: 'letter' }, select: { detail: true } });
    expect(JSON.stringify(log)).toContain('news@paper.example');
    expect(JSON.stringify(log)).not.toMatch(/a-password|PRIVATE KEY/);
    expect(await findSending()).toMatchObject({
      server: { url: INPUT.smtp, isOnInternet: true },
      senderAddress: 'news@paper.example',
    });
    expect(await listLetterKinds('en')).toEqual(['daily']);
    expect(await listLetterKinds('ru')).toEqual([]);
  });

  it('keep their secrets where another field is changed, and their key while the domain is the same', async () => {
    await save();
    const before = await database().letterSettings.findUniqueOrThrow({ where: { id: 1 } });
    expect(await save({ smtp: '', mailbox: '', perMinute: 60 }, 1)).toEqual({ ok: true });
    const after = await database().letterSettings.findUniqueOrThrow({ where: { id: 1 } });
    expect(after).toMatchObject({ smtp: before.smtp, mailbox: before.mailbox, dkimKey: before.dkimKey, perMinute: 60 });
    expect(await save({ senderAddress: 'news@other.example' }, 2)).toEqual({ ok: true });
    const moved = await database().letterSettings.findUniqueOrThrow({ where: { id: 1 } });
    expect(moved.dkimDomain).toBe('other.example');
    expect(moved.dkimPublic).not.toBe(before.dkimPublic);
    expect(await save({ signs: false }, 3)).toEqual({ ok: true });
    expect((await findLetterSettings(admin))?.dkim).toBeNull();
    expect((await findSending())?.key).toBeUndefined();
  });

  it('show a record for the DNS that is a key of 2048 bits', async () => {
    await save();
    const { dkim } = (await findLetterSettings(admin)) ?? {};
    expect(dkim?.name).toMatch(/^portal\d{8}-[0-9a-f]{8}\._domainkey\.paper\.example$/);
    const key = Buffer.from(/p=(.*)$/.exec(dkim?.value ?? '')?.[1] ?? '', 'base64');
    const { asymmetricKeyDetails } = createPublicKey({ key, format: 'der', type: 'spki' });
    expect(asymmetricKeyDetails?.modulusLength).toBe(2_048);
  });

  it('lose a mail server or a mailbox where somebody wants that, and not the last server while they are on', async () => {
    await save();
    const kept = { smtp: '', mailbox: '' };
    expect(await save({ ...kept, removesSmtp: true }, 1)).toMatchObject({ why: 'missing', about: 'mailServer' });
    expect(await save({ ...kept, removesMailbox: true }, 1)).toEqual({ ok: true });
    expect(await findLetterSettings(admin)).toMatchObject({ hasSmtp: true, hasMailbox: false });
    process.env.SMTP_URL = 'smtp://127.0.0.1:25';
    process.env.MAIL_FROM = 'portal@paper.example';
    expect(await save({ ...kept, removesSmtp: true }, 2)).toEqual({ ok: true });
    expect((await findSending())?.server).toEqual({ url: 'smtp://127.0.0.1:25', isOnInternet: false });
    delete process.env.SMTP_URL;
    // What is entered takes the place of what is removed.
    expect(await save({ removesSmtp: true, removesMailbox: true }, 3)).toEqual({ ok: true });
    expect(await findLetterSettings(admin)).toMatchObject({ hasSmtp: true, hasMailbox: true });
  });

  it('keep the key whose record is in the DNS while they are not signed', async () => {
    await save();
    const before = await findLetterSettings(admin);
    await save({ signs: false }, 1);
    expect(await findLetterSettings(admin)).toMatchObject({ signs: false, dkim: null });
    expect(await findSending()).toMatchObject({ key: undefined });
    await save({}, 2);
    expect((await findLetterSettings(admin))?.dkim).toEqual(before?.dkim);
    expect((await findSending())?.key?.domain).toBe('paper.example');
    // One that cannot be read keeps nothing from being sent that is not signed.
    await save({ signs: false }, 3);
    await database()
      .$executeRaw`UPDATE letter_settings SET dkim_key = set_byte(dkim_key, 40, 1 # get_byte(dkim_key, 40))`;
    expect(await findSending()).toMatchObject({ key: undefined });
    expect(await findLetterSettings(admin)).toMatchObject({ isKeyReadable: true });
  });

  it.each([{ signs: true }, { signs: false }])(
    'have a name of its own for each key: a record of the DNS that is there is for another (%j)',
    async ({ signs }) => {
      await save();
      const before = await database().letterSettings.findUniqueOrThrow({ where: { id: 1 } });
      await save({ signs, senderAddress: 'news@other.example' }, 1);
      await save({}, 2);
      const after = await database().letterSettings.findUniqueOrThrow({ where: { id: 1 } });
      expect(after.dkimPublic).not.toBe(before.dkimPublic);
      expect(after.dkimSelector).not.toBe(before.dkimSelector);
    },
  );

  it('are not sent unsigned where the key cannot be read; Settings say so, and saving them makes a new one', async () => {
    await save();
    const before = await database().letterSettings.findUniqueOrThrow({ where: { id: 1 } });
    expect(await findLetterSettings(admin)).toMatchObject({ isSmtpReadable: true, isKeyReadable: true });
    await database()
      .$executeRaw`UPDATE letter_settings SET dkim_key = set_byte(dkim_key, 40, 1 # get_byte(dkim_key, 40))`;
    expect(await findSending()).toBeUndefined();
    expect(await findSending({ evenOff: true })).toBeUndefined();
    expect(await findLetterSettings(admin)).toMatchObject({ isSmtpReadable: true, isKeyReadable: false, signs: true });
    expect(await save({ smtp: '', mailbox: '' }, 1)).toEqual({ ok: true });
    expect(await findLetterSettings(admin)).toMatchObject({ isKeyReadable: true });
    expect((await findSending())?.key?.selector).not.toBe(before.dkimSelector);
    await database().$executeRaw`UPDATE letter_settings SET smtp = set_byte(smtp, 40, 1 # get_byte(smtp, 40))`;
    expect(await findSending()).toBeUndefined();
    expect(await findLetterSettings(admin)).toMatchObject({ isSmtpReadable: false, isKeyReadable: true });
  });

  it.each([
    [{ senderAddress: 'news' }, 'invalid', 'senderAddress'],
    [{ replyTo: 'desk' }, 'invalid', 'replyTo'],
    [{ returnPath: 'bounces' }, 'invalid', 'returnPath'],
    [{ senderAddress: '' }, 'missing', 'senderAddress'],
    [{ postalAddress: ' ' }, 'missing', 'postalAddress'],
    [{ smtp: '' }, 'missing', 'mailServer'],
    [{ smtp: 'https://mail.paper.example' }, 'invalid', 'mailServer'],
    [{ smtp: 'smtp://127.0.0.1:25' }, 'invalid', 'mailServer'],
    [{ smtp: 'smtp://localhost' }, 'invalid', 'mailServer'],
    [{ smtp: 'smtp://192.168.1.5' }, 'invalid', 'mailServer'],
    [{ mailbox: 'imaps://bounces:x@10.0.0.7' }, 'invalid', 'mailbox'],
    [{ mailbox: 'pop3://mail.paper.example' }, 'invalid', 'mailbox'],
  ] as const)('are not set up with %j', async (changed, why, about) => {
    expect(await save(changed)).toMatchObject({ ok: false, why, about });
    expect(await database().letterSettings.count()).toBe(0);
  });

  it('may be prepared while they are off, and use the portal’s own server where there is one', async () => {
    expect(await save({ isOn: false, smtp: '', postalAddress: '', senderAddress: '' })).toEqual({ ok: true });
    process.env.SMTP_URL = 'smtp://127.0.0.1:25';
    process.env.MAIL_FROM = 'portal@paper.example';
    expect(await save({ smtp: '', mailbox: '' }, 1)).toEqual({ ok: true });
    expect((await findSending())?.server).toEqual({ url: 'smtp://127.0.0.1:25', isOnInternet: false });
  });

  it('are changed by one at a time, and by administrators', async () => {
    await save();
    expect(await save({}, 0)).toMatchObject({ ok: false, why: 'conflict' });
    expect(await save({}, 5)).toMatchObject({ ok: false, why: 'conflict' });
    const chief = await actorFor('chief');
    expect(await saveLetterSettings(chief, { ...INPUT, seen: 1 })).toMatchObject({ why: 'not-allowed' });
    expect(await findLetterSettings(chief)).toBeNull();
    expect(await makeReportWord(chief)).toMatchObject({ why: 'not-allowed' });
  });
});

it('a word for reports is stored as a hash, and the one before is good no more', async () => {
  expect(await makeReportWord(admin)).toMatchObject({ ok: false });
  await save();
  const [first, second] = [await makeReportWord(admin), await makeReportWord(admin)];
  if (!first.ok || !second.ok) throw new Error('refused');
  expect(await isReportWord(first.word)).toBe(false);
  expect(await isReportWord(second.word)).toBe(true);
  const row = await database().letterSettings.findUniqueOrThrow({ where: { id: 1 } });
  expect(Buffer.from(row.reportHash ?? []).toString('latin1')).not.toContain(second.word);
});
