import type { BenchHouse } from '#bench/bench-server';
import { postAddress } from '#i18n/addresses';
import { inOwnLanguages } from '#i18n/languages';
import { database } from '#platform/database';

export type Outage = {
  pages: number;
  /** While the database is away, before and after the web server is started anew. */
  during: { seconds: number; asked: number; failed: number };
  afterRestart: { asked: number; failed: number };
};

const SECONDS = 60;

/**
 * Every page is asked for once, then PostgreSQL stops for a minute, then the web server starts anew without it; who
 * still gets a page?
 */
export async function measureOutage(house: BenchHouse, progress: (note: string) => void): Promise<Outage> {
  const articles = inOwnLanguages(
    await database().article.findMany({
      where: { state: 'published' },
      select: { language: true, slug: true },
    }),
  );
  const lists = ['en', 'ru', 'arm'].flatMap((language) =>
    ['', '/region', '/tag/georgia', '/archive', '/feed.xml'].map((list) => `/${language}${list}`),
  );
  const paths = [
    ...articles.map(({ language, slug }) => postAddress(language, slug)),
    ...lists,
    '/sitemap.xml',
    '/news-sitemap.xml',
  ];
  const former = await house.startPortal();
  const isThere = async (origin: string, path: string) => {
    const response = await fetch(origin + path);
    await response.arrayBuffer();
    return response.status === 200;
  };
  for (const path of paths)
    if (!(await isThere(former.origin, path))) throw new Error(`${path} was not there to begin with`);

  await house.postgres.pause();
  const during = { seconds: SECONDS, asked: 0, failed: 0 };
  const until = performance.now() + SECONDS * 1_000;
  while (performance.now() < until) {
    progress(`${Math.ceil((until - performance.now()) / 1_000)} s more without a database`);
    for (const path of paths) {
      during.asked++;
      if (!(await isThere(former.origin, path))) during.failed++;
    }
  }
  await former.stop();
  const successor = await house.startPortal();
  const afterRestart = { asked: 0, failed: 0 };
  for (const path of paths) {
    afterRestart.asked++;
    if (!(await isThere(successor.origin, path))) afterRestart.failed++;
  }
  await successor.stop();
  await house.postgres.resume();
  return { pages: paths.length, during, afterRestart };
}
