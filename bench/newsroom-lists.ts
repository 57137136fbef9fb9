// What the lists of the newsroom take over a hundred thousand stories: `node bench/newsroom-lists.ts`, with a number
// for another count of stories.
import { Client } from 'pg';
import { loadStories } from '#bench/corpus';
import { actorFor } from '#e2e/test-data';
import { listDashboard } from '#newsroom/editing/list-dashboard';
import { listNewsroomArticles } from '#newsroom/editing/list-newsroom-articles';
import { listTranslationBoard } from '#newsroom/editing/list-translation-board';
import type { NewsroomFilter } from '#newsroom/editing/newsroom-list';
import { database } from '#platform/database';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';

const STORIES = Number(process.argv[2] ?? 100_000);
const ASKED = 30;
/** What every list must be answered within, milliseconds. */
const LIMIT = 100;

const FILTERS: Record<string, NewsroomFilter> = {
  everything: {},
  'one language': { language: 'hy' },
  'one section': { section: 'section-3' },
  'a kind, of which there are many': { kind: 'opinion' },
  'a kind, of which there are few': { kind: 'video' },
  'a kind, of which there are none': { kind: 'gallery' },
  'section and language': { section: 'section-3', language: 'ru' },
  'in review, of which there are few': { workflow: 'in_review' },
  'scheduled, of which there are none': { state: 'scheduled' },
  'in the trash': { state: 'removed' },
  'begun by one person': { by: 'nobody' },
  'half a year': { from: '2025-01-01', to: '2025-06-30' },
  'a part of a word': { q: 'ation' },
  'an author of many stories': { q: 'author 7' },
  'letters written otherwise': { q: 'ätiōn' },
  'a word that no headline has': { q: 'quetzalcoatlus' },
};

const postgres = await startTestPostgres();
try {
  process.env.DATABASE_URL = postgres.url;
  await migrate(postgres.url);
  await loadStories(postgres.url, 0, STORIES, (done) =>
    process.stdout.write(`\rloading, ${done} of ${STORIES} stories`),
  );
  console.log('\n');
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  // One story in twenty is an opinion, one in five thousand a video.
  await client.query(`
    SET session_replication_role = replica;
    UPDATE story SET kind = CASE WHEN id % 5000 = 0 THEN 'video' ELSE 'opinion' END WHERE id % 20 = 0;
    SET session_replication_role = origin`);
  await client.query('VACUUM ANALYZE');
  await client.end();
  const actor = await actorFor('editor');
  const list = (filter: NewsroomFilter) =>
    listNewsroomArticles(actor, filter, { limit: 40, language: 'en', timeZone: 'Asia/Baku' });
  const last = (await list({})).next;
  const asked: Record<string, () => Promise<unknown>> = {
    ...Object.fromEntries(Object.entries(FILTERS).map(([name, filter]) => [name, () => list(filter)])),
    'a later page': () =>
      listNewsroomArticles(actor, {}, { limit: 40, language: 'en', timeZone: 'UTC', ...(last && { before: last }) }),
    'translation board': () => listTranslationBoard(actor, { limit: 40 }),
    dashboard: () => listDashboard(actor),
  };
  let slow = 0;
  for (const [name, ask] of Object.entries(asked)) {
    const times: number[] = [];
    for (let count = 0; count < ASKED; count++) {
      const begun = performance.now();
      await ask();
      times.push(performance.now() - begun);
    }
    times.sort((one, other) => one - other);
    const p95 = times[Math.floor(ASKED * 0.95)] ?? 0;
    if (p95 > LIMIT) slow++;
    console.log(
      `${name.padEnd(40)} p50 ${(times[ASKED / 2] ?? 0).toFixed(1).padStart(7)}  p95 ${p95.toFixed(1).padStart(7)} ms`,
    );
  }
  console.log(slow === 0 ? `all within ${LIMIT} ms` : `${slow} over ${LIMIT} ms`);
  process.exitCode = slow === 0 ? 0 : 1;
} finally {
  await database().$disconnect();
  await postgres.stop();
}
