import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { askedAddress } from '#newsroom/redirects/asked-address';
import { findRedirects } from '#newsroom/redirects/find-redirects';
import { listRedirects } from '#newsroom/redirects/list-redirects';
import { redirectKey } from '#newsroom/redirects/redirect-key';
import { type ImportedRedirect, saveImportedRedirects } from '#newsroom/redirects/save-imported-redirects';
import { database, sql } from '#platform/database';

let both: Awaited<ReturnType<typeof createStory>>;
let russian: Awaited<ReturnType<typeof createStory>>;
const PICTURE = '0123456789abcdef0123';

beforeAll(async () => {
  await createSiteSettings();
  const publishedAt = new Date('2018-03-10T12:00:00Z');
  both = await createStory({ slugs: { en: 'a-story', ru: 'istoriya' }, publishedAt });
  russian = await createStory({ slugs: { ru: 'po-russki' }, publishedAt: new Date('2018-03-31T21:30:00Z') });
  await database().picture.create({ data: { id: PICTURE, key: 'dam', width: 1_000, height: 500 } });
});

beforeEach(async () => {
  await database().redirect.deleteMany();
});

async function save(...redirects: [from: string, to: ImportedRedirect['to']][]): Promise<void> {
  const saved = await saveImportedRedirects(
    1,
    redirects.map(([from, to]) => ({ from, to })),
  );
  expect(saved.refused).toEqual([]);
}

const ask = (targets: readonly string[]) =>
  findRedirects(targets.map((target) => askedAddress(target) ?? { addresses: [], story: undefined, feed: undefined }));

/** Where each leads: an address, that it is gone (410), or that nothing answers (404). */
async function answers(...targets: string[]): Promise<(string | 410 | 404)[]> {
  return (await ask(targets)).map((found) => (found ? (found.location ?? 410) : 404));
}

it('leads to articles, lists, dates, pictures and what is gone, in one statement for many', async () => {
  await save(
    ['/2018/03/a-story', { kind: 'article', id: both.articles.en }],
    ['/?p=7', { kind: 'article', id: both.articles.ru }],
    ['/category/region', { kind: 'section', language: 'ru', key: 'region' }],
    ['/tag/water', { kind: 'tag', language: 'hy', key: 'water' }],
    ['/author/anna', { kind: 'author', language: 'en', key: 'anna' }],
    ['/2018', { kind: 'date', language: 'en', date: '2018' }],
    ['/2018/03', { kind: 'date', language: 'ru', date: '2018-03' }],
    ['/2018/03/10', { kind: 'date', language: 'ru', date: '2018-03-10' }],
    ['/archive', { kind: 'date', language: 'en', date: '' }],
    ['/2017/02', { kind: 'date', language: 'en', date: '2017-02' }],
    ['/wp-content/uploads/2018/03/a.jpg', { kind: 'picture', id: PICTURE }],
    ['/russian', { kind: 'front', language: 'ru' }],
    ['/closed', { kind: 'gone' }],
  );
  const expected: [string, string | 404 | 410][] = [
    ['/2018/03/A-Story/', '/en/post/a-story'],
    ['/2018/03/a-story/amp/', '/en/post/a-story'],
    ['/2018/03/a-story/feed/', '/en/post/a-story'],
    ['/2018/03/a-story/2/', '/en/post/a-story'],
    ['/2018/03/a-story/).', '/en/post/a-story'],
    ['/category/region/7/', 404],
    ['/?p=7&utm_source=x', '/ru/post/istoriya'],
    ['/index.php?p=7&preview=true', '/ru/post/istoriya'],
    ['/category/region/', '/ru/region'],
    ['/category/region/page/4/', '/ru/region'],
    ['/category/region/feed/', '/ru/region/feed.xml'],
    ['/tag/water/feed/atom/', '/arm/tag/water/atom.xml'],
    ['/author/anna', '/en/author/anna'],
    ['/2018/', '/en/archive/2018-03-10'],
    // Of the site's own time zone, where it is April already.
    ['/2018/03/', '/ru/archive/2018-03-10'],
    ['/2018/03/10/', '/ru/archive/2018-03-10'],
    ['/archive/', '/en/archive/2018-03-10'],
    ['/2017/02/', 410],
    ['/wp-content/uploads/2018/03/a-300x150.jpg', `/media/${PICTURE}/whole-1000.jpg`],
    ['/russian/', '/ru'],
    ['/russian/feed/', '/ru/feed.xml'],
    ['/closed', 410],
    ['/never/was', 404],
    ['/feed/', '/feed.xml'],
    ['/index.php', '/en'],
    ['/ru/index.html', '/ru'],
    ['/page/2/', '/en'],
    ['/?p=99', 404],
    ['/?s=%D0%92%D0%BE%D0%B4%D0%B0+и', `/en/search?q=${encodeURIComponent('вода')}+${encodeURIComponent('и')}`],
    ['/ru?s=a&paged=2', '/ru/search?q=a'],
    ['/wp-sitemap.xml', '/sitemap.xml'],
    ['/post-sitemap2.xml', '/sitemap.xml'],
    ['/ru?cat=99', 404],
    ['/?feed=atom', '/atom.xml'],
    ['/ru/feed/', '/ru/feed.xml'],
    ['/made/up/feed', 404],
  ];
  expect(await answers(...expected.map(([asked]) => asked))).toEqual(expected.map(([, answer]) => answer));
  expect(await answers()).toEqual([]);
});

it('follows what has changed since: slugs, tags, languages, what was withdrawn or deleted', async () => {
  const moved = await createStory({ slugs: { en: 'before', ru: 'do' } });
  await save(
    ['/moved', { kind: 'article', id: moved.articles.en }],
    ['/wine', { kind: 'tag', language: 'en', key: 'wine' }],
    ['/culture', { kind: 'section', language: 'en', key: 'culture' }],
    ['/dam.jpg', { kind: 'picture', id: PICTURE }],
  );
  const change = (id: number, data: { slug?: string; state?: 'draft' | 'withdrawn' | 'published' }) =>
    database().article.update({ where: { id }, data });
  await change(moved.articles.en, { slug: 'after' });
  expect(await answers('/moved')).toEqual(['/en/post/after']);
  await change(moved.articles.en, { state: 'withdrawn' });
  expect(await answers('/moved')).toEqual(['/ru/post/do']);
  await change(moved.articles.ru, { state: 'draft' });
  // Its own page says why it was withdrawn.
  expect(await answers('/moved')).toEqual(['/en/post/after']);
  await change(moved.articles.en, { state: 'draft' });
  expect(await answers('/moved')).toEqual([404]);
  await database().story.delete({ where: { id: moved.storyId } });
  expect(await answers('/moved')).toEqual([410]);

  const [water, wine] = await Promise.all(
    ['water', 'wine'].map((key) => database().tag.findUniqueOrThrow({ where: { key } })),
  );
  await database().tag.delete({ where: { id: wine?.id ?? 0 } });
  expect(await answers('/wine')).toEqual([410]);
  await database().formerTag.create({ data: { key: 'wine', tagId: water?.id ?? 0 } });
  expect(await answers('/wine', '/wine/feed')).toEqual(['/en/tag/water', '/en/tag/water/feed.xml']);
  await database().section.delete({ where: { key: 'culture' } });
  await database().picture.delete({ where: { id: PICTURE } });
  expect(await answers('/culture', '/dam.jpg')).toEqual([410, 410]);
});

it('names what its answer was made from, as the triggers name what has changed', async () => {
  await save(['/a-story', { kind: 'article', id: both.articles.en }], ['/новость', { kind: 'gone' }]);
  const [found] = await ask(['/a-story/amp']);
  expect(found?.keys).toEqual([
    redirectKey('/a-story/amp'),
    redirectKey('/a-story'),
    `story-${both.storyId}`,
    `article-${both.articles.en}`,
  ]);
  await database().outboxEntry.deleteMany();
  await database().redirect.delete({ where: { address: '/новость' } });
  expect(await database().outboxEntry.findMany()).toMatchObject([{ keys: [redirectKey('/новость')] }]);
});

it('prefers the more exact address', async () => {
  await save(
    ['/story/amp', { kind: 'article', id: both.articles.ru }],
    ['/story', { kind: 'article', id: russian.articles.ru }],
    ['/?p=7', { kind: 'article', id: russian.articles.ru }],
    ['/?p=7&lang=en', { kind: 'article', id: both.articles.en }],
  );
  expect(await answers('/story/amp', '/story/print', '/?lang=en&p=7', '/?lang=de&p=7')).toEqual([
    ...['/ru/post/istoriya', '/ru/post/po-russki', '/en/post/a-story', '/ru/post/po-russki'],
  ]);
});

it('looks up by indexes, also among 100,000', { timeout: 60_000 }, async () => {
  for (let from = 1; from <= 100_000; from += 10_000)
    await database().$executeRaw`
      INSERT INTO redirect (address, kind, language, story_id)
      SELECT '/2018/03/story-' || n, 'article', 'en', ${both.storyId}
      FROM generate_series(${from}::int, ${from + 9_999}::int) n`;
  await database().$executeRaw`ANALYZE redirect`;
  const targets = Array.from({ length: 500 }, (_, index) => `/2018/03/story-${index * 300}/amp/`);
  const found = await ask(targets);
  expect(found.filter((one) => one?.location === '/en/post/a-story').length).toBe(333);
  for (const asked of [targets, targets.slice(0, 1)]) {
    const plan = await planOf(() => ask(asked));
    expect(plan).toContain('redirect_address_key');
    expect(plan).not.toContain('Seq Scan on redirect');
  }
  expect(await planOf(() => listRedirects({ matching: 'story-77777', limit: 50 }))).toContain(
    'redirect_address_trigrams',
  );
  expect(await planOf(() => listRedirects({ before: 5_000, limit: 50 }))).toContain('redirect_pkey');
});

/** How PostgreSQL answers questions of ours: the same, but told as plans. */
async function planOf(work: () => Promise<unknown>): Promise<string> {
  const plain = database();
  const holder = globalThis as { portalDatabase?: unknown };
  let plan = '';
  const $queryRaw = async (...question: Parameters<typeof sql>) => {
    const rows = await plain.$queryRaw<Record<string, string>[]>`EXPLAIN (ANALYZE) ${sql(...question)}`;
    plan += rows.map((row) => row['QUERY PLAN']).join('\n');
    return [];
  };
  holder.portalDatabase = { $queryRaw };
  try {
    await work();
  } finally {
    holder.portalDatabase = plain;
  }
  return plan;
}
