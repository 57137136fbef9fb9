import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PurgeReceiver, startPurgeReceiver } from '#e2e/purge-receiver';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import type { Actor } from '#newsroom/permissions/actor';
import { countUnpurged } from '#newsroom/purges/count-unpurged';
import { listPurgeTargets } from '#newsroom/purges/list-purge-targets';
import { deleteOldVarnishes, nameVarnishes, varnishNames } from '#newsroom/purges/name-varnishes';
import { purgeDue } from '#newsroom/purges/purge-due';
import { removeCdn, saveCdn } from '#newsroom/purges/save-cdn';
import { testCdn } from '#newsroom/purges/test-cdn';
import { database } from '#platform/database';

let admin: Actor;
let receiver: PurgeReceiver;

const TOKEN = 'a-token-of-this-test';
const ZONE = '0123456789abcdef0123456789abcdef';
const CONFIGS = { fastly: { service: 'SU1Z0isxPaozGVKXdv0eY' }, cloudflare: { zone: ZONE, plan: 'paid', by: 'tags' } };

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});
beforeEach(async () => {
  receiver = await startPurgeReceiver();
});
afterEach(async () => {
  await receiver.close();
  await database().purgeTarget.deleteMany();
  await database().outboxEntry.deleteMany();
});

const tell = (name: string) => purgeDue(name, receiver.outside);
const row = (name: string) => database().purgeTarget.findUniqueOrThrow({ where: { name } });

/** A change of these keys, as triggers write it. */
const touch = (...keys: string[]) =>
  database().$executeRaw`INSERT INTO outbox (concerns, keys) VALUES ('paper', ${keys}::text[])`;

/** As if so many seconds had gone by. */
const wait = (name: string, seconds: number) =>
  database().$executeRaw`
    UPDATE purge_target SET due_at = due_at - make_interval(secs => ${seconds}::int),
      leased_until = leased_until - make_interval(secs => ${seconds}::int),
      calls_until = calls_until - make_interval(secs => ${seconds}::int),
      owed_at = owed_at - make_interval(secs => ${seconds}::int),
      owed = (
        SELECT coalesce(jsonb_agg(jsonb_set(one, '{at}', to_jsonb((one->>'at')::float8 - ${seconds * 1_000}::float8))), '[]')
        FROM jsonb_array_elements(owed) AS one
      )
    WHERE name = ${name}`;

/** Tells until nothing is due, with the second time. Returns the keys of each call. */
async function tellAll(name: string): Promise<string[][]> {
  const before = receiver.received.length;
  for (let round = 0; round < 4; round++) {
    await tell(name);
    await wait(name, 3);
  }
  return receiver.received.slice(before).map(({ keys }) => [...keys].sort());
}

async function setUp(cdn: 'fastly' | 'cloudflare', config: Record<string, string> = CONFIGS[cdn]) {
  expect(await saveCdn(admin, { cdn, config, token: TOKEN, seen: 0 })).toEqual({ ok: true });
  // What it has kept before is dropped, twice as everything is.
  expect(await tellAll(cdn)).toEqual([['everything'], ['everything']]);
}

async function setUpVarnish(): Promise<string> {
  process.env.VARNISH_PURGE_URLS = `${receiver.origin}/`;
  await nameVarnishes();
  const [{ name } = { name: '' }] = varnishNames();
  expect(await tellAll(name)).toEqual([['everything'], ['everything']]);
  return name;
}

describe('every kind', () => {
  it('is told what has changed, at once and a second time, and then nothing more', async () => {
    for (const name of [await setUpVarnish(), 'fastly', 'cloudflare']) {
      if (name === 'fastly' || name === 'cloudflare') await setUp(name);
      await touch(`article-1-${name.length}`, 'latest-en');
      const first = await tell(name);
      expect(first).toMatchObject({ calls: { sent: 1, failed: 0 } });
      expect(first?.waitMs).toBe({ fastly: 500, cloudflare: 1_500 }[name] ?? 250);
      expect(receiver.received.at(-1)?.keys.sort()).toEqual([`article-1-${name.length}`, 'latest-en']);
      expect(await tellAll(name)).toEqual([[`article-1-${name.length}`, 'latest-en']]);
      expect(await tellAll(name)).toEqual([]);
    }
  });

  it('is told of a story that is published', async () => {
    const name = await setUpVarnish();
    const { articles } = await createStory({ slugs: { en: 'published' } });
    await tell(name);
    expect(receiver.received.at(-1)?.keys).toEqual(
      expect.arrayContaining([`article-${articles.en}`, 'post-published', 'latest-en']),
    );
  });

  it('is told of a front page on which the time of a placement has come', async () => {
    const name = await setUpVarnish();
    const { articles } = await createStory({ slugs: { en: 'placed' } });
    await database().frontLayout.upsert({ where: { language: 'en' }, create: { language: 'en' }, update: {} });
    const placed = { language: 'en', place: 'lead', rank: 0, articleId: articles.en } as const;
    await database().placement.create({ data: { ...placed, untilAt: new Date(Date.now() + 3_600_000) } });
    await tellAll(name);
    expect(await tellAll(name)).toEqual([]);
    // The time comes.
    await database().$transaction([
      database().$executeRaw`SET LOCAL session_replication_role = replica`,
      database().$executeRaw`UPDATE placement SET until_at = now()`,
    ]);
    expect(await tellAll(name)).toEqual([['front-en'], ['front-en']]);
  });

  it('is told everything where more has changed than one would name, and that twice too', async () => {
    await setUp('fastly');
    await touch(...Array.from({ length: 2_001 }, (_, n) => `card-${n}`));
    expect(await tellAll('fastly')).toEqual([['everything'], ['everything']]);
    await touch('everything', 'site');
    expect(await tellAll('fastly')).toEqual([['everything'], ['everything']]);
    await database().$executeRaw`INSERT INTO outbox (concerns) VALUES ('paper')`;
    expect(await tellAll('fastly')).toEqual([['everything'], ['everything']]);
  });

  it('is told everything after a failover, and where it was away for longer than the outbox remembers', async () => {
    await setUp('fastly');
    await database().purgeTarget.updateMany({ data: { timeline: 'another' } });
    expect((await tellAll('fastly')).flat()).toContain('everything');
    await database().$executeRaw`UPDATE purge_target SET position = (position::bigint + 1000000)::text`;
    expect((await tellAll('fastly')).flat()).toContain('everything');
    await database().$executeRaw`UPDATE purge_target SET read_at = now() - interval '30 days'`;
    expect((await tellAll('fastly')).flat()).toContain('everything');
  });

  it('that cannot be told rests, and is then told all that it has missed', async () => {
    const name = await setUpVarnish();
    receiver.script({ status: 500 }, { status: 500 });
    await touch('card-1');
    const failed = await tell(name);
    expect(failed).toMatchObject({ calls: { sent: 0, failed: 1 }, waitMs: 500, turned: { to: 'failing' } });
    await touch('card-2');
    expect(await tell(name)).toBeNull();
    expect(await countUnpurged()).toEqual({ [name]: 2 });
    await wait(name, 1);
    const again = await tell(name);
    expect(again).toMatchObject({ waitMs: 1_000 });
    expect(again).not.toHaveProperty('turned');
    expect((await listPurgeTargets(admin))[0]).toMatchObject({
      trouble: 'failed',
      answer: '500 Internal Server Error',
    });
    await wait(name, 2);
    expect(await tell(name)).toMatchObject({ calls: { sent: 1 }, turned: { to: 'well' } });
    expect(receiver.received.at(-1)?.keys.sort()).toEqual(['card-1', 'card-2']);
    expect((await listPurgeTargets(admin))[0]).toMatchObject({ trouble: null, succeededAt: expect.any(Date) });
    expect(await countUnpurged()).toEqual({ [name]: 0 });
  });

  it('is told again by another where whoever told it has gone in the middle', async () => {
    await setUp('fastly');
    await touch('card-1');
    // It has been told, and whoever did could not write that down.
    receiver.script(undefined);
    const gone = tell('fastly').catch(() => null);
    await expect.poll(() => receiver.received.at(-1)?.keys).toEqual(['card-1']);
    expect(await tell('fastly')).toBeNull();
    await database().$executeRaw`UPDATE purge_target SET lease = 'nobody'`;
    await gone;
    expect(await tell('fastly')).toBeNull();
    await wait('fastly', 31);
    await tell('fastly');
    expect(receiver.received.at(-1)).toMatchObject({ keys: ['card-1'], status: 200 });
  });

  it('is told each change by one of many that try at once', async () => {
    await setUp('fastly');
    const before = receiver.received.length;
    for (let n = 0; n < 10; n++) {
      await touch(`card-${n}`);
      await Promise.all(Array.from({ length: 4 }, () => tell('fastly')));
      await database().$executeRaw`UPDATE purge_target SET due_at = now(), owed = '[]', owed_at = NULL`;
    }
    const keys = receiver.received.slice(before).flatMap((one) => one.keys);
    expect(keys.sort()).toEqual(Array.from({ length: 10 }, (_, n) => `card-${n}`));
  });

  it('tells the first time that everything is new, and nothing again, however long another transaction takes', async () => {
    await database().$transaction(async (open) => {
      await open.$executeRaw`SELECT pg_current_xact_id()`;
      await touch('article-1');
      const name = await setUpVarnish();
      await touch('article-2');
      expect(await tellAll(name)).toEqual([['article-2'], ['article-2']]);
    });
  });

  it('loses nothing of a transaction that ends later than one that began after it', async () => {
    await setUp('fastly');
    await database().$transaction(async (open) => {
      await open.$executeRaw`INSERT INTO outbox (concerns, keys) VALUES ('paper', '{card-slow}')`;
      await touch('card-fast');
      expect((await tellAll('fastly')).flat()).toEqual(['card-fast', 'card-fast']);
    });
    expect((await tellAll('fastly')).flat()).toEqual(['card-slow', 'card-slow']);
  });

  it('costs no write while nothing changes', async () => {
    await setUp('fastly');
    const before = await row('fastly');
    expect(await tell('fastly')).toBeNull();
    expect(await row('fastly')).toEqual(before);
  });
});

describe('Varnish', () => {
  it('gets PURGE with xkey, in headers that it takes', async () => {
    const name = await setUpVarnish();
    const keys = Array.from({ length: 1_500 }, (_, n) => `section-number-${n}-en`);
    await touch(...keys);
    const before = receiver.received.length;
    await tell(name);
    const calls = receiver.received.slice(before);
    expect(calls.length).toBeGreaterThan(1);
    expect(calls.flatMap((one) => one.keys).sort()).toEqual([...keys].sort());
    for (const { method, headers } of calls) {
      expect(method).toBe('PURGE');
      expect(`xkey: ${headers.xkey}`.length).toBeLessThan(8_000);
    }
  });

  it('on this machine is one of its own for each machine; what nobody tells any more is deleted', async () => {
    process.env.VARNISH_PURGE_URLS = 'http://127.0.0.1:6083 http://10.0.0.7:6083';
    expect(varnishNames().map(({ name }) => name)).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:6083 \(.+\)$/),
      'http://10.0.0.7:6083',
    ]);
    await nameVarnishes();
    await nameVarnishes();
    expect(Object.values(await countUnpurged())).toEqual([1, 1]);
    await database().$executeRaw`
      UPDATE purge_target SET leased_until = now() - interval '8 days' WHERE name = 'http://10.0.0.7:6083'`;
    expect(Object.values(await countUnpurged())).toEqual([1]);
    expect([await deleteOldVarnishes(10), await database().purgeTarget.count()]).toEqual([1, 1]);
  });
});

describe('Fastly', () => {
  it('gets softly what has changed, 256 keys in a call', async () => {
    await setUp('fastly');
    await touch(...Array.from({ length: 600 }, (_, n) => `card-${n}`));
    const before = receiver.received.length;
    await tell('fastly');
    const calls = receiver.received.slice(before);
    expect(calls.map(({ keys }) => keys.length)).toEqual([256, 256, 88]);
    expect(calls[0]).toMatchObject({
      method: 'POST',
      path: '/service/SU1Z0isxPaozGVKXdv0eY/purge',
      headers: { 'fastly-key': TOKEN, 'fastly-soft-purge': '1' },
    });
  });
});

describe('Cloudflare', () => {
  it('gets tags, a hundred in a call', async () => {
    await setUp('cloudflare');
    await touch(...Array.from({ length: 250 }, (_, n) => `card-${n}`));
    const before = receiver.received.length;
    await tell('cloudflare');
    const calls = receiver.received.slice(before);
    expect(calls.map(({ keys }) => keys.length)).toEqual([100, 100, 50]);
    expect(calls[0]).toMatchObject({
      path: `/client/v4/zones/${ZONE}/purge_cache`,
      headers: { authorization: `Bearer ${TOKEN}` },
    });
  });

  it('gets no more calls than its plan allows, and misses nothing for that', async () => {
    await setUp('cloudflare', { zone: ZONE, plan: 'free', by: 'tags' });
    await database().$executeRaw`UPDATE purge_target SET calls_until = now()`;
    const before = receiver.received.length;
    let waited = 0;
    for (let n = 0; n < 40; n++) {
      await touch(`card-${n}`);
      const told = await tell('cloudflare');
      if (told?.calls.sent === 0) waited = told.waitMs ?? 0;
      await database().$executeRaw`
        UPDATE purge_target SET due_at = least(due_at, now() + interval '1 second') - interval '1 second'
        WHERE due_at < now() + interval '1 second'`;
    }
    expect(receiver.received.length - before).toBe(20);
    expect(waited).toBeGreaterThan(1_000);
    expect(waited).toBeLessThanOrEqual(12_000);
    await wait('cloudflare', 12);
    await tell('cloudflare');
    const keys = new Set(receiver.received.slice(before).flatMap((one) => one.keys));
    expect(keys.size).toBe(40);
  });

  it('without tags purges everything, seldom', async () => {
    await setUp('cloudflare', { zone: ZONE, plan: 'paid', by: 'everything' });
    await touch('card-1');
    expect(await tellAll('cloudflare')).toEqual([['everything'], ['everything']]);
  });

  it('waits as long as it is told to, and takes no “success: false” for a yes', async () => {
    await setUp('cloudflare');
    receiver.script({ status: 429, headers: { 'retry-after': '40' } }, { status: 200, words: '{"success": false}' });
    await touch('card-1');
    expect(await tell('cloudflare')).toMatchObject({ calls: { failed: 1 }, waitMs: 40_000 });
    await wait('cloudflare', 39);
    expect(await tell('cloudflare')).toBeNull();
    await wait('cloudflare', 2);
    expect(await tell('cloudflare')).toMatchObject({ calls: { failed: 1 } });
    await wait('cloudflare', 2);
    expect(await tell('cloudflare')).toMatchObject({ calls: { sent: 1 } });
  });
});

describe('setting up', () => {
  it('says that a token is refused, and goes on with a new one', async () => {
    await setUp('fastly');
    receiver.script({ status: 401, words: `{"msg":"Provided credentials are missing: ${TOKEN}"}` });
    await touch('card-1');
    await tell('fastly');
    const [listed] = await listPurgeTargets(admin);
    expect(listed).toMatchObject({ trouble: 'token', answer: expect.stringContaining('401') });
    expect(JSON.stringify(listed)).not.toContain(TOKEN);
    const input = { cdn: 'fastly', config: CONFIGS.fastly, token: 'another-token', seen: 1 } as const;
    expect(await saveCdn(admin, input)).toEqual({ ok: true });
    await tell('fastly');
    expect(receiver.received.at(-1)).toMatchObject({
      keys: ['everything'],
      headers: { 'fastly-key': 'another-token' },
    });
  });

  it('stores the token so that the database alone does not tell it, and keeps it where none is entered', async () => {
    await setUp('fastly');
    const { secret } = await row('fastly');
    expect(Buffer.from(secret ?? []).includes(TOKEN)).toBe(false);
    const service = 'SU1Z0isxPaozGVKXdv0eZ';
    expect(await saveCdn(admin, { cdn: 'fastly', config: { service }, token: '', seen: 1 })).toEqual({ ok: true });
    await tell('fastly');
    expect(receiver.received.at(-1)).toMatchObject({
      path: `/service/${service}/purge_all`,
      headers: { 'fastly-key': TOKEN },
    });
    await database().$executeRaw`UPDATE purge_target SET secret = '\\x00'`;
    await touch('card-1');
    await wait('fastly', 1);
    await tell('fastly');
    expect(await listPurgeTargets(admin)).toMatchObject([{ trouble: 'secret' }]);
  });

  it('is refused for what cannot be, for others, and for a version that is not there any more', async () => {
    const input = { cdn: 'fastly', config: CONFIGS.fastly, token: TOKEN, seen: 0 } as const;
    const chief = await actorFor('chief');
    expect(await saveCdn(chief, input)).toMatchObject({ why: 'not-allowed' });
    expect(await saveCdn(admin, { ...input, token: '' })).toMatchObject({ why: 'missing', about: 'cdnToken' });
    expect(await saveCdn(admin, { ...input, token: 'with\nlines' })).toMatchObject({ about: 'cdnToken' });
    const elsewhere = { ...input, config: { service: '../../x' } };
    expect(await saveCdn(admin, elsewhere)).toMatchObject({ about: 'fastlyService' });
    expect(await saveCdn(admin, { ...input, cdn: 'cloudflare' })).toMatchObject({ about: 'cloudflareZone' });
    expect(await removeCdn(admin, 'fastly')).toMatchObject({ why: 'not-found' });
    expect(await saveCdn(admin, input)).toEqual({ ok: true });
    expect(await saveCdn(admin, input)).toMatchObject({ why: 'conflict' });
    expect(await listPurgeTargets(chief)).toEqual([]);
    expect(await removeCdn(chief, 'fastly')).toMatchObject({ why: 'not-allowed' });
    expect(await testCdn(chief, 'fastly')).toMatchObject({ why: 'not-allowed' });
    expect(await removeCdn(admin, 'fastly')).toEqual({ ok: true });
    const events = await database().auditEntry.findMany({ where: { resource: 'cdn' }, orderBy: { id: 'asc' } });
    expect(events.slice(-2).map(({ event, title }) => [event, title])).toEqual([
      ['cdn.saved', 'Fastly'],
      ['cdn.removed', 'Fastly'],
    ]);
    expect(JSON.stringify(events.map(({ detail, title }) => [detail, title]))).not.toContain(TOKEN);
  });

  it('is tested with a key that no page has', async () => {
    await setUp('cloudflare');
    const before = receiver.received.length;
    receiver.script({ status: 403, words: 'Authentication error' });
    expect(await testCdn(admin, 'cloudflare', receiver.outside)).toMatchObject({
      outcome: { ok: false, trouble: 'token', answer: '403 Authentication error' },
    });
    expect(await testCdn(admin, 'cloudflare', receiver.outside)).toMatchObject({ outcome: { ok: true } });
    expect(receiver.received.slice(before).map(({ keys }) => keys)).toEqual([
      ['test-of-the-portal'],
      ['test-of-the-portal'],
    ]);
    expect(await testCdn(admin, 'fastly', receiver.outside)).toMatchObject({ why: 'not-found' });
  });
});
