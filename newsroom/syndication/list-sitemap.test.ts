import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { listCoveredTopics } from '#newsroom/syndication/list-covered-topics';
import { listNewsEntries } from '#newsroom/syndication/list-news-entries';
import { listSitemapDays } from '#newsroom/syndication/list-sitemap-days';
import { listSitemapEntries } from '#newsroom/syndication/list-sitemap-entries';
import type { SitemapEntry } from '#newsroom/syndication/sitemap';
import { partsOf, type SitemapPart } from '#newsroom/syndication/sitemap-part';
import { database } from '#platform/database';

const HOUR = 3_600_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);
const utc = (text: string) => new Date(`${text}Z`);

/** Many articles of the first story's section at once, published at the same moment. */
async function tellMany(count: number, language: 'en' | 'ru', publishedAt: Date): Promise<void> {
  await database().$executeRaw`
    WITH told AS (
      INSERT INTO story (section_id)
      SELECT min(id) FROM section, generate_series(1, ${count}::int) GROUP BY generate_series RETURNING id, section_id
    )
    INSERT INTO article (story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at)
    SELECT id, section_id, ${language}, 'many-' || id, 'H', 'S',
      (SELECT jsonb_build_array(string_agg(md5(id::text || n), '')) FROM generate_series(1, 40) n),
      '', 'published', ${publishedAt} FROM told`;
}

async function entriesOf(part: SitemapPart): Promise<SitemapEntry[]> {
  const entries: SitemapEntry[] = [];
  for await (const batch of listSitemapEntries(part)) entries.push(...batch);
  return entries;
}

const slugsOf = async (part: SitemapPart) => (await entriesOf(part)).map(({ slug }) => slug);

beforeAll(async () => {
  await createSiteSettings();
  await database().picture.create({ data: { id: 'a'.repeat(20), key: 'a', width: 800, height: 600 } });
});

describe('the sitemap', () => {
  beforeAll(async () => {
    // The edges of a month, in UTC and not in the time of this test (Kathmandu) or the paper (Baku).
    await createStory({
      slugs: { en: 'last-of-october' },
      publishedAt: utc('2024-10-31T23:59:59.999'),
      lead: 'a'.repeat(20),
    });
    await createStory({ slugs: { en: 'first-of-november', hy: 'noyember' }, publishedAt: utc('2024-11-01T00:00:00') });
    await createStory({
      slugs: { en: 'revised' },
      publishedAt: utc('2024-11-02T10:00:00'),
      revisedAt: utc('2024-12-24T10:00:00'),
    });
    for (const state of ['draft', 'scheduled', 'withdrawn'] as const) {
      await createStory({
        slugs: { en: `is-${state}` },
        publishedAt: utc('2024-11-02T10:00:00'),
        state,
        section: 'culture',
        tags: ['wine'],
      });
    }
  });

  it('tells every published article once, in the month it appeared in, with its true last change', async () => {
    const parts = partsOf(await listSitemapDays());
    expect(parts).toEqual([
      { language: 'hy', period: '2024-11', changedAt: utc('2024-11-01T00:00:00') },
      { language: 'en', period: '2024-11', changedAt: utc('2024-12-24T10:00:00') },
      { language: 'en', period: '2024-10', changedAt: utc('2024-10-31T23:59:59.999') },
    ]);
    expect(await Promise.all(parts.map(slugsOf))).toEqual([
      ['noyember'],
      ['first-of-november', 'revised'],
      ['last-of-october'],
    ]);
    const [october] = await entriesOf({ language: 'en', period: '2024-10' });
    expect(october).toMatchObject({
      publishedAt: utc('2024-10-31T23:59:59.999'),
      changedAt: utc('2024-10-31T23:59:59.999'),
      lead: { id: 'a'.repeat(20), width: 800, height: 600 },
    });
    const [, november] = await entriesOf({ language: 'en', period: '2024-11' });
    expect(november).toMatchObject({ slug: 'revised', changedAt: utc('2024-12-24T10:00:00'), lead: null });
  });

  it('tells what is under which something can be read, and nothing else', async () => {
    expect(await listCoveredTopics('en')).toEqual({
      sections: [{ key: 'region', name: 'Region' }],
      tags: [{ key: 'water', name: 'water en' }],
      authors: [{ key: 'anna', name: 'Anna en' }],
    });
    expect(await listCoveredTopics('ru')).toEqual({ sections: [], tags: [], authors: [] });
  });

  it('reads a long part in batches without loss, all of one moment', async () => {
    await tellMany(2_500, 'ru', utc('2024-07-01T00:00:00'));
    const slugs = await slugsOf({ language: 'ru', period: '2024-07' });
    expect(new Set(slugs).size).toBe(2_500);
    expect(slugs).toHaveLength(2_500);
  });

  it('asks indexes and no table from end to end', async () => {
    await tellMany(3_000, 'en', utc('2023-07-01T00:00:00'));
    // Pages are known to be visible to everyone only once what wrote them is on disk.
    await database().$executeRawUnsafe('CHECKPOINT');
    await database().$executeRawUnsafe('VACUUM ANALYZE article');
    const plan = async (sql: string) => JSON.stringify(await database().$queryRawUnsafe(`EXPLAIN ${sql}`));
    expect(
      await plan(
        `SELECT language, count(*), max(greatest(published_at, revised_at)) FROM article
        WHERE state = 'published' GROUP BY language, (published_at AT TIME ZONE 'UTC')::date`,
      ),
    ).toContain('Index Only Scan using article_by_day');
    expect(
      await plan(
        `SELECT slug FROM article WHERE language = 'en' AND state = 'published'
          AND (published_at, id) > ('2023-07-01', 0) AND published_at < '2023-08-01'
        ORDER BY published_at, id LIMIT 1000`,
      ),
    ).toMatch(/Index Scan (using|on) article_/);
  });
});

describe('the news sitemap', () => {
  it('is empty on quiet days', async () => {
    expect(await listNewsEntries(1)).toEqual({ entries: [], parts: 0 });
  });

  it('tells the last 48 hours in all languages by the paper’s name in each, newest first', async () => {
    await createStory({ slugs: { en: 'just-in', hy: 'hima' }, publishedAt: ago(47.99 * HOUR) });
    await createStory({ slugs: { en: 'too-old' }, publishedAt: ago(48.01 * HOUR) });
    await createStory({ slugs: { en: 'not-yet' }, publishedAt: ago(-HOUR), state: 'scheduled' });
    await createStory({ slugs: { ru: 'vzyato-nazad' }, publishedAt: ago(HOUR), state: 'withdrawn' });
    await createStory({ slugs: { ru: 'svezhee' }, publishedAt: ago(HOUR) });
    const { entries, parts } = await listNewsEntries(1);
    expect(parts).toBe(1);
    expect(entries.map(({ slug, language, publication }) => [slug, language, publication])).toEqual([
      ['svezhee', 'ru', 'Paper ru'],
      ['hima', 'hy', 'Paper hy'],
      ['just-in', 'en', 'Paper en'],
    ]);
    expect(entries[0]?.headline).toBe('Headline of svezhee');
  });

  it('is divided where there is more than one may hold', async () => {
    await tellMany(1_999, 'ru', ago(2 * HOUR));
    const parts = await Promise.all([1, 2, 3, 4].map(listNewsEntries));
    expect(parts.map(({ entries }) => entries.length)).toEqual([1_000, 1_000, 2, 0]);
    expect(parts.slice(0, 3).map(({ parts }) => parts)).toEqual([3, 3, 3]);
    expect(new Set(parts.flatMap(({ entries }) => entries.map(({ id }) => id))).size).toBe(2_002);
  });
});
