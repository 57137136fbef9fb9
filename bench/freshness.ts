import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchHouse } from '#bench/bench-server';
import { quantile } from '#bench/measure';
import { database } from '#platform/database';

export type Freshness = {
  pages: number;
  processes: number;
  changes: number;
  p50: number;
  p99: number;
  most: number;
  wentBack: number;
};

const CHANGES = 50;
const LIMIT_MS = 10_000;

/**
 * From the commit of a change to its text on every page that shows it, of two servers on one database, milliseconds;
 * and how often the old text was seen once the new one had been there.
 */
export async function measureFreshness(house: BenchHouse, progress: (note: string) => void): Promise<Freshness> {
  const one = await house.startPortal();
  const other = await house.startPortal({ DATA_DIR: `${house.folder}/other` });
  const article = await database().article.findUniqueOrThrow({
    where: { language_slug: { language: 'en', slug: 'russia-territory-istanbul-talks' } },
    select: { id: true, storyId: true },
  });
  // Newest of all, so that every list begins with it.
  await database().article.update({ where: { id: article.id }, data: { publishedAt: new Date() } });
  const month = new Date().toISOString().slice(0, 7);
  const paths = [
    '/en/post/russia-territory-istanbul-talks',
    '/en',
    '/en/region',
    '/en/feed.xml',
    `/sitemap/en-${month}.xml`,
    '/news-sitemap.xml',
  ];
  const pages = [one, other].flatMap(({ origin }) => paths.map((path) => ({ origin, path })));
  const tags = new Map<string, string>();
  /**
   * The text of a page, where it is another than at the last look: looking must not take the processor away from what
   * is looked at.
   */
  async function look(address: string): Promise<string | undefined> {
    const response = await fetch(address, { headers: { 'if-none-match': tags.get(address) ?? '""' } });
    const text = await response.text();
    if (response.status === 304) return undefined;
    tags.set(address, response.headers.get('etag') ?? '');
    return text;
  }
  for (const { origin, path } of pages) await look(origin + path);

  const took: number[] = [];
  let wentBack = 0;
  for (let change = 1; change <= CHANGES; change++) {
    progress(`change ${change} of ${CHANGES}`);
    const revisedAt = new Date(Date.now() + change);
    const [wanted, former] = [`Headline number ${change}.`, `Headline number ${change - 1}.`];
    await database().article.update({ where: { id: article.id }, data: { headline: wanted, revisedAt } });
    const begun = performance.now();
    // A part of the sitemap tells no headline, but the time of the last change.
    const shows = (path: string) => (path.startsWith('/sitemap/') ? revisedAt.toISOString() : wanted);
    await Promise.all(
      pages.map(async ({ origin, path }) => {
        while (!(await look(origin + path))?.includes(shows(path))) {
          if (performance.now() - begun > LIMIT_MS) throw new Error(`${path} does not show “${shows(path)}”`);
          await sleep(5);
        }
        took.push(performance.now() - begun);
      }),
    );
    for (const { origin, path } of pages) if ((await (await fetch(origin + path)).text()).includes(former)) wentBack++;
    await sleep(100);
  }
  await one.stop();
  await other.stop();
  return {
    pages: paths.length,
    processes: 2,
    changes: CHANGES,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    most: Math.max(...took),
    wentBack,
  };
}
