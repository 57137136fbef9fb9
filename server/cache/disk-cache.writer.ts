// Writes pages without end until it is killed (disk-cache.test.ts).

import { DiskCache } from '#server/cache/disk-cache';
import { createPage } from '#server/rendering/page';

const cache = new DiskCache(String(process.argv[2]), 100_000_000, () => {});
for (let number = 1; ; number++) {
  const body = Buffer.from(`${number} `.repeat(50_000));
  const page = createPage({ status: 200, headers: {}, body }, Date.now());
  const stored = { page, transaction: number, timeline: '', build: '', views: 0 };
  for (let index = 0; index < 5; index++) await cache.write(`/en/post/${index}`, stored);
  if (number === 1) process.send?.('started');
}
