import { beforeEach, describe, expect, it } from 'vitest';
import { actorFor } from '#e2e/test-data';
import type { Actor } from '#newsroom/permissions/actor';
import { ROLES, type Role } from '#newsroom/permissions/role';
import { refuse } from '#newsroom/result';
import { changeRole, setSuspended } from '#newsroom/staff/change-role';
import { createColleagueResetLink } from '#newsroom/staff/create-colleague-reset-link';
import { inviteColleague } from '#newsroom/staff/create-token-link';
import { findTokenLink } from '#newsroom/staff/find-token-link';
import { isSessionValid } from '#newsroom/staff/is-session-valid';
import { listColleagues, listInvitations } from '#newsroom/staff/list-colleagues';
import { listSessions } from '#newsroom/staff/list-sessions';
import { removePasskey } from '#newsroom/staff/remove-passkey';
import { resetColleagueTwoFactor, resetTwoFactor } from '#newsroom/staff/reset-two-factor';
import { revokeInvitation } from '#newsroom/staff/revoke-invitation';
import { endOtherSessions, revokeSession } from '#newsroom/staff/revoke-session';
import { saveOwnAccount } from '#newsroom/staff/save-own-account';
import { database, databasePool } from '#platform/database';

let sessions = 0;

async function signedIn({ id }: Actor, userAgent = ''): Promise<string> {
  const session = `session-${++sessions}`;
  await database().session.create({
    data: {
      id: session,
      token: session,
      userId: id,
      userAgent,
      ipAddress: '192.0.2.1',
      expiresAt: new Date(Date.now() + 60_000),
    },
  });
  return session;
}

const lines = () =>
  database().auditEntry.findMany({ orderBy: { id: 'asc' }, select: { event: true, resourceId: true, detail: true } });

beforeEach(async () => {
  await database().staff.deleteMany();
  await database().accountLink.deleteMany();
  await database().auditEntry.deleteMany();
});

describe('a change of role', () => {
  it('ends that person’s sessions and nobody else’s, and is written down', async () => {
    const [chief, author] = [await actorFor('administrator'), await actorFor('author')];
    await signedIn(author);
    const own = await signedIn(chief);
    expect(await changeRole(chief, author.id, 'editor', 'contributor')).toEqual(refuse('not-found', 'person'));
    expect(await changeRole(chief, author.id, 'editor', 'author')).toEqual({ ok: true });
    expect(await database().staff.findUnique({ where: { id: author.id }, select: { role: true } })).toEqual({
      role: 'editor',
    });
    expect(await database().session.findMany({ select: { id: true } })).toEqual([{ id: own }]);
    expect(await lines()).toEqual([
      { event: 'staff.roleChanged', resourceId: author.id, detail: { from: 'author', to: 'editor' } },
    ]);
  });

  it('is for administrators alone, and never for oneself', async () => {
    const author = await actorFor('author');
    for (const role of ROLES.filter((role) => role !== 'administrator')) {
      const actor = await actorFor(role);
      expect(await changeRole(actor, author.id, 'administrator')).toEqual(refuse('not-allowed', 'it'));
      expect(await changeRole(actor, actor.id, 'administrator')).toEqual(refuse('not-allowed', 'it'));
      expect(await setSuspended(actor, author.id, true)).toEqual(refuse('not-allowed', 'it'));
      expect(await listColleagues(actor)).toEqual([]);
    }
    const administrator = await actorFor('administrator');
    expect(await changeRole(administrator, administrator.id, 'author')).toEqual(refuse('own-account', 'it'));
    expect(await setSuspended(administrator, administrator.id, true)).toEqual(refuse('own-account', 'it'));
    expect(await changeRole(administrator, 'nobody', 'author')).toEqual(refuse('not-found', 'person'));
    expect(await lines()).toEqual([]);
  });
});

describe('a suspension', () => {
  it('ends the person’s sessions at once; letting them back in gives none of them back', async () => {
    const [administrator, editor] = [await actorFor('administrator'), await actorFor('editor')];
    await signedIn(editor);
    expect(await setSuspended(administrator, editor.id, true)).toEqual({ ok: true });
    expect(await database().session.count()).toBe(0);
    expect((await listColleagues(administrator)).map(({ id, isSuspended }) => [id, isSuspended])).toEqual([
      [administrator.id, false],
      [editor.id, true],
    ]);
    expect(await setSuspended(administrator, editor.id, false)).toEqual({ ok: true });
    expect(await database().staff.count({ where: { suspendedAt: { not: null } } })).toBe(0);
  });

  it('leaves one administrator, however many put each other out at once', async () => {
    for (let round = 0; round < 8; round++) {
      await database().staff.deleteMany();
      const [a, b, c] = [
        await actorFor('administrator'),
        await actorFor('administrator'),
        await actorFor('administrator'),
      ];
      const came = await Promise.all([
        setSuspended(a, b.id, true),
        changeRole(b, c.id, 'author'),
        setSuspended(c, a.id, true),
        changeRole(b, a.id, 'editor'),
        setSuspended(c, b.id, true),
        changeRole(a, c.id, 'contributor'),
      ]);
      const left = await database().staff.findMany({ where: { role: 'administrator', suspendedAt: null } });
      expect(left.length).toBeGreaterThan(0);
      expect(came.some(({ ok }) => ok)).toBe(true);
    }
  });

  it('leaves one of two who put each other out, both under way before either is done', async () => {
    const [a, b] = [await actorFor('administrator'), await actorFor('administrator')];
    const holder = await databasePool().connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM staff FOR UPDATE');
    const both = Promise.all([setSuspended(a, b.id, true), changeRole(b, a.id, 'author')]);
    await expect
      .poll(
        async () =>
          (
            await holder.query(
              `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
            )
          ).rowCount,
      )
      .toBe(2);
    await holder.query('COMMIT');
    holder.release();
    expect((await both).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await database().staff.count({ where: { role: 'administrator', suspendedAt: null } })).toBe(1);
  });

  it('is the end of what an administrator may do, at the very next statement', async () => {
    const [a, b, author] = [await actorFor('administrator'), await actorFor('administrator'), await actorFor('author')];
    await setSuspended(a, b.id, true);
    expect(await changeRole(b, author.id, 'administrator')).toEqual(refuse('not-found', 'person'));
    expect(await setSuspended(b, a.id, true)).toEqual(refuse('not-found', 'person'));
  });
});

describe('a lost second factor', () => {
  const keyOf = (actor: Actor, id: string) => ({
    ...{ id, credentialID: id, userId: actor.id, publicKey: '', counter: 0, deviceType: '', backedUp: false },
  });
  const secured = async (role: Role) => {
    const actor = await actorFor(role);
    await database().staff.update({ where: { id: actor.id }, data: { twoFactorEnabled: true } });
    await database().twoFactor.create({
      data: { id: `factor-${actor.id}`, secret: 's', backupCodes: 'c', userId: actor.id },
    });
    await database().passkey.create({ data: keyOf(actor, `key-${actor.id}`) });
    return actor;
  };

  it('is taken away with the passkeys and the sessions; the password stays, whoever it is', async () => {
    const administrator = await secured('administrator');
    const own = await signedIn(administrator);
    for (const role of ROLES) {
      const colleague = await secured(role);
      await database().account.create({
        data: {
          id: colleague.id,
          accountId: colleague.id,
          providerId: 'credential',
          userId: colleague.id,
          password: 'kept',
        },
      });
      await signedIn(colleague);
      expect(await resetColleagueTwoFactor(administrator, colleague.id)).toEqual({ ok: true });
      expect(
        await database().staff.findUnique({
          where: { id: colleague.id },
          include: { accounts: true, twoFactors: true, passkeys: true },
        }),
      ).toMatchObject({
        ...{ twoFactorEnabled: false, twoFactors: [], passkeys: [], suspendedAt: null, role },
        accounts: [{ password: 'kept' }],
      });
      expect((await lines()).at(-1)).toEqual({
        event: 'staff.twoFactorReset',
        resourceId: colleague.id,
        detail: {},
      });
      expect(await resetColleagueTwoFactor(administrator, colleague.id)).toEqual(refuse('not-found', 'person'));
    }
    expect(await database().session.findMany({ select: { id: true } })).toEqual([{ id: own }]);
    expect(await database().twoFactor.count({ where: { userId: administrator.id } })).toBe(1);
  });

  it('where there are passkeys alone, too', async () => {
    const [administrator, author] = [await actorFor('administrator'), await actorFor('author')];
    await database().passkey.create({ data: keyOf(author, 'only') });
    expect(await resetColleagueTwoFactor(administrator, author.id)).toEqual({ ok: true });
    expect(await database().passkey.count()).toBe(0);
  });

  it('is for administrators alone, never for oneself, and not for one who has just been put out', async () => {
    const author = await secured('author');
    for (const role of ROLES.filter((role) => role !== 'administrator')) {
      expect(await resetColleagueTwoFactor(await actorFor(role), author.id)).toEqual(refuse('not-allowed', 'it'));
    }
    const [a, b] = [await secured('administrator'), await secured('administrator')];
    expect(await resetColleagueTwoFactor(a, a.id)).toEqual(refuse('own-account', 'it'));
    expect(await resetColleagueTwoFactor(a, 'nobody')).toEqual(refuse('not-found', 'person'));
    await setSuspended(a, b.id, true);
    expect(await resetColleagueTwoFactor(b, a.id)).toEqual(refuse('not-found', 'person'));
    expect(await database().twoFactor.count()).toBe(3);
  });
});

describe('invitations and links', () => {
  it('are listed while they may be followed, and taken back', async () => {
    const actor = await actorFor('administrator', 'Mariam');
    const made = await inviteColleague(actor, { email: 'new@paper.example', role: 'author', language: 'hy' });
    expect(await listInvitations(actor)).toEqual([
      { email: 'new@paper.example', role: 'author', language: 'hy', invitedBy: 'Mariam', expiresAt: expect.any(Date) },
    ]);
    expect(await listInvitations(await actorFor('chief'))).toEqual([]);
    expect(await revokeInvitation(await actorFor('chief'), 'new@paper.example')).toEqual(refuse('not-allowed', 'it'));
    expect(await revokeInvitation(actor, 'New@paper.example')).toEqual({ ok: true });
    expect(await revokeInvitation(actor, 'new@paper.example')).toEqual(refuse('not-found', 'invitation'));
    expect(made.ok && (await findTokenLink(made.token))).toBeNull();
    expect(await listInvitations(actor)).toEqual([]);
  });

  it('lead a colleague to a new password, but nobody who is suspended', async () => {
    const [administrator, author] = [await actorFor('administrator'), await actorFor('author')];
    expect(await createColleagueResetLink(author, administrator.id)).toEqual(refuse('not-allowed', 'it'));
    const made = await createColleagueResetLink(administrator, author.id);
    expect(made.ok && (await findTokenLink(made.token))).toEqual({
      kind: 'password',
      email: `${author.id}@paper.example`,
    });
    await setSuspended(administrator, author.id, true);
    expect(made.ok && (await findTokenLink(made.token))).toBeNull();
    expect(await createColleagueResetLink(administrator, author.id)).toEqual(refuse('not-found', 'person'));
  });
});

describe('one’s own account', () => {
  it('has a name and a language, and each change is written down', async () => {
    const actor = await actorFor('translator', 'Anna');
    await saveOwnAccount(actor, { name: 'Anna K.', language: 'ru' });
    expect(
      await database().staff.findUnique({ where: { id: actor.id }, select: { name: true, language: true } }),
    ).toEqual({
      name: 'Anna K.',
      language: 'ru',
    });
    expect(await lines()).toEqual([
      { event: 'account.changed', resourceId: actor.id, detail: { formerName: 'Anna', language: 'ru' } },
    ]);
  });

  it('ends its own sessions and nobody else’s', async () => {
    const [anna, boris] = [await actorFor('author'), await actorFor('author')];
    const here = await signedIn(anna, 'Firefox/1');
    const there = await signedIn(anna);
    const of = await signedIn(boris);
    expect(await listSessions(anna)).toHaveLength(2);
    expect(await revokeSession(anna, of)).toBe(0);
    expect(await lines()).toEqual([]);
    expect(await revokeSession(anna, there)).toBe(1);
    await signedIn(anna);
    expect(await endOtherSessions(anna, here)).toBe(1);
    expect(await endOtherSessions(anna, here)).toBe(0);
    expect(
      (await database().session.findMany({ select: { id: true }, orderBy: { id: 'asc' } })).map(({ id }) => id),
    ).toEqual([here, of]);
    expect(await revokeSession(anna, here, 'account.signedOut')).toBe(1);
    expect(await lines()).toEqual([
      { event: 'account.sessionRevoked', resourceId: anna.id, detail: { address: '192.0.2.1' } },
      { event: 'account.otherSessionsRevoked', resourceId: anna.id, detail: { count: 1 } },
      { event: 'account.signedOut', resourceId: anna.id, detail: {} },
    ]);
  });

  it('has sessions for thirty days from their beginning, however much they are used', async () => {
    const anna = await actorFor('author');
    const [fresh, old] = [await signedIn(anna), await signedIn(anna)];
    await database().$executeRaw`
      UPDATE session SET created_at = now() - interval '30 days 1 second', updated_at = now() WHERE id = ${old}`;
    expect([await isSessionValid(fresh), await isSessionValid(old), await isSessionValid('none')]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await listSessions(anna)).map(({ id }) => id)).toEqual([fresh]);
    await database().$executeRaw`UPDATE session SET created_at = now() - interval '29 days 23 hours' WHERE id = ${old}`;
    expect(await isSessionValid(old)).toBe(true);
    await database().$executeRaw`UPDATE session SET expires_at = now() - interval '1 second'`;
    expect(await isSessionValid(fresh)).toBe(false);
  });

  it('loses a passkey, and nobody else’s', async () => {
    const [anna, boris] = [await actorFor('author'), await actorFor('author')];
    const key = { name: 'laptop', publicKey: '', counter: 0, deviceType: '', backedUp: false };
    await database().passkey.create({ data: { ...key, id: 'p', credentialID: 'c', userId: anna.id } });
    expect(await removePasskey(boris, 'p')).toBe(0);
    expect(await removePasskey(anna, 'p')).toBe(1);
    expect(await database().passkey.count()).toBe(0);
    expect(await lines()).toEqual([
      { event: 'account.passkeyRemoved', resourceId: anna.id, detail: { name: 'laptop' } },
    ]);
  });

  it('loses its second factor by the command line, with every session', async () => {
    const actor = await actorFor('author');
    await database().staff.update({
      where: { id: actor.id },
      data: { email: 'a@paper.example', twoFactorEnabled: true },
    });
    await database().twoFactor.create({ data: { id: 'f', secret: 's', backupCodes: 'c', userId: actor.id } });
    await signedIn(actor);
    expect(await resetTwoFactor('nobody@paper.example')).toBe(false);
    expect(await resetTwoFactor('A@paper.example')).toBe(true);
    expect(await database().twoFactor.count()).toBe(0);
    expect(await database().session.count()).toBe(0);
    expect(await database().staff.count({ where: { twoFactorEnabled: true } })).toBe(0);
  });
});
