import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { saveText } from '#newsroom/editing/save-text';
import type { Actor } from '#newsroom/permissions/actor';
import { connect, database } from '#platform/database';
import { databaseTrouble } from '#platform/database-trouble';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres, type TestPostgres } from '#processes/postgres/test-postgres';

const WRITERS = 20;
const KILLS = 8;

let postgres: TestPostgres;
const holder = globalThis as typeof globalThis & { portalDatabase?: ReturnType<typeof connect> };
let usual: typeof holder.portalDatabase;

beforeAll(async () => {
  postgres = await startTestPostgres({ quick: false });
  await migrate(postgres.url);
  usual = holder.portalDatabase;
  holder.portalDatabase = connect(postgres.url, { max: 10 });
}, 120_000);

afterAll(async () => {
  await holder.portalDatabase?.$disconnect();
  if (usual) holder.portalDatabase = usual;
  else delete holder.portalDatabase;
  await postgres.stop();
}, 60_000);

/** What somebody was told about a text: saved as this version, or nothing. */
type Told = { headline: string; version: number | null };

/** Saves one text after the other until told to stop, each from the version that is there; at most five seconds each. */
async function write(actor: Actor, article: number, isOver: () => boolean): Promise<{ told: Told[]; slowest: number }> {
  const told: Told[] = [];
  let slowest = 0;
  for (let number = 1; !isOver(); number++) {
    const headline = `${article}, ${number} of ${Date.now()}`;
    const begun = performance.now();
    try {
      const base = (await findWorkingCopy(actor, article))?.version ?? 0;
      const text = { headline, standfirst: '', body: [], source: 'Paper' };
      // Each a revision of its own, so that all can be looked for.
      const saved = await saveText(actor, article, { text, base, isExplicit: true });
      if (!saved.ok) throw new Error(saved.why);
      told.push({ headline, version: saved.version });
    } catch (error) {
      // Nothing but the database is in the way.
      if (!databaseTrouble(error)) throw error;
      told.push({ headline, version: null });
      await sleep(100);
    }
    slowest = Math.max(slowest, performance.now() - begun);
  }
  return { told, slowest };
}

it('killed while twenty people save, it has every text that it said yes to', async () => {
  await createSiteSettings();
  const actor = await actorFor('editor');
  const articles: number[] = [];
  for (let n = 0; n < WRITERS; n++)
    articles.push((await createStory({ slugs: { en: `written-${n}` }, state: 'draft' })).articles.en);
  let isOver = false;
  const writing = Promise.all(articles.map((article) => write(actor, article, () => isOver)));
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(200 + Math.random() * 800);
    await postgres.kill();
    await postgres.resume();
    const back = performance.now();
    await vi.waitFor(() => database().$queryRaw`SELECT 1`, { timeout: 10_000, interval: 50 });
    expect(performance.now() - back).toBeLessThan(10_000);
  }
  await sleep(500);
  isOver = true;
  const written = await writing;
  const revisions = await database().revision.findMany({ where: { articleId: { in: articles } } });
  const known = new Map(revisions.map(({ articleId, version, headline }) => [`${articleId} ${version}`, headline]));
  let acknowledged = 0;
  for (const [index, { told, slowest }] of written.entries()) {
    expect(slowest).toBeLessThan(7_000);
    for (const { headline, version } of told) {
      if (version === null) continue;
      acknowledged++;
      expect(known.get(`${articles[index]} ${version}`)).toBe(headline);
    }
  }
  // Both happened, or nothing was shown.
  expect(acknowledged).toBeGreaterThan(WRITERS * 3);
  expect(written.flatMap(({ told }) => told).filter(({ version }) => version === null).length).toBeGreaterThan(0);
}, 180_000);
