import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { BenchHouse, Server } from '#bench/bench-server';
import { loadStories } from '#bench/corpus';
import { median, quantile } from '#bench/measure';
import { rendersOf } from '#bench/renders';
import { hasWrk, wrk } from '#bench/wrk';
import { anyPort } from '#processes/supervisor/free-port';

export type Churn = {
  articles: number;
  generator: string;
  /** Requests a second and p99 in milliseconds, nothing published and one article every two seconds. */
  quiet: { perSecond: number; p99: number };
  churning: { perSecond: number; p99: number };
  ratio: number;
  publications: number;
  /** Renders while all articles are asked for after one publication, and those that followed the churn. */
  rendersOfOnePublication: number;
  rendersPerPublication: number;
  /** From the commit to the new text at its own address under that load, milliseconds. */
  visible: { p50: number; most: number };
};

const ARTICLES = 10_000;
const SECONDS = 20;
const EVERY_MS = 2_000;

/**
 * A newspaper's normal day: ten thousand articles that readers come to (the n-th as often as 1/n), and one published
 * every two seconds in the section that stands beside every story.
 */
export async function measureChurn(house: BenchHouse, progress: (note: string) => void): Promise<Churn> {
  if (!hasWrk()) throw new Error('this needs wrk (Debian: apt-get install wrk)');
  await loadStories(house.databaseUrl, 0, ARTICLES, (done) => progress(`${done} of ${ARTICLES} stories loaded`));
  const client = new Client({ connectionString: house.databaseUrl });
  await client.connect();
  try {
    return await measure(house, client, progress);
  } finally {
    await client.end();
  }
}

async function measure(house: BenchHouse, client: Client, progress: (note: string) => void): Promise<Churn> {
  // The archive came with its numbers.
  await client.query(
    `SELECT setval('story_id_seq', (SELECT max(id) FROM story)), setval('article_id_seq', (SELECT max(id) FROM article))`,
  );
  const metrics = await anyPort();
  const portal = await house.startPortal({ METRICS_PORT: String(metrics), PAGES_MEMORY_MB: '1024' });
  const { rows } = await client.query<{ slug: string }>(
    `SELECT slug FROM article WHERE language = 'en' AND state = 'published' ORDER BY published_at DESC`,
  );
  const paths = rows.map(({ slug }) => `/en/post/${slug}`);
  await askForAll(portal, paths, progress);

  const rounds = { quiet: [] as Round[], churning: [] as Round[] };
  const visible: number[] = [];
  let publications = 0;
  let renders = 0;
  for (let round = 1; round <= 3; round++) {
    progress(`round ${round} of 3`);
    rounds.quiet.push(await wrk(portal.origin, paths, { draw: 'zipf', seconds: SECONDS }));
    const before = await rendersOf(metrics);
    const loading = wrk(portal.origin, paths, { draw: 'zipf', seconds: SECONDS });
    const end = performance.now() + SECONDS * 1_000 - EVERY_MS;
    while (performance.now() < end) {
      const slug = await publish(client, ++publications);
      visible.push(await untilVisible(portal, slug));
      await sleep(EVERY_MS);
    }
    rounds.churning.push(await loading);
    renders += (await rendersOf(metrics)) - before;
  }
  const before = await rendersOf(metrics);
  await publish(client, ++publications);
  await sleep(500);
  await askForAll(portal, [...paths, '/en', '/en/section-1', '/en/feed.xml'], progress);
  const rendersOfOnePublication = (await rendersOf(metrics)) - before;
  await portal.stop();
  const middle = (all: Round[]) => ({
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    p99: median(all.map(({ p99 }) => p99)),
  });
  const [quiet, churning] = [middle(rounds.quiet), middle(rounds.churning)];
  return {
    articles: paths.length,
    generator: 'wrk -t1 -c50, Zipf, gzip, on the same two processors',
    quiet,
    churning,
    ratio: churning.perSecond / quiet.perSecond,
    publications,
    rendersOfOnePublication,
    rendersPerPublication: renders / (publications - 1),
    visible: { p50: median(visible), most: quantile(visible, 1) },
  };
}

type Round = { perSecond: number; p99: number };

/** Asks for every page once, a few at a time. */
async function askForAll(portal: Server, paths: readonly string[], progress: (note: string) => void): Promise<void> {
  const waiting = [...paths].reverse();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let path = waiting.pop(); path; path = waiting.pop()) {
        const response = await fetch(portal.origin + path, { headers: { 'accept-encoding': 'gzip' } });
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
        if (waiting.length % 500 === 0) progress(`asked for ${paths.length - waiting.length} of ${paths.length} pages`);
      }
    }),
  );
}

/** Publishes one more article, with two tags, in the section of the column. Returns its slug. */
async function publish(client: Client, number: number): Promise<string> {
  const slug = `published-${number}`;
  await client.query(
    `WITH told AS (INSERT INTO story (section_id) VALUES (1) RETURNING id, section_id),
      tagged AS (INSERT INTO story_tag (story_id, tag_id) SELECT id, unnest(ARRAY[1, 2]) FROM told)
    INSERT INTO article (story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at)
    SELECT id, section_id, 'en', $1, 'Just now', 'News.', '[]', '', 'published', now() FROM told`,
    [slug],
  );
  return slug;
}

/** How long until an article is at its address, milliseconds. */
async function untilVisible(portal: Server, slug: string): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const response = await fetch(`${portal.origin}/en/post/${slug}`);
    await response.arrayBuffer();
    if (response.status === 200) return performance.now() - begun;
    await sleep(5);
  }
}
