import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { findArticle } from '#newsroom/articles/find-article';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { publishArticle } from '#newsroom/editing/publish-article';
import { saveText } from '#newsroom/editing/save-text';
import { articleKey } from '#newsroom/surrogate-keys';
import type { Change } from '#newsroom/syndication/change';
import { database, databasePool } from '#platform/database';
import { log } from '#platform/log';
import { listen } from '#platform/notifications';
import { countAttempt } from '#platform/rate-limits';
import { withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { pgbouncerVersion, startTestPgbouncer, type TestPgbouncer } from '#processes/postgres/test-pgbouncer';
import { watchOutbox } from '#server/watch-outbox';

log().level = 'silent';

const version = pgbouncerVersion();

describe.skipIf(!version)(`behind PgBouncer ${version ?? '(not installed: left out)'} in transaction mode`, () => {
  const direct = String(process.env.DATABASE_URL);
  let bouncer: TestPgbouncer;

  beforeAll(async () => {
    bouncer = await startTestPgbouncer(direct, { default_pool_size: '2' });
    Object.assign(process.env, { DATABASE_URL: bouncer.url, DATABASE_DIRECT_URL: direct });
    await createSiteSettings();
  });
  afterAll(async () => {
    await database().$disconnect();
    await databasePool().end();
    await bouncer.stop();
  });

  it('many statements, each with values of its own, go through few sessions', async () => {
    for (let n = 0; n < 4; n++) await createStory({ slugs: { en: `pooled-${n}` } });
    const counts = await Promise.all(Array.from({ length: 40 }, () => database().story.count()));
    expect(new Set(counts)).toEqual(new Set([4]));
    const attempts = Array.from({ length: 5 }, (_, n) => countAttempt('account-link', { address: `192.0.2.${n}` }));
    expect((await Promise.all(attempts)).map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  });

  it('what is published is heard of at once', async () => {
    const actor = await actorFor('editor');
    const { articles } = await createStory({ slugs: { en: 'heard' } });
    const heard = vi.fn();
    const stop = listen('outbox', heard);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), 5_000);
    const changes: Pick<Change, 'keys'>[] = [];
    const outbox = watchOutbox(
      () => {},
      (arrived) => changes.push(...arrived),
    );
    await vi.waitFor(() => expect(outbox.position()).toBeDefined(), 5_000);
    const opened = await findWorkingCopy(actor, articles.en);
    if (!opened) throw new Error('no working copy');
    const text = { headline: 'Rain', standfirst: '', body: opened.text.body, source: 'Paper' };
    const saved = await saveText(actor, articles.en, { text, base: opened.version, isExplicit: false });
    if (!saved.ok) throw new Error(saved.why);
    expect(await publishArticle(actor, articles.en, { version: saved.version })).toEqual({ ok: true });
    await vi.waitFor(() => expect(heard.mock.calls.length).toBeGreaterThan(1), 5_000);
    await vi.waitFor(() => expect(changes.flatMap(({ keys }) => keys)).toContain(articleKey(articles.en)), 5_000);
    expect(await findArticle('en', 'heard')).toMatchObject({ kind: 'story', article: { headline: 'Rain' } });
    await outbox.stop();
    await stop();
  });

  it('a lock of a session is held by one', async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await database().$queryRaw`SELECT 1 AS one FROM pg_sleep(0.1)`;
      order.push(`${name} ends`);
    };
    await Promise.all(['a', 'b'].map((name) => withAdvisoryLock(direct, 'import', work(name))));
    expect(order.map((line) => line.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends']);
  });
});
