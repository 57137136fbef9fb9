import { afterEach, expect, it, vi } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { recordView } from '#newsroom/views/record-view';
import { database } from '#platform/database';
import { startCleanUp } from '#server/clean-up';

const warnings = vi.hoisted(() => vi.fn());
vi.mock('#platform/log', () => ({ log: () => ({ warn: warnings }) }));

const PHONE = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36';

const left = async () => ({
  outbox: await database().outboxEntry.count({ where: { at: { lt: new Date(Date.now() - 30 * 86_400_000) } } }),
  readings: await database().recentReading.count({ where: { countedAt: { lt: new Date(Date.now() - 1_800_000) } } }),
});

/** More than one step of what is past its time, and something that is not. */
async function makeOld(): Promise<void> {
  await database().$executeRaw`
    INSERT INTO outbox (concerns, at) SELECT 'paper', now() - interval '31 days' FROM generate_series(1, 5100)`;
  await database().$executeRaw`
    INSERT INTO recent_reading SELECT n::text::bytea, n, now() - interval '1 hour' FROM generate_series(1, 5100) AS n`;
  await database().$executeRaw`INSERT INTO recent_reading VALUES ('now', 1, now())`;
}

async function refuseToDelete(table: 'outbox' | 'recent_reading'): Promise<void> {
  await database().$executeRawUnsafe(`
    CREATE OR REPLACE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'it stays'; END $$`);
  await database().$executeRawUnsafe(
    `CREATE TRIGGER stays BEFORE DELETE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION stays()`,
  );
}

afterEach(async () => {
  await database().$executeRaw`DROP FUNCTION IF EXISTS stays CASCADE`;
  await database().$executeRaw`TRUNCATE outbox, recent_reading`;
  warnings.mockClear();
});

it('deletes what is past its time in steps, and nothing else', async () => {
  await makeOld();
  const cleanUp = startCleanUp(0);
  await vi.waitFor(async () => expect(await left()).toEqual({ outbox: 0, readings: 0 }), 10_000);
  await cleanUp.stop();
  expect(await database().recentReading.count()).toBe(1);
  expect(warnings).not.toHaveBeenCalled();
});

it('goes on where one thing cannot be deleted', async () => {
  await makeOld();
  await refuseToDelete('outbox');
  const cleanUp = startCleanUp(0);
  await vi.waitFor(async () => expect(await left()).toEqual({ outbox: 5_100, readings: 0 }), 10_000);
  await cleanUp.stop();
  expect(warnings).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ task: 'outbox' }),
    'what is past its time could not be deleted',
  );
});

it('stands in nobody’s way where it fails: views are counted', async () => {
  await createSiteSettings();
  const { articles } = await createStory({ slugs: { en: 'read' } });
  await makeOld();
  await refuseToDelete('recent_reading');
  const cleanUp = startCleanUp(0);
  await vi.waitFor(() => expect(warnings).toHaveBeenCalled(), 10_000);
  const visit = {
    articleId: articles.en,
    address: '192.0.2.9',
    userAgent: PHONE,
    prefetch: false,
    staff: false,
  };
  expect(await recordView(visit)).toEqual({ ok: true, counted: true, views: 1 });
  await cleanUp.stop();
});
