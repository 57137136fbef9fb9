import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import type { Actor } from '#newsroom/permissions/actor';
import { findSource, listSources } from '#newsroom/wire/list-sources';
import { changeSource, createSource, type SourceFields } from '#newsroom/wire/save-source';
import { pauseSource, pollSourceNow, removeSource, resumeSource } from '#newsroom/wire/switch-source';
import { database } from '#platform/database';

let administrator: Actor;

beforeAll(async () => {
  await createSiteSettings();
  administrator = await actorFor('administrator');
});
beforeEach(async () => {
  await database().wireSource.deleteMany();
  await database().auditEntry.deleteMany();
});

const fields = (given: Partial<SourceFields> = {}): SourceFields => ({
  ...{
    name: 'Agency',
    address: 'https://agency.example/feed?key=secret',
    language: 'ru',
    section: 'culture',
    credit: '',
    token: '',
    liveStoryId: null,
  },
  ...given,
});
const created = async (given: Partial<SourceFields> = {}) => {
  const source = await createSource(administrator, fields(given));
  if (!source.ok) throw new Error(source.why);
  return source.id;
};

it('adds a source that is due at once', async () => {
  const id = await created();
  expect(await listSources()).toMatchObject([
    {
      id,
      name: 'Agency',
      language: 'ru',
      section: 'culture',
      credit: 'Agency',
      state: 'on',
      format: '',
      trouble: '',
      isSilent: false,
    },
  ]);
  expect((await findSource(id))?.nextPollAt.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
});

it.each([
  ['ftp://agency.example/feed', 'sourceAddress'],
  ['agency.example', 'sourceAddress'],
  ['', 'sourceAddress'],
  ['http://127.0.0.1/feed', 'privateAddress'],
  ['http://[::1]/feed', 'privateAddress'],
  ['http://router/feed', 'privateAddress'],
  ['https://anna:pass@agency.example/feed', 'addressPassword'],
  ['folder:../../etc', 'wireFolder'],
  ['folder:', 'wireFolder'],
  ['telegram:paper', 'wireChat'],
  ['telegram:@a b', 'wireChat'],
  [`https://agency.example/${'a'.repeat(2_000)}`, 'sourceAddress'],
])('refuses the address %s', async (address, about) => {
  expect(await createSource(administrator, fields({ address }))).toMatchObject({ ok: false, why: 'invalid', about });
});

it('refuses a second source at one address, and one without a name', async () => {
  await created();
  expect(await createSource(administrator, fields())).toMatchObject({ why: 'already-taken', about: 'sourceAddress' });
  expect(await createSource(administrator, fields({ name: ' ', address: 'folder:a' }))).toMatchObject({
    why: 'missing',
  });
});

describe('a change', () => {
  it('of the address asks anew, and asks for everything', async () => {
    const id = await created();
    await database().wireSource.update({
      where: { id },
      data: {
        etag: '"a"',
        failures: 3,
        trouble: 'status',
        nextPollAt: new Date('2036-01-01'),
        leasedUntil: new Date('2036-01-01'),
      },
    });
    const change = { ...fields({ name: 'Other' }), id, version: 1 };
    expect(await changeSource(administrator, change)).toEqual({ ok: true });
    expect(await database().wireSource.findUnique({ where: { id } })).toMatchObject({
      name: 'Other',
      etag: '"a"',
      failures: 3,
    });
    expect(await changeSource(administrator, { ...change, version: 2, address: 'folder:agency' })).toEqual({
      ok: true,
    });
    expect(await database().wireSource.findUnique({ where: { id } })).toMatchObject({
      ...{ address: 'folder:agency', etag: '', failures: 0, trouble: '', leasedUntil: null, version: 3 },
    });
  });

  it('is refused where somebody was faster, or another has the address', async () => {
    const [id, other] = [await created(), await created({ address: 'folder:other' })];
    const change = { ...fields(), id, version: 1 };
    expect(await changeSource(administrator, { ...change, address: 'folder:other' })).toMatchObject({
      about: 'sourceAddress',
    });
    expect(await changeSource(administrator, { ...change, version: 7 })).toMatchObject({ why: 'conflict' });
    expect(await removeSource(administrator, other)).toEqual({ ok: true });
    expect(await changeSource(administrator, { ...change, id: other })).toMatchObject({
      why: 'not-found',
      about: 'source',
    });
  });
});

it('pauses, resumes, asks at once and removes; all of it stands in the log, without keys', async () => {
  const id = await created();
  await changeSource(administrator, {
    ...fields({ address: 'https://agency.example/all?key=secret', section: '' }),
    id,
    version: 1,
  });
  expect(await pauseSource(administrator, id)).toEqual({ ok: true });
  expect(await pauseSource(administrator, id)).toMatchObject({ why: 'not-found' });
  expect(await pollSourceNow(administrator, id)).toMatchObject({ why: 'not-found' });
  expect(await resumeSource(administrator, id)).toEqual({ ok: true });
  expect(await pollSourceNow(administrator, id)).toEqual({ ok: true });
  expect(await removeSource(administrator, id)).toEqual({ ok: true });
  const events = await database().auditEntry.findMany({ orderBy: { id: 'asc' } });
  expect(events.map(({ event, title }) => [event, title])).toEqual(
    ['created', 'changed', 'paused', 'resumed', 'pollRequested', 'removed'].map((name) => [`source.${name}`, 'Agency']),
  );
  expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain('secret');
  expect(events[0]?.detail).toEqual({ from: 'https://agency.example/feed?…' });
  expect(events[1]?.detail).toEqual({
    changed: {
      address: ['https://agency.example/feed', 'https://agency.example/all'],
      section: ['culture', null],
    },
  });
});

it('is for administrators alone', async () => {
  const id = await created();
  for (const role of ['author', 'editor', 'chief'] as const) {
    const actor = await actorFor(role);
    const tried = [
      createSource(actor, fields({ address: 'folder:a' })),
      changeSource(actor, { ...fields(), id, version: 1 }),
      ...[pauseSource, resumeSource, pollSourceNow, removeSource].map((verb) => verb(actor, id)),
    ];
    for (const result of await Promise.all(tried)) expect(result).toMatchObject({ why: 'not-allowed' });
  }
});
