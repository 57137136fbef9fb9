import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addSubscriber } from '#e2e/letter-scene';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { FORMER_MEMBER } from '#newsroom/audit/audit-filter';
import { listAuditEntries } from '#newsroom/audit/list-audit-entries';
import { listRevisions } from '#newsroom/editing/list-revisions';
import type { Actor } from '#newsroom/permissions/actor';
import { erasePerson } from '#newsroom/privacy/erase-person';
import { exportPerson } from '#newsroom/privacy/export-person';
import { findPersonalData } from '#newsroom/privacy/find-personal-data';
import { PERSONAL_DATA, PERSONAL_KINDS } from '#newsroom/privacy/kinds';
import { personExport } from '#newsroom/privacy/person-export';
import { NOT_PERSONAL, PERSONAL_TABLES } from '#newsroom/privacy/personal-tables';
import { sealEmail } from '#newsroom/privacy/sealed-email';
import { refuse } from '#newsroom/result';
import { inviteColleague } from '#newsroom/staff/create-token-link';
import { saveOwnAccount } from '#newsroom/staff/save-own-account';
import { database, sql } from '#platform/database';
import { countAttempt } from '#platform/rate-limits';

const SECRETS = ['a-hash-of-a-password', 'a-token-of-a-session', 'a-secret-of-totp', 'codes-for-recovery'];
const ADDRESS = '198.51.100.23';
const BROWSER = 'Browser of Vardan';
const soon = () => new Date(Date.now() + 3_600_000);

let owner: Actor;

beforeEach(async () => {
  const tables = await tablesOf('public');
  const emptied = tables.filter((name) => !['language', '_prisma_migrations', 'compression_dictionary'].includes(name));
  await database().$executeRaw`TRUNCATE ${sql([emptied.map((name) => `"${name}"`).join(', ')])} CASCADE`;
  await createSiteSettings();
  owner = await actorFor('administrator', 'The owner');
});

async function tablesOf(schema: string): Promise<string[]> {
  const rows = await database().$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = ${schema}::regnamespace AND relkind = 'r' ORDER BY 1`;
  return rows.map(({ name }) => name);
}

async function columnsOf(table: string): Promise<string[]> {
  const rows = await database().$queryRaw<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = ${table} ORDER BY ordinal_position`;
  return rows.map(({ name }) => name);
}

/** Tables with a row that holds a text in any column, whatever its type and whether in capitals or not. */
async function tablesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const schema of ['public', 'search'])
    for (const table of await tablesOf(schema)) {
      const [row] = await database().$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM ${sql([`"${schema}"."${table}"`])} t
        WHERE strpos(lower(t::text), lower(${text})) > 0`;
      if (row?.count) found.push(table);
    }
  return found;
}

/** Somebody who has left something in every table that a person of the staff leaves something in. */
async function busyMember(): Promise<Actor & { email: string }> {
  const member = { ...(await actorFor('administrator', 'Vardan Former')), address: ADDRESS };
  const { id } = member;
  const email = `${id}@paper.example`;
  await saveOwnAccount(member, { name: 'Vardan Petrosyan', language: 'hy' });
  const name = 'Vardan Petrosyan';
  const [password = '', token = '', secret = '', backupCodes = ''] = SECRETS;
  await database().account.create({
    data: { id: `${id}-account`, accountId: id, providerId: 'credential', userId: id, password },
  });
  await database().session.create({
    data: { id: `${id}-s`, token, userId: id, ipAddress: ADDRESS, userAgent: BROWSER, expiresAt: soon() },
  });
  await database().twoFactor.create({ data: { id: `${id}-t`, userId: id, secret, backupCodes } });
  await database().passkey.create({
    data: {
      ...{ id: `${id}-p`, userId: id, name: 'Phone of Vardan', publicKey: 'public', credentialID: 'credential' },
      ...{ counter: 0, deviceType: 'singleDevice', backedUp: false },
    },
  });
  await database().verification.create({
    data: { id: `${id}-v`, identifier: 'hashed', value: JSON.stringify({ userId: id }), expiresAt: soon() },
  });
  await countAttempt('sign-in', { account: email, address: ADDRESS });
  await countAttempt('two-factor', { account: id, address: ADDRESS });
  await database().accountLink.create({
    data: { tokenHash: new Uint8Array(32), email, role: 'editor', expiresAt: soon(), usedAt: new Date() },
  });
  await database().accountLink.create({ data: { tokenHash: new Uint8Array(31), staffId: id, expiresAt: soon() } });
  await inviteColleague({ ...member, name }, { email: 'guest@elsewhere.example', role: 'author', language: 'en' });

  const { articles } = await createStory({ slugs: { en: 'a-story' } });
  const articleId = articles.en;
  await database().article.update({ where: { id: articleId }, data: { createdById: id } });
  await database().workingCopy.update({
    where: { articleId },
    data: { changedById: id, note: 'Check the figures', noteByName: 'Vardan Former', noteAt: new Date() },
  });
  await database().revision.create({
    data: {
      ...{ articleId, version: 90, headline: 'By V', standfirst: '', body: [], source: '' },
      ...{ byId: id, byName: name },
    },
  });
  await database().previewLink.create({
    data: { tokenHash: new Uint8Array(32), articleId, createdById: id, expiresAt: soon() },
  });
  await database().presence.create({
    data: { articleId, window: 'w', staffId: id, staffName: name, seenAt: new Date() },
  });
  const live = await createStory({ kind: 'live', slugs: { en: 'a-live-blog' } });
  await database().liveEntry.create({
    data: {
      ...{ storyId: live.storyId, token: 'a', createdById: id, heldById: id, heldByName: name, heldUntil: new Date() },
      texts: { create: { language: 'en', storyId: live.storyId, title: 'By V', changedById: id } },
    },
  });
  await database().picture.create({ data: { id: 'a'.repeat(20), key: 'a', width: 1, height: 1, addedById: id } });
  await database().redirect.create({ data: { address: '/old', kind: 'gone', createdById: id } });
  await database().apiToken.create({
    data: { id: 'api-1', name: 'Agency', tokenHash: new Uint8Array(32), hint: 'a', scopes: [], createdById: id },
  });
  const { id: destinationId } = await database().destination.create({
    data: { kind: 'webhook', name: 'Other', events: [], createdById: id },
  });
  await database().channelText.create({ data: { destinationId, articleId, text: 'In short', changedById: id } });
  const about = { articleId, language: 'en', sectionId: 1, address: '/en/post/short', title: 'In short', text: '' };
  await database().pushMessage.create({
    data: { ...about, revision: 1, kind: 'correction', lastId: 0, createdById: id },
  });
  const { storyId } = await database().article.findUniqueOrThrow({
    where: { id: articleId },
    select: { storyId: true },
  });
  await database().breakingNews.create({
    data: { storyId, leadsFront: false, endsAt: new Date(Date.now() + 3_600_000), beganById: id },
  });
  const item = await database().wireItem.create({
    data: {
      ...{ agency: 'A', credit: 'A', language: 'en', headline: 'H', fingerprint: 'f', shingles: [], stackId: 1 },
      uses: { create: { articleId, usedVersion: 1, seenVersion: 1, usedById: id, usedByName: name } },
    },
  });
  expect(item.id).toBeGreaterThan(0);
  const subscriberId = await addSubscriber(email);
  const { id: letterId } = await database().letter.create({
    data: { kind: 'daily', language: 'en', occasion: '2026-12-07', dueAt: soon(), changedById: id },
  });
  await database().letterRecipient.create({ data: { letterId, subscriberId, domain: 'paper.example', position: 1 } });
  await database().consent.create({ data: { subscriberId, act: 'asked', language: 'en', network: '198.51.100.0/24' } });
  const entry = { actorName: name, actorId: id, address: ADDRESS, resource: 'staff', resourceId: id, title: name };
  await database().auditEntry.createMany({
    data: [
      { ...entry, event: 'account.passkeyAdded', detail: { name: 'Phone of Vardan' } },
      { ...entry, event: 'account.sessionRevoked', detail: { address: ADDRESS } },
      { ...entry, event: 'article.saved', resource: 'article', resourceId: String(articleId), title: 'A story' },
      // By others: about the person, and with the address among what was changed.
      { ...entry, actorId: owner.id, actorName: owner.name, address: '203.0.113.9', event: 'staff.suspended' },
      {
        ...{ actorId: owner.id, actorName: owner.name, event: 'settings.changed', resource: 'settings' },
        ...{
          resourceId: 'settings',
          title: '',
          detail: { changed: { security_contact: [null, `mailto:${email.toUpperCase()}`] } },
        },
      },
      {
        ...{ actorId: owner.id, actorName: owner.name, event: 'staff.invited', resource: 'staff' },
        ...{ resourceId: email, title: email, detail: { role: 'editor' } },
      },
    ],
  });
  return { ...member, name, email };
}

describe('what is kept', () => {
  it('belongs to a kind or is no personal data, table by table', async () => {
    const known = [...new Set(PERSONAL_TABLES.map(({ table }) => table)), ...NOT_PERSONAL];
    expect(known.sort()).toEqual(await tablesOf('public'));
    expect(PERSONAL_KINDS.filter((kind) => !PERSONAL_TABLES.some((table) => table.kind === kind))).toEqual([
      'logs',
      'backups',
    ]);
  });

  it('is named by its columns: of a person, and with a name that says so', async () => {
    const personal =
      /(^|_)(by_id|by_name|user_id|actor_id|actor_name|staff_id|staff_name|email|ip_address|user_agent)$/;
    for (const table of await tablesOf('public')) {
      const columns = await columnsOf(table);
      const declared = PERSONAL_TABLES.filter((one) => one.table === table).flatMap((one) => one.columns);
      expect
        .soft(
          declared.filter((column) => !columns.includes(column)),
          table,
        )
        .toEqual([]);
      expect
        .soft(
          columns.filter((column) => personal.test(column) && !declared.includes(column)),
          table,
        )
        .toEqual([]);
    }
  });

  it('has each column of what goes with an account exported, or named as withheld', async () => {
    for (const { table, own } of PERSONAL_TABLES)
      for (const { exports, withholds = [], erase } of own) {
        const columns = await columnsOf(table);
        const named = [...exports, ...withholds];
        expect
          .soft(
            named.filter((column) => !columns.includes(column)),
            table,
          )
          .toEqual([]);
        if (erase === 'delete' && table !== 'presence') expect.soft(named.sort(), table).toEqual(columns.sort());
      }
  });

  it('is erased as its kind says', () => {
    for (const { kind, table, own } of PERSONAL_TABLES) {
      const outcomes = own.map(({ erase }) =>
        erase === 'delete' ? 'removed' : erase === 'keep' ? 'stays' : 'anonymous',
      );
      // An invitation by somebody stays, of the one who was invited.
      const expected = table === 'account_link' ? ['removed', 'anonymous'] : own.map(() => PERSONAL_DATA[kind]);
      expect.soft(outcomes, table).toEqual(expected);
    }
  });
});

describe('a member of the staff', () => {
  it('is found with everything, by kind', async () => {
    const member = await busyMember();
    const found = await findPersonalData(owner, sealEmail(member.email.toUpperCase()));
    expect(found).toMatchObject({ email: member.email, member: { id: member.id, name: member.name } });
    expect(Object.fromEntries(found?.counts ?? [])).toEqual({
      accounts: 2,
      sessions: 1,
      keys: 3,
      // Of each attempt: for account and network, and for the account.
      attempts: 4,
      invitations: 3,
      presence: 1,
      // Six of theirs: name, invitation, and the three above; three by others.
      activity: 8,
      articles: 9,
      others: 8,
      subscribers: 4,
    });
  });

  it('is exported with everything and without a secret, by the documented schema', async () => {
    const member = await busyMember();
    const done = await exportPerson(owner, member.email);
    if (!done.ok) throw new Error(done.why);
    const file = personExport.parse(JSON.parse(JSON.stringify(done.file)));
    expect(file.names.sort()).toEqual(['Vardan Former', 'Vardan Petrosyan']);
    const tables = new Set(file.data.map(({ table }) => table));
    const expected = PERSONAL_TABLES.filter(({ own, kind }) => own.length > 0 && PERSONAL_DATA[kind] !== 'stays');
    expect(expected.map(({ table }) => table).filter((table) => !tables.has(table))).toEqual([]);
    const text = JSON.stringify(file);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    for (const kept of [ADDRESS, BROWSER, 'Phone of Vardan', 'Check the figures', 'By V']) expect(text).toContain(kept);
    // From where somebody else did something is theirs.
    expect(text).not.toContain('203.0.113.9');
    expect(file.data.find(({ table }) => table === 'session')).toMatchObject({
      withheld: ['token'],
      rows: [{ ip_address: ADDRESS, user_agent: BROWSER, user_id: member.id }],
    });
    const { entries } = await listAuditEntries(owner, { event: 'staff.dataExported' }, { limit: 10 });
    expect(entries).toMatchObject([{ resourceId: member.id, title: member.name, actorId: owner.id }]);
  });

  it('is in no column of any table after being erased, and what they did is still there', async () => {
    const member = await busyMember();
    await exportPerson(owner, member.email);
    const texts = [member.email, member.id, member.name, 'Vardan', BROWSER, ...SECRETS];
    for (const text of texts) expect.soft(await tablesWith(text), text).not.toEqual([]);
    const before = await database().auditEntry.count();
    expect(await erasePerson(owner, member.email)).toMatchObject({ ok: true, rows: expect.any(Number) });
    for (const text of texts) expect.soft(await tablesWith(text), text).toEqual([]);
    // Attempts are also counted by network alone, whoever makes them.
    expect(await tablesWith(ADDRESS)).toEqual(['attempt']);
    expect(await database().attempt.count({ where: { NOT: { key: { contains: ':network:' } } } })).toBe(0);
    expect(await findPersonalData(owner, sealEmail(member.email))).toMatchObject({ member: null, counts: new Map() });

    expect(await database().auditEntry.count()).toBe(before + 1);
    const { entries } = await listAuditEntries(owner, { actor: FORMER_MEMBER }, { limit: 50 });
    expect(entries.map(({ event }) => event).sort()).toEqual([
      ...['account.changed', 'account.passkeyAdded', 'account.sessionRevoked', 'article.saved', 'staff.invited'],
    ]);
    for (const entry of entries) expect(entry).toMatchObject({ actorName: '', address: '' });
    expect(entries.find(({ event }) => event === 'article.saved')?.title).toBe('A story');
    // Whom they invited is somebody else.
    expect(entries.find(({ event }) => event === 'staff.invited')?.title).toBe('guest@elsewhere.example');
    const [erased] = (await listAuditEntries(owner, { event: 'staff.erased' }, { limit: 1 })).entries;
    expect(erased).toMatchObject({
      actorId: owner.id,
      resourceId: FORMER_MEMBER,
      title: '',
      detail: { rows: expect.any(Number) },
    });
    const article = await database().article.findFirstOrThrow({ where: { slug: 'a-story' } });
    const revisions = await listRevisions(owner, article.id);
    expect(revisions).toContainEqual(expect.objectContaining({ version: 90, byName: '', isByFormerMember: true }));
    const copy = await database().workingCopy.findUnique({ where: { articleId: article.id } });
    expect(copy).toMatchObject({ note: 'Check the figures', noteByName: '' });
  });

  it('leaves colleagues, published bylines and the security contact as they are', async () => {
    const member = await busyMember();
    const colleague = await actorFor('editor', 'A colleague');
    await database().session.create({
      data: { id: 'theirs', token: 'theirs', userId: colleague.id, expiresAt: soon() },
    });
    await database().authorText.updateMany({ where: { language: 'en' }, data: { name: member.name } });
    await database().siteSettings.updateMany({ data: { securityContact: `mailto:${member.email}` } });
    const found = await findPersonalData(owner, sealEmail(member.email));
    expect([found?.counts.get('bylines'), found?.counts.get('contact')]).toEqual([1, 1]);
    expect(await erasePerson(owner, member.email)).toMatchObject({ ok: true });
    expect(await tablesWith(member.name)).toEqual(['author_text']);
    expect(await tablesWith(member.email)).toEqual(['site_settings']);
    expect(await database().staff.findMany({ select: { id: true }, orderBy: { name: 'asc' } })).toEqual([
      { id: colleague.id },
      { id: owner.id },
    ]);
    expect(await database().session.count()).toBe(1);
  });

  it('is nobody whom another erases: only administrators may, and none themselves', async () => {
    const member = await busyMember();
    const chief = await actorFor('chief');
    expect(await findPersonalData(chief, sealEmail(member.email))).toBeNull();
    expect(await exportPerson(chief, member.email)).toEqual(refuse('not-allowed', 'it'));
    expect(await erasePerson(chief, member.email)).toEqual(refuse('not-allowed', 'it'));
    expect(await erasePerson(owner, `${owner.id}@paper.example`)).toEqual(refuse('own-account', 'it'));
    await database().staff.update({ where: { id: owner.id }, data: { role: 'chief' } });
    expect(await erasePerson(owner, member.email)).toEqual(refuse('not-allowed', 'it'));
    expect(await tablesWith(member.email)).toContain('staff');
  });

  it('and another, who erase each other at once, leave one of them', async () => {
    const other = await actorFor('administrator', 'Another');
    const email = ({ id }: Actor) => `${id}@paper.example`;
    const done = await Promise.all([erasePerson(owner, email(other)), erasePerson(other, email(owner))]);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await database().staff.count({ where: { role: 'administrator' } })).toBe(1);
  });

  it('stays whole where erasing comes to nothing half-way', async () => {
    const member = await busyMember();
    await database().$executeRaw`
      CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`;
    await database().$executeRaw`
      CREATE TRIGGER refuse_deletion BEFORE DELETE ON staff FOR EACH ROW EXECUTE FUNCTION refuse_deletion()`;
    const before = await findPersonalData(owner, sealEmail(member.email));
    await expect(erasePerson(owner, member.email)).rejects.toThrow();
    await database().$executeRaw`DROP FUNCTION refuse_deletion CASCADE`;
    expect(await findPersonalData(owner, sealEmail(member.email))).toEqual(before);
  });
});

describe('an address that is nobody’s of the staff', () => {
  const email = 'stranger@elsewhere.example';

  it('is found, exported and erased with its attempts and invitations', async () => {
    await countAttempt('sign-in', { account: email, address: ADDRESS });
    await countAttempt('sign-in', { account: `other-${email}`, address: ADDRESS });
    await inviteColleague(owner, { email, role: 'author', language: 'en' });
    const found = await findPersonalData(owner, sealEmail(email));
    expect(found?.member).toBeNull();
    expect(Object.fromEntries(found?.counts ?? [])).toEqual({ attempts: 2, invitations: 1, activity: 1 });
    expect(await exportPerson(owner, email)).toMatchObject({ ok: true, file: { email, names: [] } });
    expect(await erasePerson(owner, email)).toMatchObject({ ok: true, rows: 5 });
    // Somebody else's address that only ends alike.
    expect(await tablesWith(email)).toEqual(['attempt']);
    expect(await database().attempt.count({ where: { key: { contains: `other-${email}` } } })).toBe(2);
    expect(await database().auditEntry.count({ where: { event: 'staff.invited', resourceId: FORMER_MEMBER } })).toBe(1);
  });

  it('of which nothing is kept is refused, and leaves no trace', async () => {
    expect(await exportPerson(owner, email)).toEqual(refuse('not-found', 'personalData'));
    expect(await erasePerson(owner, email)).toEqual(refuse('not-found', 'personalData'));
    expect(await tablesWith(email)).toEqual([]);
  });
});

it('an address in the address of a page is not readable, and nothing else is taken for one', async () => {
  const sealed = sealEmail('stranger@elsewhere.example');
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('stranger');
  expect(await findPersonalData(owner, `${sealed.slice(0, -4)}AAAA`)).toBeNull();
  expect(await findPersonalData(owner, 'stranger')).toBeNull();
});

it('the documented schema of an export is the one that is used', () => {
  const documented = JSON.parse(readFileSync('docs/privacy-export.schema.json', 'utf8'));
  expect(documented).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(personExport))));
});
