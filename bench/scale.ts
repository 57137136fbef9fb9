import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { BenchHouse, Server } from '#bench/bench-server';
import { loadStories } from '#bench/corpus';
import { indexAtOnce } from '#bench/index-at-once';
import { median, memoryMegabytes, processTree } from '#bench/measure';
import { frontKey, latestKey, monthKeys, SITEMAP } from '#newsroom/surrogate-keys';
import { DEMO_LANGUAGES } from '#seed/demo-languages';

export type Scale = {
  /** Stories, and how long PostgreSQL took to load them, seconds. */
  stories: number;
  loading: number;
  /** Making a page of each kind, milliseconds (medians), with few and with all stories. */
  kinds: { kind: string; few: number; all: number; grows: number }[];
  memory: { pages: number; megabytes: number };
  /** Statements whose plan reads a large table from end to end; there must be none. */
  wholeTables: string[];
};

const FEW = 10_000;
const ALL = 1_000_000;
/** A hundred stories a day, as many ever since: what grows is the archive. */
const SHAPE = { languages: ['en'], paragraphs: [1, 3], minutesApart: 14.4 } as const;
const ASKED = 60;
const PAGES_IN_MEMORY = 10_000;
const LARGE =
  /"Relation Name": "(article|story|story_tag|story_author|article_view|article_view_total|former_slug|recent_reading|outbox)"/;

/** The same pages made on ten thousand stories and on a million. */
export async function measureScale(house: BenchHouse, progress: (note: string) => void): Promise<Scale> {
  const client = new Client({ connectionString: house.databaseUrl });
  await client.connect();
  const portal = await house.startPortal();
  try {
    progress(`loading ${FEW} stories`);
    await loadStories(house.databaseUrl, 0, FEW, () => {}, { ...SHAPE, paragraphs: [...SHAPE.paragraphs] });
    progress('making the words for search');
    await indexAtOnce(client);
    const few = await measureKinds(portal, client, progress);
    const loading = await loadStories(
      house.databaseUrl,
      FEW,
      ALL,
      (done) => progress(`loading, ${done} of ${ALL} stories`),
      { ...SHAPE, paragraphs: [...SHAPE.paragraphs] },
    );
    progress('making the words for search');
    await indexAtOnce(client);
    const all = await measureKinds(portal, client, progress);
    const memory = await fillMemory(portal, client, progress);
    const wholeTables = await explainEverything(house, client, progress);
    return {
      stories: ALL,
      loading: loading / 1_000,
      kinds: Object.entries(all).map(([kind, time]) => ({
        kind,
        few: few[kind] ?? 0,
        all: time,
        grows: time / (few[kind] ?? 0),
      })),
      memory,
      wholeTables,
    };
  } finally {
    await client.end();
    await portal.stop();
  }
}

const pathOf = (code: string) => DEMO_LANGUAGES.find((language) => language.code === code)?.path ?? '';

/** Addresses of each kind, each asked for once, so that each has to be made. */
async function addresses(client: Client): Promise<Record<string, string[]>> {
  const { rows } = await client.query<{
    language: string;
    slug: string;
    section: string;
    month: string;
    tag: string;
    word: string;
    cursor: string;
  }>(`
    SELECT article.language, article.slug, section.key AS section,
      to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
      'tag-' || 1 + article.id % 300 AS tag,
      (string_to_array(headline, ' '))[1] AS word,
      (extract(epoch FROM date_trunc('milliseconds', published_at)) * 1000)::bigint || '-' || article.id AS cursor
    FROM article JOIN section ON section.id = article.section_id
    WHERE article.state = 'published' ORDER BY random() LIMIT ${ASKED}`);
  return {
    article: rows.map(({ language, slug }) => `/${pathOf(language)}/post/${slug}`),
    tag: rows.slice(0, 20).map(({ language, tag }) => `/${pathOf(language)}/tag/${tag}`),
    section: rows.map(({ language, section, cursor }) => `/${pathOf(language)}/${section}?before=${cursor}`),
    search: rows.map(({ language, word }) => `/${pathOf(language)}/search?q=${encodeURIComponent(word)}`),
    'front page': Array.from(
      { length: ASKED },
      (_, index) => `/${DEMO_LANGUAGES[index % DEMO_LANGUAGES.length]?.path}`,
    ),
    'index of sitemaps': Array.from({ length: 20 }, () => '/sitemap.xml'),
    // Each once: a month that nothing has touched is not made again.
    'part of the sitemap': [
      ...new Set(rows.map(({ language, month }) => `/sitemap/${pathOf(language)}-${month}.xml`)),
    ].slice(0, 20),
    feed: Array.from({ length: 20 }, (_, index) => `/${DEMO_LANGUAGES[index % DEMO_LANGUAGES.length]?.path}/feed.xml`),
  };
}

/** What a publication touches of what is asked for here. */
function keysOfPublication(): string[] {
  const [from, before] = [new Date(Date.now() - 1), new Date()];
  return [
    SITEMAP,
    ...DEMO_LANGUAGES.flatMap(({ code }) => [latestKey(code), frontKey(code), ...monthKeys(code, from, before)]),
  ];
}

async function measureKinds(
  portal: Server,
  client: Client,
  progress: (note: string) => void,
): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const [kind, paths] of Object.entries(await addresses(client))) {
    progress(`making ${kind}s`);
    const took: number[] = [];
    for (const path of paths) {
      // What is asked for again has to be made again.
      if (paths.indexOf(path) !== paths.lastIndexOf(path)) {
        await client.query(`INSERT INTO outbox (concerns, keys) VALUES ('paper', $1)`, [keysOfPublication()]);
        await sleep(60);
      }
      const begun = performance.now();
      const response = await fetch(portal.origin + path);
      await response.text();
      took.push(performance.now() - begun);
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    }
    times[kind] = median(took);
  }
  return times;
}

/** What the web process holds in memory after so many different pages. */
async function fillMemory(portal: Server, client: Client, progress: (note: string) => void): Promise<Scale['memory']> {
  const { rows } = await client.query<{ language: string; slug: string }>(
    `SELECT language, slug FROM article WHERE state = 'published' ORDER BY random() LIMIT ${PAGES_IN_MEMORY}`,
  );
  const waiting = rows.map(({ language, slug }) => `${portal.origin}/${pathOf(language)}/post/${slug}`);
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let address = waiting.pop(); address; address = waiting.pop()) {
        await (await fetch(address)).arrayBuffer();
        if (waiting.length % 500 === 0)
          progress(`pages in memory, ${PAGES_IN_MEMORY - waiting.length} of ${PAGES_IN_MEMORY}`);
      }
    }),
  );
  // The process that keeps the web processes is the first; theirs is what is asked for.
  const [, ...processes] = processTree(portal.pid);
  return { pages: PAGES_IN_MEMORY, megabytes: memoryMegabytes(processes) / processes.length };
}

/**
 * Has PostgreSQL write down the plan of everything that pages, feeds, sitemaps and the API ask, and looks for large
 * tables read whole.
 */
async function explainEverything(
  house: BenchHouse,
  client: Client,
  progress: (note: string) => void,
): Promise<string[]> {
  for (const setting of [
    `session_preload_libraries = 'auto_explain'`,
    'auto_explain.log_min_duration = 0',
    'auto_explain.log_format = json',
    'auto_explain.log_nested_statements = on',
  ]) {
    await client.query(`ALTER DATABASE postgres SET ${setting}`);
  }
  const portal = await house.startPortal({ DATA_DIR: `${house.folder}/explained` });
  const log = join(house.postgres.folder, 'postgres.log');
  const from = readFileSync(log).length;
  for (const [kind, paths] of Object.entries(await addresses(client))) {
    progress(`plans of ${kind}s`);
    for (const path of paths.slice(0, 6)) await (await fetch(portal.origin + path)).text();
  }
  const { rows } = await client.query<{ id: number; slug: string; tag: string; author: string }>(`
    SELECT article.id, slug, tag.key AS tag, author.key AS author FROM article
    JOIN story_tag USING (story_id) JOIN tag ON tag.id = tag_id
    JOIN story_author USING (story_id) JOIN author ON author.id = author_id
    WHERE language = 'en' AND state = 'published' LIMIT 1`);
  const { id, slug, tag, author } = rows[0] ?? {};
  for (const path of [
    `/en/tag/${tag}`,
    `/en/author/${author}`,
    `/en/post/no-such-story`,
    '/news-sitemap.xml',
    `/en/tag/${tag}/feed.xml`,
    '/api/articles?language=en&limit=100',
    `/api/articles/en/${slug}`,
    `/api/views?articles=${id}`,
  ]) {
    await (await fetch(portal.origin + path)).text();
  }
  await fetch(`${portal.origin}/api/views`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
    body: JSON.stringify({ article: id }),
  });
  await portal.stop();
  await client.query('ALTER DATABASE postgres RESET ALL');
  const plans = readFileSync(log, 'utf8')
    .slice(from)
    .split(/^\d{4}-\d\d-\d\d .*? LOG: {2}duration: .*? plan:$/m)
    .slice(1);
  if (plans.length < 50) throw new Error(`only ${plans.length} plans were written down`);
  return [
    ...new Set(plans.filter(readsWhole).map((plan) => String(/"Query Text": "(.*)"/.exec(plan)?.[1]).slice(0, 200))),
  ];
}

/**
 * Emptying a table reads all of it, as it should (the readers of a day, with its salt): no condition, below a deletion.
 */
function readsWhole(plan: string): boolean {
  const nodes = plan.split('"Node Type": ');
  const empties = (at: number) =>
    /"Operation": "Delete"/.test(nodes[at - 1] ?? '') && !/"Filter"/.test(nodes[at] ?? '');
  return nodes.some((node, at) => node.startsWith('"Seq Scan"') && LARGE.test(node.slice(0, 400)) && !empties(at));
}
