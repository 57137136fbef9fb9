import { beforeEach, describe, expect, it } from 'vitest';
import { playActor } from '#e2e/stage';
import type { Actor } from '#newsroom/staff/actor';
import { findEntry } from '#newsroom/staff/find-entry';
import { findPresence } from '#newsroom/staff/find-presence';
import { listColleagues, listInvitations } from '#newsroom/staff/list-colleagues';
import { listPresences } from '#newsroom/staff/list-presences';
import { removeInvitation } from '#newsroom/staff/remove-invitation';
import { removePasskey } from '#newsroom/staff/remove-passkey';
import { removeOtherPresences, removePresence } from '#newsroom/staff/remove-presence';
import { removeColleaguesSecondFactor, removeSecondFactor } from '#newsroom/staff/remove-second-factor';
import { ROLES, type Role } from '#newsroom/staff/role';
import { saveColleaguesLink } from '#newsroom/staff/save-colleagues-link';
import { saveInvitation } from '#newsroom/staff/save-entry-link';
import { saveOwnAccount } from '#newsroom/staff/save-own-account';
import { saveRole, saveSuspension } from '#newsroom/staff/save-standing';
import { database, databasePool } from '#platform/database';

let sessions = 0;

async function signedIn({ id }: Actor, userAgent = ''): Promise<string> {
  const session = `session-${++sessions}`;
  await database().session.create({
    data: { id: session, token: session, userId: id, userAgent, ipAddress: '192.0.2.1', expiresAt: new Date(Date.now() + 60_000) },
  });
  return session;
}

const lines = () => database().auditEntry.findMany({ orderBy: { id: 'asc' }, select: { act: true, thingId: true, detail: true } });

beforeEach(async () => {
  await database().staff.deleteMany();
  await database().entryLink.deleteMany();
  await database().auditEntry.deleteMany();
});

describe('a change of role', () => {
  it('ends that person’s sessions and nobody else’s, and is written down', async () => {
    const [chief, author] = [await playActor('administrator'), await playActor('author')];
    await signedIn(author);
    const own = await signedIn(chief);
    expect(await saveRole(chief, author.id, 'editor')).toEqual({ ok: true });
    expect(await database().staff.findUnique({ where: { id: author.id }, select: { role: true } })).toEqual({ role: 'editor' });
    expect(await database().session.findMany({ select: { id: true } })).toEqual([{ id: own }]);
    expect(await lines()).toEqual([{ act: 'people.edit', thingId: author.id, detail: { was: 'author', role: 'editor' } }]);
  });

  it('is for administrators alone, and never for oneself', async () => {
    const author = await playActor('author');
    for (const role of ROLES.filter((role) => role !== 'administrator')) {
      const actor = await playActor(role);
      expect(await saveRole(actor, author.id, 'administrator')).toEqual({ ok: false, why: 'not-allowed' });
      expect(await saveRole(actor, actor.id, 'administrator')).toEqual({ ok: false, why: 'not-allowed' });
      expect(await saveSuspension(actor, author.id, true)).toEqual({ ok: false, why: 'not-allowed' });
      expect(await listColleagues(actor)).toEqual([]);
    }
    const administrator = await playActor('administrator');
    expect(await saveRole(administrator, administrator.id, 'author')).toEqual({ ok: false, why: 'self' });
    expect(await saveSuspension(administrator, administrator.id, true)).toEqual({ ok: false, why: 'self' });
    expect(await saveRole(administrator, 'nobody', 'author')).toEqual({ ok: false, why: 'gone' });
    expect(await lines()).toEqual([]);
  });
});

describe('a suspension', () => {
  it('ends the person’s sessions at once; letting them back in gives none of them back', async () => {
    const [administrator, editor] = [await playActor('administrator'), await playActor('editor')];
    await signedIn(editor);
    expect(await saveSuspension(administrator, editor.id, true)).toEqual({ ok: true });
    expect(await database().session.count()).toBe(0);
    expect((await listColleagues(administrator)).map(({ id, isSuspended }) => [id, isSuspended])).toEqual([
      [administrator.id, false],
      [editor.id, true],
    ]);
    expect(await saveSuspension(administrator, editor.id, false)).toEqual({ ok: true });
    expect(await database().staff.count({ where: { suspendedAt: { not: null } } })).toBe(0);
  });

  it('leaves one administrator, however many put each other out at once', async () => {
    for (let round = 0; round < 8; round++) {
      await database().staff.deleteMany();
      const [a, b, c] = [await playActor('administrator'), await playActor('administrator'), await playActor('administrator')];
      const came = await Promise.all([
        saveSuspension(a, b.id, true),
        saveRole(b, c.id, 'author'),
        saveSuspension(c, a.id, true),
        saveRole(b, a.id, 'editor'),
        saveSuspension(c, b.id, true),
        saveRole(a, c.id, 'contributor'),
      ]);
      const left = await database().staff.findMany({ where: { role: 'administrator', suspendedAt: null } });
      expect(left.length).toBeGreaterThan(0);
      expect(came.some(({ ok }) => ok)).toBe(true);
    }
  });

  it('leaves one of two who put each other out, both under way before either is done', async () => {
    const [a, b] = [await playActor('administrator'), await playActor('administrator')];
    const holder = await databasePool().connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM staff FOR UPDATE');
    const both = Promise.all([saveSuspension(a, b.id, true), saveRole(b, a.id, 'author')]);
    await expect
      .poll(
        async () =>
          (await holder.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`)).rowCount,
      )
      .toBe(2);
    await holder.query('COMMIT');
    holder.release();
    expect((await both).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await database().staff.count({ where: { role: 'administrator', suspendedAt: null } })).toBe(1);
  });

  it('is the end of what an administrator may do, at the very next statement', async () => {
    const [a, b, author] = [await playActor('administrator'), await playActor('administrator'), await playActor('author')];
    await saveSuspension(a, b.id, true);
    expect(await saveRole(b, author.id, 'administrator')).toEqual({ ok: false, why: 'gone' });
    expect(await saveSuspension(b, a.id, true)).toEqual({ ok: false, why: 'gone' });
  });
});

describe('a lost second factor', () => {
  const keyOf = (actor: Actor, id: string) => ({
    ...{ id, credentialID: id, userId: actor.id, publicKey: '', counter: 0, deviceType: '', backedUp: false },
  });
  const secured = async (role: Role) => {
    const actor = await playActor(role);
    await database().staff.update({ where: { id: actor.id }, data: { twoFactorEnabled: true } });
    await database().twoFactor.create({ data: { id: `factor-${actor.id}`, secret: 's', backupCodes: 'c', userId: actor.id } });
    await database().passkey.create({ data: keyOf(actor, `key-${actor.id}`) });
    return actor;
  };

  it('is taken away with the passkeys and the sessions; the password stays, whoever it is', async () => {
    const administrator = await secured('administrator');
    const own = await signedIn(administrator);
    for (const role of ROLES) {
      const colleague = await secured(role);
      await database().account.create({
        data: { id: colleague.id, accountId: colleague.id, providerId: 'credential', userId: colleague.id, password: 'kept' },
      });
      await signedIn(colleague);
      expect(await removeColleaguesSecondFactor(administrator, colleague.id)).toEqual({ ok: true });
      expect(
        await database().staff.findUnique({ where: { id: colleague.id }, include: { accounts: true, twoFactors: true, passkeys: true } }),
      ).toMatchObject({
        ...{ twoFactorEnabled: false, twoFactors: [], passkeys: [], suspendedAt: null, role },
        accounts: [{ password: 'kept' }],
      });
      expect((await lines()).at(-1)).toEqual({ act: 'people.edit', thingId: colleague.id, detail: { withoutSecondFactor: true } });
      expect(await removeColleaguesSecondFactor(administrator, colleague.id)).toEqual({ ok: false, why: 'gone' });
    }
    expect(await database().session.findMany({ select: { id: true } })).toEqual([{ id: own }]);
    expect(await database().twoFactor.count({ where: { userId: administrator.id } })).toBe(1);
  });

  it('where there are passkeys alone, too', async () => {
    const [administrator, author] = [await playActor('administrator'), await playActor('author')];
    await database().passkey.create({ data: keyOf(author, 'only') });
    expect(await removeColleaguesSecondFactor(administrator, author.id)).toEqual({ ok: true });
    expect(await database().passkey.count()).toBe(0);
  });

  it('is for administrators alone, never for oneself, and not for one who has just been put out', async () => {
    const author = await secured('author');
    for (const role of ROLES.filter((role) => role !== 'administrator')) {
      expect(await removeColleaguesSecondFactor(await playActor(role), author.id)).toEqual({ ok: false, why: 'not-allowed' });
    }
    const [a, b] = [await secured('administrator'), await secured('administrator')];
    expect(await removeColleaguesSecondFactor(a, a.id)).toEqual({ ok: false, why: 'self' });
    expect(await removeColleaguesSecondFactor(a, 'nobody')).toEqual({ ok: false, why: 'gone' });
    await saveSuspension(a, b.id, true);
    expect(await removeColleaguesSecondFactor(b, a.id)).toEqual({ ok: false, why: 'gone' });
    expect(await database().twoFactor.count()).toBe(3);
  });
});

describe('invitations and links', () => {
  it('are listed while they may be followed, and taken back', async () => {
    const actor = await playActor('administrator', 'Mariam');
    const made = await saveInvitation(actor, { email: 'new@paper.example', role: 'author', language: 'hy' });
    expect(await listInvitations(actor)).toEqual([
      { email: 'new@paper.example', role: 'author', language: 'hy', invitedBy: 'Mariam', expiresAt: expect.any(Date) },
    ]);
    expect(await listInvitations(await playActor('chief'))).toEqual([]);
    expect(await removeInvitation(await playActor('chief'), 'new@paper.example')).toEqual({ ok: false, why: 'not-allowed' });
    expect(await removeInvitation(actor, 'New@paper.example')).toEqual({ ok: true });
    expect(await removeInvitation(actor, 'new@paper.example')).toEqual({ ok: false, why: 'gone' });
    expect(made.ok && (await findEntry(made.token))).toBeNull();
    expect(await listInvitations(actor)).toEqual([]);
  });

  it('lead a colleague to a new password, but nobody who is suspended', async () => {
    const [administrator, author] = [await playActor('administrator'), await playActor('author')];
    expect(await saveColleaguesLink(author, administrator.id)).toEqual({ ok: false, why: 'not-allowed' });
    const made = await saveColleaguesLink(administrator, author.id);
    expect(made.ok && (await findEntry(made.token))).toEqual({ kind: 'password', email: `${author.id}@paper.example` });
    await saveSuspension(administrator, author.id, true);
    expect(made.ok && (await findEntry(made.token))).toBeNull();
    expect(await saveColleaguesLink(administrator, author.id)).toEqual({ ok: false, why: 'gone' });
  });
});

describe('one’s own account', () => {
  it('has a name and a language, and each change is written down', async () => {
    const actor = await playActor('translator', 'Anna');
    await saveOwnAccount(actor, { name: 'Anna K.', language: 'ru' });
    expect(await database().staff.findUnique({ where: { id: actor.id }, select: { name: true, language: true } })).toEqual({
      name: 'Anna K.',
      language: 'ru',
    });
    expect(await lines()).toEqual([{ act: 'account.edit', thingId: actor.id, detail: { was: 'Anna', language: 'ru' } }]);
  });

  it('ends its own sessions and nobody else’s', async () => {
    const [anna, boris] = [await playActor('author'), await playActor('author')];
    const here = await signedIn(anna, 'Firefox/1');
    const there = await signedIn(anna);
    const of = await signedIn(boris);
    expect(await listPresences(anna)).toHaveLength(2);
    expect(await removePresence(anna, of)).toBe(0);
    expect(await lines()).toEqual([]);
    expect(await removePresence(anna, there)).toBe(1);
    await signedIn(anna);
    expect(await removeOtherPresences(anna, here)).toBe(1);
    expect(await removeOtherPresences(anna, here)).toBe(0);
    expect((await database().session.findMany({ select: { id: true }, orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual([here, of]);
    expect(await removePresence(anna, here, 'signedOut')).toBe(1);
    expect(await lines()).toEqual(
      [{ sessionEnded: '192.0.2.1' }, { othersEnded: 1 }, { signedOut: '' }].map((detail) => ({
        act: 'account.presence',
        thingId: anna.id,
        detail,
      })),
    );
  });

  it('has sessions for thirty days from their beginning, however much they are used', async () => {
    const anna = await playActor('author');
    const [fresh, old] = [await signedIn(anna), await signedIn(anna)];
    await database().$executeRaw`UPDATE session SET created_at = now() - interval '30 days 1 second', updated_at = now() WHERE id = ${old}`;
    expect([await findPresence(fresh), await findPresence(old), await findPresence('none')]).toEqual([true, false, false]);
    expect((await listPresences(anna)).map(({ id }) => id)).toEqual([fresh]);
    await database().$executeRaw`UPDATE session SET created_at = now() - interval '29 days 23 hours' WHERE id = ${old}`;
    expect(await findPresence(old)).toBe(true);
    await database().$executeRaw`UPDATE session SET expires_at = now()`;
    expect(await findPresence(fresh)).toBe(false);
  });

  it('loses a passkey, and nobody else’s', async () => {
    const [anna, boris] = [await playActor('author'), await playActor('author')];
    const key = { name: 'laptop', publicKey: '', counter: 0, deviceType: '', backedUp: false };
    await database().passkey.create({ data: { ...key, id: 'p', credentialID: 'c', userId: anna.id } });
    expect(await removePasskey(boris, 'p')).toBe(0);
    expect(await removePasskey(anna, 'p')).toBe(1);
    expect(await database().passkey.count()).toBe(0);
    expect(await lines()).toEqual([{ act: 'account.keys', thingId: anna.id, detail: { passkeyRemoved: 'laptop' } }]);
  });

  it('loses its second factor by the command line, with every session', async () => {
    const actor = await playActor('author');
    await database().staff.update({ where: { id: actor.id }, data: { email: 'a@paper.example', twoFactorEnabled: true } });
    await database().twoFactor.create({ data: { id: 'f', secret: 's', backupCodes: 'c', userId: actor.id } });
    await signedIn(actor);
    expect(await removeSecondFactor('nobody@paper.example')).toBe(false);
    expect(await removeSecondFactor('A@paper.example')).toBe(true);
    expect(await database().twoFactor.count()).toBe(0);
    expect(await database().session.count()).toBe(0);
    expect(await database().staff.count({ where: { twoFactorEnabled: true } })).toBe(0);
  });
});
