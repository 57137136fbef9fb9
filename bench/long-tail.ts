import { join } from 'node:path';
import type { BenchHouse } from '#bench/bench-server';
import { rendersOf } from '#bench/renders';
import { hasWrk, wrk } from '#bench/wrk';
import { anyPort } from '#processes/supervisor/free-port';
import { DiskCache } from '#server/cache/disk-cache';

export type LongTail = {
  pages: number;
  generator: string;
  /** Right after a restart: requests a second, times in milliseconds, pages rendered. */
  perSecond: number;
  p50: number;
  p99: number;
  renders: number;
  /** Of the web process afterwards, megabytes. */
  memory: number;
};

const PAGES = 100_000;
const SECONDS = 20;
const STORY = '/en/post/russia-territory-istanbul-talks';

/**
 * Crawlers and old links: a hundred thousand different stories, each as likely as any, in a process that has just been
 * started. They were rendered before: the pages on disk are copies of one real page at addresses of their own, since to
 * render all would take half an hour and is not what is measured.
 */
export async function measureLongTail(house: BenchHouse, progress: (note: string) => void): Promise<LongTail> {
  if (!hasWrk()) throw new Error('this needs wrk (Debian: apt-get install wrk)');
  const first = await house.startPortal();
  await (await fetch(first.origin + STORY)).arrayBuffer();
  await first.stop();
  const disk = new DiskCache(join(house.folder, 'pages/main'), Number.MAX_SAFE_INTEGER, () => {});
  const story = await disk.read(STORY);
  if (!story) throw new Error('the page of the story is not on disk');
  const paths = Array.from({ length: PAGES }, (_, index) => `/en/post/tail-${index}`);
  const anHourAgo = Date.now() - 3_600_000;
  for (const [index, path] of paths.entries()) {
    await disk.write(path, { ...story, page: { ...story.page, renderedAt: anHourAgo } });
    if (index % 10_000 === 0) progress(`${index} of ${PAGES} pages are on disk`);
  }
  const metrics = await anyPort();
  const portal = await house.startPortal({ METRICS_PORT: String(metrics), PAGES_DISK_MB: '4096' });
  const before = await rendersOf(metrics);
  const { perSecond, p50, p99, failed } = await wrk(portal.origin, paths, { draw: 'evenly', seconds: SECONDS });
  if (failed > 0) throw new Error(`${failed} requests failed`);
  const renders = (await rendersOf(metrics)) - before;
  const text = await (await fetch(`http://localhost:${metrics}/metrics`)).text();
  const memory = Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1_048_576);
  await portal.stop();
  const generator = 'wrk -t1 -c50, evenly, gzip, on the same two processors';
  return { pages: PAGES, generator, perSecond, p50, p99, renders, memory };
}
