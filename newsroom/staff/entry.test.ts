import { beforeEach, describe, expect, it } from 'vitest';
import { playActor } from '#e2e/stage';
import { findEntry } from '#newsroom/staff/find-entry';
import { saveColleague } from '#newsroom/staff/save-colleague';
import { saveInvitation, saveOwnersLink, savePasswordLink } from '#newsroom/staff/save-entry-link';
import { savePassword } from '#newsroom/staff/save-password';
import { database } from '#platform/database';

beforeEach(async () => {
  await database().staff.deleteMany();
  await database().entryLink.deleteMany();
  await database().auditEntry.deleteMany();
});

const newcomer = {
  name: 'Mariam',
  email: 'Mariam@Paper.example',
  language: 'hy',
  passwordHash: 'salt:hash',
  address: '192.0.2.1',
} as const;

describe('the owner’s link', () => {
  it('makes one administrator, once, even for two who follow it at once', async () => {
    const token = String(await saveOwnersLink());
    expect(await findEntry(token)).toEqual({ kind: 'owner' });
    const came = await Promise.all([saveColleague(token, newcomer), saveColleague(token, { ...newcomer, email: 'other@paper.example' })]);
    expect(came.filter(({ ok }) => ok)).toHaveLength(1);
    const staff = await database().staff.findMany({ select: { role: true, accounts: { select: { password: true } } } });
    expect(staff).toEqual([{ role: 'administrator', accounts: [{ password: 'salt:hash' }] }]);
    expect(await findEntry(token)).toBeNull();
    expect(await saveOwnersLink()).toBeNull();
    expect(await database().auditEntry.count()).toBe(1);
  });

  it('ends when a newer one is made, and is kept only as a hash', async () => {
    const first = String(await saveOwnersLink());
    const second = String(await saveOwnersLink());
    expect(await findEntry(first)).toBeNull();
    expect(await findEntry(second)).toEqual({ kind: 'owner' });
    const [row] = await database().$queryRaw<{ text: string }[]>`SELECT string_agg(l::text, ' ') AS text FROM entry_link l`;
    expect(row?.text).not.toContain(second);
  });
});

describe('an invitation', () => {
  it('gives the role that it was made with to the person whom it names, whatever e-mail they say', async () => {
    const actor = await playActor('administrator');
    const made = await saveInvitation(actor, { email: ' Anna@Paper.example', role: 'author', language: 'hy' });
    if (!made.ok) throw new Error(made.why);
    expect(await findEntry(made.token)).toEqual({ kind: 'invitation', email: 'anna@paper.example', role: 'author', language: 'hy' });
    expect(await saveColleague(made.token, newcomer)).toEqual({ ok: true, email: 'anna@paper.example' });
    expect(await saveColleague(made.token, newcomer)).toEqual({ ok: false, why: 'gone' });
    expect(await saveInvitation(actor, { email: 'anna@paper.example', role: 'chief', language: 'en' })).toEqual({
      ok: false,
      why: 'taken',
    });
  });

  it('is made by administrators alone', async () => {
    for (const role of ['contributor', 'translator', 'author', 'editor', 'chief'] as const) {
      const refused = await saveInvitation(await playActor(role), { email: 'a@b.example', role: 'administrator', language: 'en' });
      expect(refused).toEqual({ ok: false, why: 'not-allowed' });
    }
  });

  it('ends after its time', async () => {
    const made = await saveInvitation(await playActor('administrator'), { email: 'a@b.example', role: 'author', language: 'en' });
    await database().entryLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(made.ok && (await findEntry(made.token))).toBeNull();
    expect(made.ok && (await saveColleague(made.token, newcomer))).toEqual({ ok: false, why: 'gone' });
  });
});

describe('a link to a new password', () => {
  it('sets it once and ends all sessions', async () => {
    const { id } = await playActor('author');
    await database().staff.update({ where: { id }, data: { email: 'a@paper.example' } });
    await database().session.create({ data: { id: 's', token: 't', userId: id, expiresAt: new Date(Date.now() + 60_000) } });
    const token = (await savePasswordLink('A@paper.example'))?.token ?? '';
    expect(await findEntry(token)).toEqual({ kind: 'password', email: 'a@paper.example' });
    expect(await savePassword(token, { passwordHash: 'new', address: '' })).toBe('a@paper.example');
    expect(await savePassword(token, { passwordHash: 'newer', address: '' })).toBeNull();
    expect(await database().session.count()).toBe(0);
    expect(await database().account.findFirst({ select: { password: true } })).toEqual({ password: 'new' });
  });

  it('is not made for somebody unknown or suspended', async () => {
    const { id } = await playActor('author');
    await database().staff.update({ where: { id }, data: { email: 'a@paper.example', suspendedAt: new Date() } });
    expect(await savePasswordLink('a@paper.example')).toBeNull();
    expect(await savePasswordLink('nobody@paper.example')).toBeNull();
  });
});
