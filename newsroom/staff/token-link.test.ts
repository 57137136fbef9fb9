import { beforeEach, describe, expect, it } from 'vitest';
import { actorFor } from '#e2e/test-data';
import { refuse } from '#newsroom/result';
import { createAccount } from '#newsroom/staff/create-account';
import { createOwnerLink, createResetLink, inviteColleague } from '#newsroom/staff/create-token-link';
import { findTokenLink } from '#newsroom/staff/find-token-link';
import { resetPassword } from '#newsroom/staff/reset-password';
import { database } from '#platform/database';

beforeEach(async () => {
  await database().staff.deleteMany();
  await database().accountLink.deleteMany();
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
    const token = String(await createOwnerLink());
    expect(await findTokenLink(token)).toEqual({ kind: 'owner' });
    const came = await Promise.all([
      createAccount(token, newcomer),
      createAccount(token, { ...newcomer, email: 'other@paper.example' }),
    ]);
    expect(came.filter(({ ok }) => ok)).toHaveLength(1);
    const staff = await database().staff.findMany({ select: { role: true, accounts: { select: { password: true } } } });
    expect(staff).toEqual([{ role: 'administrator', accounts: [{ password: 'salt:hash' }] }]);
    expect(await findTokenLink(token)).toBeNull();
    expect(await createOwnerLink()).toBeNull();
    expect(await database().auditEntry.count()).toBe(1);
  });

  it('ends when a newer one is made, and is kept only as a hash', async () => {
    const first = String(await createOwnerLink());
    const second = String(await createOwnerLink());
    expect(await findTokenLink(first)).toBeNull();
    expect(await findTokenLink(second)).toEqual({ kind: 'owner' });
    const [row] = await database().$queryRaw<
      { text: string }[]
    >`SELECT string_agg(l::text, ' ') AS text FROM account_link l`;
    expect(row?.text).not.toContain(second);
  });
});

describe('an invitation', () => {
  it('gives the role that it was made with to the person whom it names, whatever e-mail they say', async () => {
    const actor = await actorFor('administrator');
    const made = await inviteColleague(actor, { email: ' Anna@Paper.example', role: 'author', language: 'hy' });
    if (!made.ok) throw new Error(made.why);
    expect(await findTokenLink(made.token)).toEqual({
      kind: 'invitation',
      email: 'anna@paper.example',
      role: 'author',
      language: 'hy',
    });
    expect(await createAccount(made.token, newcomer)).toEqual({
      ok: true,
      email: 'anna@paper.example',
      isFirst: false,
    });
    expect(await createAccount(made.token, newcomer)).toEqual(refuse('not-found', 'link'));
    expect(await inviteColleague(actor, { email: 'anna@paper.example', role: 'chief', language: 'en' })).toEqual(
      refuse('already-taken', 'email'),
    );
  });

  it('is made by administrators alone', async () => {
    for (const role of ['contributor', 'translator', 'author', 'editor', 'chief'] as const) {
      const refused = await inviteColleague(await actorFor(role), {
        email: 'a@b.example',
        role: 'administrator',
        language: 'en',
      });
      expect(refused).toEqual(refuse('not-allowed', 'it'));
    }
  });

  it('ends after its time', async () => {
    const made = await inviteColleague(await actorFor('administrator'), {
      email: 'a@b.example',
      role: 'author',
      language: 'en',
    });
    await database().accountLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(made.ok && (await findTokenLink(made.token))).toBeNull();
    expect(made.ok && (await createAccount(made.token, newcomer))).toEqual(refuse('not-found', 'link'));
  });
});

describe('a link to a new password', () => {
  it('sets it once and ends all sessions', async () => {
    const { id } = await actorFor('author');
    await database().staff.update({ where: { id }, data: { email: 'a@paper.example' } });
    await database().session.create({
      data: { id: 's', token: 't', userId: id, expiresAt: new Date(Date.now() + 60_000) },
    });
    const token = (await createResetLink('A@paper.example'))?.token ?? '';
    expect(await findTokenLink(token)).toEqual({ kind: 'password', email: 'a@paper.example' });
    expect(await resetPassword(token, { passwordHash: 'new', address: '' })).toBe('a@paper.example');
    expect(await resetPassword(token, { passwordHash: 'newer', address: '' })).toBeNull();
    expect(await database().session.count()).toBe(0);
    expect(await database().account.findFirst({ select: { password: true } })).toEqual({ password: 'new' });
  });

  it('is not made for somebody unknown or suspended', async () => {
    const { id } = await actorFor('author');
    await database().staff.update({ where: { id }, data: { email: 'a@paper.example', suspendedAt: new Date() } });
    expect(await createResetLink('a@paper.example')).toBeNull();
    expect(await createResetLink('nobody@paper.example')).toBeNull();
  });
});
