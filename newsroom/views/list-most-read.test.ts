import { beforeAll, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { listMostRead } from '#newsroom/views/list-most-read';
import { database } from '#platform/database';

const ids: Record<string, number> = {};

async function read(slug: string, daysAgo: number, views: number): Promise<void> {
  await database().$executeRaw`
    INSERT INTO article_view (article_id, day, views, reach)
    SELECT ${ids[slug]}, (now() AT TIME ZONE time_zone)::date - ${daysAgo}::int, ${views}, ${views} FROM site_settings`;
}

/** Moves the paper to a zone where it is just before or just after midnight (as near as whole hours bring it). */
async function makeItMidnight(): Promise<void> {
  const hour = new Date().getUTCHours();
  // Etc/GMT signs run the other way round; within -12 to +14 there is always one.
  const ahead = (24 - hour) % 24;
  await database()
    .$executeRaw`UPDATE site_settings SET time_zone = ${ahead <= 14 ? `Etc/GMT-${ahead}` : `Etc/GMT+${24 - ahead}`}`;
}

beforeAll(async () => {
  await createSiteSettings();
  await makeItMidnight();
  for (const slug of ['today', 'yesterday', 'both', 'long-ago', 'taken-back']) {
    const { articles } = await createStory({
      slugs: { en: slug },
      state: slug === 'taken-back' ? 'withdrawn' : 'published',
    });
    ids[slug] = articles.en;
  }
  const { articles } = await createStory({ slugs: { ru: 'na-russkom' } });
  ids.russian = articles.ru;
  // The paper's day is less than an hour old, so that nearly all of yesterday lies within the last 24 hours.
  await read('today', 0, 10);
  await read('yesterday', 1, 100);
  await read('both', 0, 50);
  await read('both', 1, 90);
  await read('long-ago', 2, 10_000);
  await read('taken-back', 0, 10_000);
  await read('russian', 0, 10_000);
});

it('weighs today and as much of yesterday as lies within 24 hours', async () => {
  const names = (await listMostRead('en', 10)).map((id) => Object.keys(ids).find((slug) => ids[slug] === id));
  expect(names).toEqual(['both', 'yesterday', 'today']);
});

it('keeps to its language and its limit', async () => {
  expect(await listMostRead('ru', 10)).toEqual([ids.russian]);
  expect(await listMostRead('en', 1)).toEqual([ids.both]);
  expect(await listMostRead('hy', 5)).toEqual([]);
});

it('lets yesterday fade as the day goes on', async () => {
  // Half a day further east, it is noon: half of yesterday counts, 50 and 95 against 10.
  await database().$executeRaw`DELETE FROM article_view`;
  const [row] = await database().$queryRaw<{ share: number }[]>`
    SELECT (1 - extract(epoch FROM (now() AT TIME ZONE time_zone)::time) / 86400)::float8 AS share FROM site_settings`;
  const share = row?.share ?? 0;
  await read('yesterday', 1, 1_000);
  await read('today', 0, Math.floor(1_000 * share) - 50);
  expect(await listMostRead('en', 2)).toEqual([ids.yesterday, ids.today]);
  await database().$executeRaw`UPDATE article_view SET reach = reach + 100 WHERE article_id = ${ids.today}`;
  expect(await listMostRead('en', 2)).toEqual([ids.today, ids.yesterday]);
});
