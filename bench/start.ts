import type { BenchHouse } from '#bench/bench-server';
import { median } from '#bench/measure';
import { database } from '#platform/database';

export type Start = { untilFirstPage: number; secondPage: number; unbuiltPage: number };

const STARTS = 5;

/**
 * From starting the web server to the first page, and what pages cost that nobody has asked for yet, milliseconds
 * (medians).
 */
export async function measureStart(house: BenchHouse, progress: (note: string) => void): Promise<Start> {
  const articles = await database().article.findMany({
    where: { state: 'published', language: 'en' },
    select: { slug: true },
    take: 40,
  });
  const [untilFirst, second, unbuilt]: [number[], number[], number[]] = [[], [], []];
  for (let start = 1; start <= STARTS; start++) {
    progress(`start ${start} of ${STARTS}`);
    const begun = performance.now();
    // A folder of its own: no copy of an earlier start helps.
    const portal = await house.startPortal({ DATA_DIR: `${house.folder}/start-${start}` });
    const time = async (path: string) => {
      const asked = performance.now();
      await (await fetch(portal.origin + path)).text();
      return performance.now() - asked;
    };
    await time('/en');
    untilFirst.push(performance.now() - begun);
    second.push(await time('/ru'));
    for (const { slug } of articles) unbuilt.push(await time(`/en/post/${slug}`));
    await portal.stop();
  }
  return { untilFirstPage: median(untilFirst), secondPage: median(second), unbuiltPage: median(unbuilt) };
}
