import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { countViews } from '#newsroom/views/count-views';
import { deleteOldReadings } from '#newsroom/views/delete-old-readings';
import { recordView } from '#newsroom/views/record-view';
import { NETWORK_BURST, NETWORK_REACH, type Visit } from '#newsroom/views/visit';

import { database, sql } from '#platform/database';

const PHONE =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
let visitors = 0;
let stories = 0;

function visit(articleId: number, more: Partial<Visit> = {}): Visit {
  return {
    articleId,
    // Each from a network of its own.
    address: `10.${visitors & 255}.${visitors++ >> 8}.1`,
    userAgent: PHONE,
    prefetch: false,
    staff: false,
    ...more,
  };
}

async function newArticle(state: 'published' | 'draft' = 'published'): Promise<number> {
  return (await createStory({ slugs: { en: `read-${stories++}` }, state })).articles.en;
}

/** How PostgreSQL runs the statements that something sends, except for those about the salt. They are run. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const plans: string[] = [];
  const plain = database();
  const holder = globalThis as { portalDatabase?: unknown };
  const explain = async (...statement: Parameters<typeof sql>) => {
    if (statement[0].join('').includes('visitor_salt')) return plain.$queryRaw(sql(...statement));
    const rows = await plain.$queryRaw<Record<string, string>[]>`EXPLAIN (ANALYZE) ${sql(...statement)}`;
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    return [];
  };
  holder.portalDatabase = { $queryRaw: explain, $executeRaw: explain };
  try {
    await work();
  } finally {
    holder.portalDatabase = plain;
  }
  return plans;
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

  it('from one network counts as fast as people read, whatever browsers and addresses it makes up', async () => {
    const id = await newArticle();
    const forged = Array.from({ length: 199 }, (_, n) =>
      visit(id, { address: `198.51.100.${n}`, userAgent: `${PHONE} Made-up/${n}` }),
    );
    const answers = await Promise.all(forged.map(recordView));
    const counted = answers.filter((answer) => answer.ok && answer.counted).length;
    expect(counted).toBe(NETWORK_BURST);
    expect((await countViews([id])).get(id)).toBe(NETWORK_BURST);
    // Half a minute later a few more may have come, and nobody pays for the tries of others.
    await database().$executeRaw`
      UPDATE network_reading SET at = at - interval '30 seconds' WHERE article_id = ${id}`;
    const more = Array.from({ length: 60 }, (_, n) =>
      visit(id, { address: '198.51.100.7', userAgent: `${PHONE} B/${n}` }),
    );
    const later = (await Promise.all(more.map(recordView))).filter((answer) => answer.ok && answer.counted).length;
    expect(later).toBeGreaterThanOrEqual(15);
    expect(later).toBeLessThan(25);
    expect(await recordView(visit(id))).toMatchObject({ counted: true });
    // For what is most read one network counts a few times at most.
    const [day] = await database().articleView.findMany({ where: { articleId: id } });
    expect(day?.reach).toBe(NETWORK_REACH + 1);
    const other = await newArticle();
    expect(await recordView(visit(other, { address: '198.51.100.7' }))).toMatchObject({ counted: true });
  });

  it('of IPv6 counts by the operator’s block', async () => {
    const id = await newArticle();
    const forged = Array.from({ length: 100 }, (_, n) => visit(id, { address: `2001:db8:7:${n}::1` }));
    const answers = await Promise.all(forged.map(recordView));
    expect(answers.filter((answer) => answer.ok && answer.counted)).toHaveLength(NETWORK_BURST);
  });

  it('adds up over days', async () => {
    const id = await newArticle();
    await recordView(visit(id));
    await recordView(visit(id));
    await database().$executeRaw`UPDATE article_view SET day = day - 7 WHERE article_id = ${id}`;
    expect(await recordView(visit(id))).toEqual({ ok: true, counted: true, views: 3 });
    expect((await countViews([id])).get(id)).toBe(3);
    const days = await database().articleView.findMany({ where: { articleId: id }, orderBy: { day: 'asc' } });
    expect(days.map(({ views }) => views)).toEqual([2, 1]);
  });

  it('costs the same however many days an article has been read on', async () => {
    const id = await newArticle();
    await database().$executeRaw`
      INSERT INTO article_view (article_id, day, views)
      SELECT ${id}, current_date - ago, 1 FROM generate_series(1, 3000) AS ago`;
    await database().$executeRaw`INSERT INTO article_view_total (article_id, views) VALUES (${id}, 3000)`;
    const [counting = '', asking = ''] = await plansOf(async () => {
      await recordView(visit(id));
      await recordView(visit(id, { staff: true }));
    });
    // The total is one row, written or read; the days are only written.
    expect(counting).toContain('Conflict Arbiter Indexes: article_view_total_pkey');
    expect(asking).toMatch(/Index Scan using article_view_total_pkey [^\n]*actual [^\n]*rows=1\.00/);
    for (const plan of [counting, asking]) expect(plan).not.toMatch(/Scan [^\n]* on article_view\b(?!_total)/);
    expect((await countViews([id])).get(id)).toBe(3_001);
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

describe('a new day', () => {
  it('brings a new salt, and nobody can tell who read what the day before', async () => {
    const id = await newArticle();
    const again = visit(id);
    await recordView(again);
    await database().$executeRaw`UPDATE visitor_salt SET day = day - 1`;
    expect(await recordView(again)).toMatchObject({ counted: true, views: 2 });
    const days = await database().$queryRaw<
      { today: boolean }[]
    >`SELECT day = (now() AT TIME ZONE 'UTC')::date AS today FROM visitor_salt`;
    expect(days).toEqual([{ today: true }]);
  });

  it('is counted though what is past cannot be deleted', async () => {
    await database().$executeRaw`
      CREATE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'it stays'; END $$`;
    await database().$executeRaw`
      CREATE TRIGGER stays BEFORE DELETE ON recent_reading FOR EACH STATEMENT EXECUTE FUNCTION stays()`;
    try {
      const id = await newArticle();
      await database().$executeRaw`UPDATE visitor_salt SET day = day - 1`;
      await expect(deleteOldReadings(10)).rejects.toThrow('it stays');
      expect(await recordView(visit(id))).toEqual({ ok: true, counted: true, views: 1 });
    } finally {
      await database().$executeRaw`DROP TRIGGER stays ON recent_reading`;
    }
  });
});

describe('300,000 recent readings', () => {
  beforeAll(async () => {
    await database().$executeRaw`TRUNCATE recent_reading`;
    // In parts: a busy machine is given five seconds for each.
    for (let part = 0; part < 6; part++) {
      await database().$executeRaw`
        INSERT INTO recent_reading (visitor, article_id, counted_at)
        SELECT substr(sha256((${part} || ' ' || n)::bytea), 1, 16), n % 500, now() - make_interval(mins => 25 + n % 100)
        FROM generate_series(1, 50000) AS n`;
    }
    await database().$executeRaw`ANALYZE recent_reading`;
  }, 60_000);

  it('are deleted oldest first, so many at a time, without reading the rest', async () => {
    const oldest = async () =>
      (await database().recentReading.aggregate({ _min: { countedAt: true } }))._min.countedAt?.getTime() ?? 0;
    const before = await oldest();
    const [plan = ''] = await plansOf(() => deleteOldReadings(5_000));
    expect(plan).toContain('Tid Scan on recent_reading');
    expect(plan).toContain('recent_reading_counted_at_idx');
    expect(plan).not.toContain('Seq Scan');
    expect(await database().recentReading.count()).toBe(295_000);
    expect(await oldest()).toBeGreaterThan(before);
  });

  it('go by and by, but for those of the last half hour', async () => {
    let gone = 0;
    let longest = 0;
    for (;;) {
      const begun = performance.now();
      const rows = await deleteOldReadings(5_000);
      longest = Math.max(longest, performance.now() - begun);
      expect(rows).toBeLessThanOrEqual(5_000);
      gone += rows;
      if (rows === 0) break;
    }
    expect(gone).toBeGreaterThan(270_000);
    // Far below the five seconds that PostgreSQL gives a statement of ours.
    expect(longest).toBeLessThan(1_500);
    const left = await database().recentReading.findMany({ select: { countedAt: true } });
    expect(left.length).toBeGreaterThan(0);
    expect(left.every(({ countedAt }) => countedAt.getTime() > Date.now() - 31 * 60_000)).toBe(true);
  }, 60_000);
});

it('a failing database is told to everyone who waits, and the next are counted', async () => {
  const id = await newArticle();
  const failing = vi.spyOn(database(), '$queryRaw').mockRejectedValueOnce(new Error('gone'));
  const [one, other] = await Promise.allSettled([recordView(visit(id)), recordView(visit(id))]);
  expect([one?.status, other?.status]).toEqual(['rejected', 'rejected']);
  failing.mockRestore();
  expect(await recordView(visit(id))).toMatchObject({ ok: true, counted: true });
});

it('views of before there were totals are all in them', async () => {
  const [one, other] = [await newArticle(), await newArticle()];
  const client = new Client({ connectionString: String(process.env.DATABASE_URL) });
  await client.connect();
  await client.query('DROP TABLE article_view_total');
  await client.query(
    `INSERT INTO article_view (article_id, day, views)
    SELECT $1::int, current_date - ago, ago FROM generate_series(1, 40) AS ago`,
    [one],
  );
  await client.query(readFileSync('prisma/migrations/20261128070000_views/migration.sql', 'utf8'));
  await client.end();
  expect(await countViews([one, other])).toEqual(
    new Map([
      [one, 820],
      [other, 0],
    ]),
  );
  expect(await recordView(visit(one))).toEqual({ ok: true, counted: true, views: 821 });
});
