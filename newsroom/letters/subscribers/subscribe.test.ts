import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addSubscriber, clearLetters, turnLettersOn } from '#e2e/letter-scene';
import { type ScriptedMailServer, startScriptedMailServer, wordsOf } from '#e2e/scripted-mail-server';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { deleteOldLetters } from '#newsroom/letters/delete-old-letters';
import { suppressIfDead } from '#newsroom/letters/sending/record-outcome';
import { sendNotices } from '#newsroom/letters/sending/send-notices';
import { findAsked, findOwnSubscription } from '#newsroom/letters/subscribers/find-own-subscription';
import { hashOfAddress } from '#newsroom/letters/subscribers/mail-address';
import {
  deleteSubscriber,
  exportSubscribers,
  importSubscribers,
  liftSuppression,
} from '#newsroom/letters/subscribers/manage-subscribers';
import { changeSubscription, confirmSubscription, leaveLetters } from '#newsroom/letters/subscribers/own-subscription';
import { subscribe } from '#newsroom/letters/subscribers/subscribe';
import { confirmToken, manageToken } from '#newsroom/letters/subscribers/subscriber-token';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

let server: ScriptedMailServer;
let admin: Actor;

const asked = (address: string, changed: Partial<Parameters<typeof subscribe>[0]> = {}) =>
  subscribe({
    ...{ address, kinds: ['daily'], language: 'en', words: 'I agree', place: '/en/letters', from: '192.0.2.7' },
    ...changed,
  });
const notices = () => sendNotices({ signal: new AbortController().signal });
const rowOf = (address: string) =>
  database().subscriber.findUnique({
    where: { address },
    include: { subscriptions: true, consents: { orderBy: { id: 'asc' } } },
  });
const told = { words: 'Confirm', place: '/en/letters', from: '198.51.100.9' };

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});
beforeEach(async () => {
  server = await startScriptedMailServer();
  process.env.SMTP_URL = server.url;
  process.env.MAIL_FROM = 'portal@paper.example';
  await turnLettersOn();
});
afterEach(async () => {
  await server.close();
  await clearLetters();
});
afterAll(() => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
});

describe('a subscription', () => {
  it('begins when somebody confirms it by a button, with the words, the time and the network kept', async () => {
    expect(await asked('Anna@One.example', { kinds: ['daily', 'weekly'] })).toEqual({ ok: true });
    expect(await rowOf('anna@one.example')).toMatchObject({ state: 'pending', subscriptions: [] });
    await notices();
    expect(server.taken.map(({ to }) => to)).toEqual(['anna@one.example']);
    const token = /confirm\?token=([0-9a-z]+)/.exec(wordsOf(server.taken[0]?.message ?? ''))?.[1] ?? '';
    expect(await findAsked(token)).toEqual({ address: 'anna@one.example', kinds: ['daily', 'weekly'] });
    expect((await rowOf('anna@one.example'))?.state).toBe('pending');
    expect(await confirmSubscription(token, told)).toBe(true);
    expect(await confirmSubscription(token, told)).toBe(true);
    const row = await rowOf('anna@one.example');
    expect(row).toMatchObject({ state: 'confirmed', notice: null });
    expect(row?.subscriptions.map(({ kind }) => kind).sort()).toEqual(['daily', 'weekly']);
    expect(row?.consents).toMatchObject([
      { act: 'asked', kinds: ['daily', 'weekly'], words: 'I agree', place: '/en/letters', network: '192.0.2.0/24' },
      { act: 'confirmed', kinds: ['daily', 'weekly'], words: 'Confirm', network: '198.51.100.0/24' },
    ]);
    await notices();
    expect(server.taken).toHaveLength(1);
  });

  it('of 48 hours ago cannot be confirmed, nor one that was asked for anew since', async () => {
    await asked('anna@one.example');
    const row = await rowOf('anna@one.example');
    const [id, askedAt] = [row?.id ?? '', row?.askedAt ?? new Date()];
    await asked('anna@one.example');
    expect(await confirmSubscription(confirmToken(id, askedAt), told)).toBe(false);
    const old = new Date(Date.now() - 49 * 3_600_000);
    await database().subscriber.update({ where: { id }, data: { askedAt: old } });
    expect(await findAsked(confirmToken(id, old))).toBeNull();
    expect(await confirmSubscription(confirmToken(id, old), told)).toBe(false);
  });

  it('that there is stays as it is when somebody else enters the address: a letter says how to change it', async () => {
    const id = await addSubscriber('anna@one.example', { kinds: ['weekly'] });
    expect(await asked('anna@one.example', { kinds: ['breaking'] })).toEqual({ ok: true });
    await notices();
    expect(wordsOf(server.taken[0]?.message ?? '')).toContain(`manage?token=${manageToken(id)}`);
    expect((await rowOf('anna@one.example'))?.subscriptions.map(({ kind }) => kind)).toEqual(['weekly']);
  });

  it('is changed and ended by the word of a letter, and each is kept', async () => {
    const id = await addSubscriber('anna@one.example');
    const token = manageToken(id);
    expect(await changeSubscription(token, ['weekly', 'breaking'], told)).toBe(true);
    expect((await findOwnSubscription(token))?.kinds.sort()).toEqual(['breaking', 'weekly']);
    expect(await leaveLetters(token, told)).toBe(true);
    expect(await leaveLetters(token, told)).toBe(true);
    expect(await changeSubscription(token, ['daily'], told)).toBe(false);
    const row = await rowOf('anna@one.example');
    expect(row).toMatchObject({ state: 'left', subscriptions: [] });
    expect(row?.consents.map(({ act }) => act)).toEqual(['changed', 'left']);
    // Of their own will they may come back.
    await asked('anna@one.example');
    const again = await rowOf('anna@one.example');
    expect(await confirmSubscription(confirmToken(id, again?.askedAt ?? new Date()), told)).toBe(true);
    expect(await database().suppressedAddress.count()).toBe(0);
  });

  it('that is confirmed again stays as it was changed since', async () => {
    await asked('anna@one.example', { kinds: ['daily', 'breaking'] });
    const row = await rowOf('anna@one.example');
    const token = confirmToken(row?.id ?? '', row?.askedAt ?? new Date());
    expect(await confirmSubscription(token, told)).toBe(true);
    await changeSubscription(manageToken(row?.id ?? ''), ['daily'], told);
    expect(await confirmSubscription(token, told)).toBe(true);
    const after = await rowOf('anna@one.example');
    expect(after?.subscriptions.map(({ kind }) => kind)).toEqual(['daily']);
    expect(after?.consents.map(({ act }) => act)).toEqual(['asked', 'confirmed', 'changed']);
  });

  it('to an address that was dead and is alive again has what was asked for then, not what there was before', async () => {
    const id = await addSubscriber('anna@one.example', { kinds: ['daily', 'breaking'] });
    await suppressIfDead(id, 'anna@one.example', '5.1.1');
    expect(await rowOf('anna@one.example')).toMatchObject({ state: 'suppressed', subscriptions: [] });
    expect(await liftSuppression(admin, 'anna@one.example')).toEqual({ ok: true });
    await asked('anna@one.example', { kinds: ['weekly'] });
    const again = await rowOf('anna@one.example');
    expect(await confirmSubscription(confirmToken(id, again?.askedAt ?? new Date()), told)).toBe(true);
    expect((await rowOf('anna@one.example'))?.subscriptions.map(({ kind }) => kind)).toEqual(['weekly']);
  });

  it('that somebody who left long ago asks for anew is there until a week after they asked', async () => {
    const id = await addSubscriber('anna@one.example');
    await leaveLetters(manageToken(id), told);
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    await database().subscriber.update({ where: { id }, data: { leftAt: daysAgo(10), askedAt: daysAgo(40) } });
    await asked('anna@one.example');
    await deleteOldLetters(1_000);
    expect(await rowOf('anna@one.example')).toMatchObject({ state: 'pending', leftAt: null });
    // Whatever an earlier version of the portal has left there.
    await database().subscriber.update({ where: { id }, data: { leftAt: daysAgo(10) } });
    await deleteOldLetters(1_000);
    expect(await rowOf('anna@one.example')).not.toBeNull();
    await database().subscriber.update({ where: { id }, data: { leftAt: daysAgo(20), askedAt: daysAgo(8) } });
    await deleteOldLetters(1_000);
    expect(await rowOf('anna@one.example')).toBeNull();
  });
});

describe('somebody who enters strangers’ addresses', () => {
  it('has three letters sent to one within a day', async () => {
    for (let time = 0; time < 6; time++) {
      expect(await asked('victim@one.example', { from: `192.0.${time}.7` })).toEqual({ ok: true });
      await notices();
    }
    expect(server.taken).toHaveLength(3);
  });

  it('is told after ten from one network, and no other network is', async () => {
    for (let time = 0; time < 10; time++)
      expect(await asked(`victim${time}@one.example`, { from: `192.0.2.${time}` })).toEqual({ ok: true });
    expect(await asked('eleventh@one.example')).toEqual({ ok: false, why: 'too-many' });
    expect(await asked('eleventh@one.example', { from: '203.0.113.5' })).toEqual({ ok: true });
  });

  it.each([
    ['someone@mailinator.com', 'disposable'],
    ['someone@sub.mailinator.com', 'disposable'],
    ['someone', 'address'],
  ] as const)('is refused %s', async (address, why) => {
    expect(await asked(address)).toEqual({ ok: false, why });
    expect(await database().subscriber.count()).toBe(0);
  });

  it('hears the same of an address that has complained as of any, and nothing is sent', async () => {
    await database().suppressedAddress.create({
      data: { hash: hashOfAddress('angry@one.example'), reason: 'complained' },
    });
    expect(await asked('angry@one.example')).toEqual({ ok: true });
    await notices();
    expect(server.taken).toEqual([]);
    expect(await rowOf('angry@one.example')).toBeNull();
    expect(await liftSuppression(admin, 'angry@one.example')).toMatchObject({ ok: false });
  });

  it('hears what kinds there are none of', async () => {
    await database().letterPlan.update({
      where: { language_kind: { language: 'en', kind: 'weekly' } },
      data: { isOn: false },
    });
    expect(await asked('anna@one.example', { kinds: ['weekly'] })).toEqual({ ok: false, why: 'kinds' });
    await database().letterSettings.update({ where: { id: 1 }, data: { isOn: false } });
    expect(await asked('anna@one.example')).toEqual({ ok: false, why: 'kinds' });
  });
});

describe('a list of subscribers', () => {
  const given = { language: 'en', kinds: ['daily'], statement: 'Subscribed on the former site', asks: false } as const;

  it('is taken over with the word where the consent comes from, without those who are out', async () => {
    await addSubscriber('known@one.example', { kinds: ['weekly'] });
    const left = await addSubscriber('left@one.example');
    await leaveLetters(manageToken(left), told);
    await database().subscriber.delete({ where: { id: left } });
    const text =
      'Name;E-mail\nAnna;Anna@One.example\nB;known@one.example\nC;left@one.example\nD;nobody\nA;anna@one.example\n';
    const imported = await importSubscribers(admin, { ...given, text });
    expect(imported).toEqual({ ok: true, added: 1, known: 1, suppressed: 1, refused: ['nobody'] });
    expect(await rowOf('anna@one.example')).toMatchObject({
      state: 'confirmed',
      consents: [{ act: 'imported', words: 'Subscribed on the former site' }],
    });
    expect((await rowOf('known@one.example'))?.subscriptions.map(({ kind }) => kind)).toEqual(['weekly']);
  });

  it('is asked to confirm where somebody wants that', async () => {
    await importSubscribers(admin, { ...given, text: 'anna@one.example\nboris@two.example', asks: true });
    expect(await rowOf('anna@one.example')).toMatchObject({ state: 'pending', subscriptions: [] });
    await notices();
    expect(server.taken.map(({ to }) => to)).toEqual(['anna@one.example']);
  });

  it('needs a word, a kind, a table, and somebody who may', async () => {
    const text = 'anna@one.example';
    expect(await importSubscribers(admin, { ...given, text, statement: ' ' })).toMatchObject({
      about: 'consentStatement',
    });
    expect(await importSubscribers(admin, { ...given, text, kinds: [] })).toMatchObject({ about: 'letterKind' });
    expect(await importSubscribers(admin, { ...given, text: 'nothing' })).toMatchObject({ about: 'csv' });
    expect(await importSubscribers(await actorFor('chief'), { ...given, text })).toMatchObject({ why: 'not-allowed' });
  });

  it('comes out as a table without formulas, and goes in again', async () => {
    await addSubscriber('=cmd@one.example');
    await addSubscriber('anna@one.example');
    let table = '';
    for await (const part of exportSubscribers()) table += part;
    expect(table).toContain("'=cmd@one.example");
    expect(table).toContain('anna@one.example,en,confirmed,daily');
    await database().subscriber.deleteMany();
    expect(await importSubscribers(admin, { ...given, text: table })).toMatchObject({ ok: true, added: 2 });
  });

  it('loses who is deleted, and whoever is blocked cannot come back', async () => {
    const id = await addSubscriber('anna@one.example');
    expect(await deleteSubscriber(admin, id, { isBlocked: true })).toEqual({ ok: true });
    expect(await rowOf('anna@one.example')).toBeNull();
    await asked('anna@one.example');
    await importSubscribers(admin, { ...given, text: 'anna@one.example' });
    expect(await rowOf('anna@one.example')).toBeNull();
    expect(await liftSuppression(admin, 'anna@one.example')).toEqual({ ok: true });
    expect(await importSubscribers(admin, { ...given, text: 'anna@one.example' })).toMatchObject({ added: 1 });
  });
});
