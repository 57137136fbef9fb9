import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchHouse, Server } from '#bench/bench-server';
import { median } from '#bench/measure';
import { hasWrk, wrk } from '#bench/wrk';
import { database } from '#platform/database';

const SECONDS = 5;
const ROUNDS = 3;
/** A new story must be there within so many milliseconds. */
const VISIBLE_MS = 1_000;

/** So many connections, on each of which one request follows the other; each address is another one. */
const FLOODS: Record<string, { connections: number; path(count: number): string }> = {
  'API, 30 connections': { connections: 30, path: () => '/api/articles?language=en&limit=100' },
  'made-up slugs, 450 connections': { connections: 450, path: (count) => `/en/post/made-up-${count}` },
  'search, 500 at once': { connections: 500, path: (count) => `/en/search?q=flood+${count}` },
};

type Flooded = {
  flood: string;
  'p99 quiet': number;
  'p99 flooded': number;
  times: number;
  answers: Record<string, number>;
  'published after': number;
};

/**
 * What floods do to a page that lies ready, and to the next publication. Fails where an answer says that the database is
 * away, or a new story is not there within a second.
 */
export async function measureFloods(house: BenchHouse, progress: (note: string) => void): Promise<Flooded[]> {
  if (!hasWrk()) throw new Error('this needs wrk (Debian: apt-get install wrk)');
  const portal = await house.startPortal();
  await fetch(`${portal.origin}/en`).then((answer) => answer.text());
  const results: Flooded[] = [];
  for (const [flood, { connections, path }] of Object.entries(FLOODS)) {
    const [quiet, flooded]: [number[], number[]] = [[], []];
    const answers: Record<string, number> = {};
    let publishedAfter = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      progress(`${flood}, round ${round} of ${ROUNDS}`);
      quiet.push((await wrk(portal.origin, ['/en'], { seconds: SECONDS })).p99);
      const flooding = openFlood(portal, connections, path, answers);
      const loading = wrk(portal.origin, ['/en'], { seconds: SECONDS });
      await sleep(1_000);
      publishedAfter = Math.max(publishedAfter, await publish(portal));
      flooded.push((await loading).p99);
      await flooding.stop();
    }
    const away = Object.keys(answers).filter((answer) => answer.includes('database'));
    if (away.length > 0) throw new Error(`${flood}: ${away.join()}`);
    if (publishedAfter > VISIBLE_MS) throw new Error(`${flood}: a story was there after ${publishedAfter} ms`);
    const [one, other] = [median(quiet), median(flooded)];
    const rounded = { 'p99 quiet': one, 'p99 flooded': other, times: Math.round((other / one) * 100) / 100 };
    results.push({ flood, ...rounded, answers, 'published after': Math.round(publishedAfter) });
  }
  await portal.stop();
  return results;
}

/** Sends requests until it is stopped; `answers` counts them by status, and by what they say where they are refused. */
function openFlood(
  portal: Server,
  connections: number,
  path: (count: number) => string,
  answers: Record<string, number>,
) {
  let isStopped = false;
  let count = 0;
  const all = Array.from({ length: connections }, async () => {
    while (!isStopped) {
      const answer = await fetch(portal.origin + path(count++)).catch(() => undefined);
      const text = await answer?.text().catch(() => '');
      const says = /database/i.test(answer?.status === 503 ? (text ?? '') : '') ? ' database' : '';
      const name = `${answer?.status ?? 'broken'}${says}`;
      answers[name] = (answers[name] ?? 0) + 1;
      // As a client does that is refused: no faster than twice a second.
      if (answer?.status !== 200) await sleep(500);
    }
  });
  return {
    stop: async () => {
      isStopped = true;
      await Promise.all(all);
    },
  };
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
