import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchHouse, Server } from '#bench/bench-server';
import { median } from '#bench/measure';
import { hasWrk, wrk } from '#bench/wrk';
import { database } from '#platform/database';

const SECONDS = 5;
const ROUNDS = 3;
/** So many connections, on each of which one request follows the other; each asks for something else. */
const FLOODS: Record<string, { connections: number; paths: readonly string[] }> = {
  'API, 30 connections': { connections: 30, paths: ['/api/articles?language=en&limit=100'] },
  'made-up slugs, 450 connections': { connections: 450, paths: many((count) => `/en/post/made-up-${count}`) },
  'search, 500 at once': { connections: 500, paths: many((count) => `/en/search?q=flood+${count}`) },
};

type Flooded = {
  flood: string;
  'p99 quiet': number;
  'p99 flooded': number;
  times: number;
  answers: Record<string, number>;
  'published quietly, most': number;
  'published flooded, most': number;
};

/**
 * What floods do to a page that lies ready, and to the next publication (milliseconds until its page is there). Fails
 * where an answer says that the database is away.
 */
export async function measureFloods(house: BenchHouse, progress: (note: string) => void): Promise<Flooded[]> {
  if (!hasWrk()) throw new Error('this needs wrk (Debian: apt-get install wrk)');
  const portal = await house.startPortal();
  await fetch(`${portal.origin}/en`).then((answer) => answer.text());
  const results: Flooded[] = [];
  for (const [flood, { connections, paths }] of Object.entries(FLOODS)) {
    const [quiet, flooded]: [number[], number[]] = [[], []];
    const [published, publishedQuietly]: [number[], number[]] = [[], []];
    const answers: Record<string, number> = {};
    for (let round = 1; round <= ROUNDS; round++) {
      progress(`${flood}, round ${round} of ${ROUNDS}`);
      const before = wrk(portal.origin, ['/en'], { seconds: SECONDS });
      await sleep(1_000);
      publishedQuietly.push(await publish(portal));
      quiet.push((await before).p99);
      const flooding = wrk(portal.origin, paths, { seconds: SECONDS + 1, connections });
      const during = wrk(portal.origin, ['/en'], { seconds: SECONDS });
      await sleep(1_000);
      published.push(await publish(portal));
      for (const path of paths.slice(-10)) await ask(portal, path, answers);
      flooded.push((await during).p99);
      await flooding;
    }
    const away = Object.keys(answers).filter((answer) => answer.includes('database'));
    if (away.length > 0) throw new Error(`${flood}: ${away.join()}`);
    const [one, other] = [median(quiet), median(flooded)];
    results.push({
      flood,
      'p99 quiet': one,
      'p99 flooded': other,
      times: Math.round((other / one) * 100) / 100,
      answers,
      'published quietly, most': Math.round(Math.max(...publishedQuietly)),
      'published flooded, most': Math.round(Math.max(...published)),
    });
  }
  await portal.stop();
  return results;
}

function many(path: (count: number) => string): string[] {
  return Array.from({ length: 20_000 }, (_, count) => path(count));
}

/** Counts an answer by its status, and by what it says where it is refused. */
async function ask(portal: Server, path: string, answers: Record<string, number>): Promise<void> {
  const answer = await fetch(portal.origin + path);
  const text = await answer.text();
  const name = `${answer.status}${answer.status === 503 && /database/i.test(text) ? ' database' : ''}`;
  answers[name] = (answers[name] ?? 0) + 1;
}

/** Publishes a story, and returns after how many milliseconds its page is there. */
async function publish(portal: Server): Promise<number> {
  const slug = `flooded-${Date.now()}`;
  await database().$executeRaw`
    WITH told AS (INSERT INTO story (section_id) SELECT min(id) FROM section RETURNING id, section_id)
    INSERT INTO article (story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at)
    SELECT id, section_id, 'en', ${slug}, 'Just now', 'News.', '[]', '', 'published', now() FROM told`;
  const begun = performance.now();
  while ((await fetch(`${portal.origin}/en/post/${slug}`)).status !== 200) {
    if (performance.now() - begun > 10_000) break;
    await sleep(20);
  }
  return performance.now() - begun;
}
