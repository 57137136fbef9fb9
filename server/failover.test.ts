import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { findArticle } from '#newsroom/articles/find-article';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { saveText } from '#newsroom/editing/save-text';
import { EVERYTHING } from '#newsroom/surrogate-keys';
import { connect, database } from '#platform/database';
import { databaseTrouble } from '#platform/database-trouble';
import { log } from '#platform/log';
import { currentTrouble, forgetTrouble } from '#platform/noted-trouble';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres, type TestPostgres } from '#processes/postgres/test-postgres';
import { promote, startTestStandby } from '#processes/postgres/test-standby';
import { connectDatabase } from '#processes/supervisor/connect-database';
import { loadContent, migrateOrFail } from '#processes/supervisor/prepare-database';
import { watchOutbox } from '#server/watch-outbox';

log().level = 'silent';

const holder = globalThis as typeof globalThis & { portalDatabase?: ReturnType<typeof connect> };

let primary: TestPostgres;
let standby: TestPostgres;

/** Both hosts, of which the one that can be written is meant. */
function both(): string {
  const { username, password, host, pathname } = new URL(primary.url);
  const hosts = `${host},${new URL(standby.url).host}`;
  return `postgres://${username}:${password}@${hosts}${pathname}?target_session_attrs=read-write`;
}

/** Does something on another database than the one that the test uses. */
async function on<T>(url: string, work: () => Promise<T>): Promise<T> {
  const usual = { url: process.env.DATABASE_URL, client: holder.portalDatabase };
  process.env.DATABASE_URL = url;
  holder.portalDatabase = connect(url, { max: 3 });
  try {
    return await work();
  } finally {
    await holder.portalDatabase?.$disconnect();
    process.env.DATABASE_URL = usual.url;
    if (usual.client) holder.portalDatabase = usual.client;
    else delete holder.portalDatabase;
  }
}

beforeAll(async () => {
  primary = await startTestPostgres({ quick: false });
  await migrate(primary.url);
  standby = await startTestStandby(primary);
}, 120_000);

afterAll(async () => {
  await Promise.all([standby.stop(), primary.stop()]);
}, 60_000);

it('a standby is read, and says what cannot be written', async () => {
  await on(primary.url, async () => {
    await createSiteSettings();
    await createStory({ slugs: { en: 'rain' } });
  });
  await on(standby.url, async () => {
    expect(await connectDatabase(standby.url)).toMatchObject({ isReadOnly: true, isPooler: false });
    // All migrations are there, and the site: a start has nothing to write.
    expect(await migrateOrFail(standby.url)).toEqual([]);
    expect(await loadContent(standby.url, () => {})).toBe(null);
  });
  await on(standby.url, async () => {
    const outbox = watchOutbox(
      () => {},
      () => {},
    );
    await vi.waitFor(() => expect(outbox.position()).toBeDefined(), 10_000);
    expect([outbox.isReachable(), currentTrouble()]).toEqual([true, 'read-only']);
    await vi.waitFor(async () => expect(await findArticle('en', 'rain')).toMatchObject({ kind: 'story' }), 10_000);
    await expect(actorFor('editor')).rejects.toSatisfy((error) => databaseTrouble(error) === 'read-only');
    await outbox.stop();
    forgetTrouble();
  });
}, 60_000);

it('a standby that lacks a migration is refused', async () => {
  await on(
    primary.url,
    () => database().$executeRaw`
    UPDATE _prisma_migrations SET finished_at = NULL
    WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`,
  );
  await vi.waitFor(
    () => expect(migrateOrFail(standby.url)).rejects.toThrow(/read-only, and 1 migrations .* are missing.*primary/),
    10_000,
  );
  await on(primary.url, () => database().$executeRaw`UPDATE _prisma_migrations SET finished_at = now()`);
}, 30_000);

it('the primary dies under a writer: the pool finds the new one, and no save that was acknowledged is lost', async () => {
  await on(both(), async () => {
    const actor = await actorFor('editor');
    const { articles } = await createStory({ slugs: { en: 'written' } });
    let version = (await findWorkingCopy(actor, articles.en))?.version ?? 0;
    const touched = new Set<string>();
    const outbox = watchOutbox(
      () => {},
      (changes) => {
        for (const { keys } of changes) for (const key of keys) touched.add(key);
      },
    );
    await vi.waitFor(() => expect(outbox.position()).toBeDefined(), 10_000);

    const acknowledged: string[] = [];
    let isWriting = true;
    let failures = 0;
    const save = async (headline: string) => {
      const text = { headline, standfirst: '', body: [], source: 'Paper' };
      const saved = await saveText(actor, articles.en, { text, base: version, isExplicit: true });
      if (saved.ok) acknowledged.push(headline);
      if (saved.ok || saved.why === 'conflict') version = saved.version;
    };
    const writing = (async () => {
      for (let n = 1; isWriting; n++) {
        // What went wrong may have been done all the same: the next save says so, as a conflict.
        await save(`Headline ${n}`).catch(() => failures++);
        await sleep(10);
      }
    })();
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(20), 20_000);
    await primary.kill();
    await vi.waitFor(() => expect(failures).toBeGreaterThan(0), 20_000);
    await promote(standby);
    const before = acknowledged.length;
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 20), 30_000);
    isWriting = false;
    await writing;

    const kept = await database().revision.findMany({ where: { articleId: articles.en }, select: { headline: true } });
    const current = await findWorkingCopy(actor, articles.en);
    const headlines = new Set([...kept.map(({ headline }) => headline), current?.text.headline]);
    expect(acknowledged.filter((headline) => !headlines.has(headline))).toEqual([]);
    // The new primary counts in a timeline of its own once it has written that down.
    await database().$executeRaw`CHECKPOINT`;
    await vi.waitFor(() => expect(touched).toContain(EVERYTHING), 10_000);
    expect(outbox.isReachable()).toBe(true);
    await outbox.stop();
    forgetTrouble();
  });
}, 120_000);
