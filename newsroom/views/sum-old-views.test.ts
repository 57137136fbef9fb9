import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { sumOldViews } from '#newsroom/views/sum-old-views';
import { database } from '#platform/database';

const articles: number[] = [];

/** A view on every `step`-th of the last `days` days. */
async function read(article: number, days: number, step: number): Promise<void> {
  await database().$executeRaw`
    INSERT INTO article_view (article_id, day, views, reach)
    SELECT ${article}, current_date - n, 1 + n % 7, n % 3 FROM generate_series(0, ${days}::int, ${step}::int) AS n`;
}

const byMonth = () => database().$queryRaw<object[]>`
  SELECT article_id, date_trunc('month', day::timestamp)::text AS month, sum(views)::int AS views, sum(reach)::int AS reach
  FROM article_view GROUP BY 1, 2 ORDER BY 1, 2`;

const recentDays = () => database().$queryRaw<object[]>`
  SELECT * FROM article_view WHERE day >= date_trunc('month', current_date::timestamp) - interval '13 months'
  ORDER BY article_id, day`;

const olderRows = () => database().$queryRaw<{ day: string; count: number }[]>`
  SELECT extract(day FROM day)::int AS day, count(*)::int AS count FROM article_view
  WHERE day < date_trunc('month', current_date::timestamp) - interval '13 months' GROUP BY 1`;

beforeAll(async () => {
  await createSiteSettings();
  for (const slug of ['well-read', 'now-and-then', 'once'])
    articles.push((await createStory({ slugs: { en: slug } })).articles.en);
});

beforeEach(async () => {
  await database().$executeRaw`TRUNCATE article_view`;
  const [first = 0, second = 0, third = 0] = articles;
  await read(first, 1_800, 1);
  await read(second, 1_500, 11);
  await read(third, 900, 400);
});

it('makes one row of a month long past, and loses no view', async () => {
  const [sums, recent] = [await byMonth(), await recentDays()];
  while ((await sumOldViews(100)) > 0);
  expect(await byMonth()).toEqual(sums);
  expect(await recentDays()).toEqual(recent);
  expect((await olderRows()).map(({ day }) => day)).toEqual([1]);
  expect(recent.length).toBeGreaterThan(390);
});

it('takes no more than it is asked to, and nothing when there is nothing left', async () => {
  expect(await sumOldViews(7)).toBe(7);
  while ((await sumOldViews(5_000)) > 0);
  expect(await sumOldViews(5_000)).toBe(0);
});

it('loses no view where several processes do so at once', async () => {
  const sums = await byMonth();
  const all = async () => {
    while ((await sumOldViews(13)) > 0);
  };
  await Promise.all([all(), all(), all(), all()]);
  expect(await byMonth()).toEqual(sums);
  expect((await olderRows()).map(({ day }) => day)).toEqual([1]);
});
