import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { countViews } from '#newsroom/views/count-views';
import { recordView } from '#newsroom/views/record-view';
import type { Visit } from '#newsroom/views/visit';
import { database } from '#platform/database';

const PHONE =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
let visitors = 0;
let stories = 0;

function visit(articleId: number, more: Partial<Visit> = {}): Visit {
  return {
    articleId,
    address: `10.0.${visitors >> 8}.${visitors++ & 255}`,
    userAgent: PHONE,
    prefetch: false,
    staff: false,
    ...more,
  };
}

async function newArticle(state: 'published' | 'draft' = 'published'): Promise<number> {
  return (await createStory({ slugs: { en: `read-${stories++}` }, state })).articles.en;
}

beforeAll(createSiteSettings);

describe('an opening', () => {
  it('is counted, and answered with the new number', async () => {
    const id = await newArticle();
    expect(await recordView(visit(id))).toEqual({ ok: true, counted: true, views: 1 });
    expect(await recordView(visit(id))).toEqual({ ok: true, counted: true, views: 2 });
    expect(await countViews([id])).toEqual(new Map([[id, 2]]));
  });

  it('is in PostgreSQL before it is answered', async () => {
    const id = await newArticle();
    await recordView(visit(id));
    const [row] = await database().$queryRaw<
      { views: number }[]
    >`SELECT views FROM article_view WHERE article_id = ${id}`;
    expect(row?.views).toBe(1);
  });

  it('by the same visitor counts once in half an hour, and again after it', async () => {
    const id = await newArticle();
    const again = visit(id);
    await recordView(again);
    expect(await recordView(again)).toEqual({ ok: true, counted: false, views: 1 });
    await database()
      .$executeRaw`UPDATE recent_reading SET counted_at = now() - interval '29 minutes' WHERE article_id = ${id}`;
    expect(await recordView(again)).toEqual({ ok: true, counted: false, views: 1 });
    await database()
      .$executeRaw`UPDATE recent_reading SET counted_at = now() - interval '31 minutes' WHERE article_id = ${id}`;
    expect(await recordView(again)).toEqual({ ok: true, counted: true, views: 2 });
  });

  it('by the same visitor counts for each article', async () => {
    const [one, other] = [await newArticle(), await newArticle()];
    const address = '10.9.9.9';
    expect(await recordView(visit(one, { address }))).toMatchObject({ counted: true });
    expect(await recordView(visit(other, { address }))).toMatchObject({ counted: true });
  });

  it('by bots, staff and prefetches is answered but not counted', async () => {
    const id = await newArticle();
    for (const more of [{ userAgent: 'Googlebot/2.1' }, { staff: true }, { prefetch: true }]) {
      expect(await recordView(visit(id, more))).toEqual({ ok: true, counted: false, views: 0 });
    }
  });

  it('of what is not published is refused', async () => {
    expect(await recordView(visit(await newArticle('draft')))).toEqual({ ok: false, why: 'no-such-article' });
    expect(await recordView(visit(2_000_000_000))).toEqual({ ok: false, why: 'no-such-article' });
  });

  it('is not lost or doubled among many at once', async () => {
    const articles = await Promise.all(Array.from({ length: 5 }, () => newArticle()));
    const openings = Array.from({ length: 1_500 }, (_, n) => visit(articles[n % 5] as number));
    const repeated = openings.slice(0, 500);
    const answers = await Promise.all([...openings, ...repeated].map(recordView));
    expect(answers.filter((answer) => answer.ok && answer.counted)).toHaveLength(1_500);
    expect([...(await countViews(articles)).values()]).toEqual([300, 300, 300, 300, 300]);
  });

  it('adds up over days', async () => {
    const id = await newArticle();
    await database().$executeRaw`INSERT INTO article_view VALUES (${id}, current_date - 7, 140)`;
    expect(await recordView(visit(id))).toEqual({ ok: true, counted: true, views: 141 });
    expect((await countViews([id])).get(id)).toBe(141);
  });

  it('leaves no address and no browser behind', async () => {
    const id = await newArticle();
    await recordView(visit(id, { address: '198.51.100.77' }));
    const rows = await database().$queryRaw<
      { text: string }[]
    >`SELECT recent_reading::text AS text FROM recent_reading`;
    expect(rows.some(({ text }) => text.includes('198.51.100.77') || text.includes('Mozilla'))).toBe(false);
  });
});

it('a new day brings a new salt, and the old one goes', async () => {
  const id = await newArticle();
  await recordView(visit(id));
  await database().$executeRaw`UPDATE visitor_salt SET day = day - 1`;
  await recordView(visit(id));
  // Of yesterday's visitors nothing is left; the one row is today's.
  expect(await database().recentReading.count()).toBe(1);
  const days = await database().$queryRaw<
    { today: boolean }[]
  >`SELECT day = (now() AT TIME ZONE 'UTC')::date AS today FROM visitor_salt`;
  expect(days).toEqual([{ today: true }]);
});

it('a failing database is told to everyone who waits, and the next are counted', async () => {
  const id = await newArticle();
  const failing = vi.spyOn(database(), '$queryRaw').mockRejectedValueOnce(new Error('gone'));
  const [one, other] = await Promise.allSettled([recordView(visit(id)), recordView(visit(id))]);
  expect([one?.status, other?.status]).toEqual(['rejected', 'rejected']);
  failing.mockRestore();
  expect(await recordView(visit(id))).toMatchObject({ ok: true, counted: true });
});
