import { expect, it } from 'vitest';
import { articleUrl, indexOf, newsUrl, streamed, written } from '#app/(crawlers)/sitemaps';
import { xmlErrors } from '#e2e/xml';
import type { NewsEntry } from '#newsroom/syndication/sitemap';

const entry: NewsEntry = {
  id: 1,
  language: 'hy',
  slug: 'a-story',
  headline: 'Ջուր & <հող> "\u0001\ud800',
  publication: 'Մերիդիան',
  publishedAt: new Date('2026-11-24T10:00:00Z'),
  changedAt: new Date('2026-11-24T11:00:00Z'),
  lead: { id: '0123456789abcdef0123', cut: '', width: 1600, height: 900 },
};

it('a news sitemap has what Google asks for and nothing that it has dropped', async () => {
  const xml = await written([newsUrl(entry), newsUrl({ ...entry, language: 'en', lead: null })]);
  expect(await xmlErrors(xml, 'sitemap')).toEqual([]);
  expect(xml).toContain(
    '<url><loc>https://news.test/arm/post/a-story</loc><lastmod>2026-11-24T11:00:00.000Z</lastmod>' +
      '<news:news><news:publication>' +
      '<news:name>Մերիդիան</news:name><news:language>hy</news:language></news:publication>' +
      '<news:publication_date>2026-11-24T10:00:00.000Z</news:publication_date>' +
      '<news:title>Ջուր &amp; &lt;հող&gt; "</news:title></news:news>' +
      '<image:image><image:loc>https://news.test/media/0123456789abcdef0123/wide-1320.jpg</image:loc>' +
      '</image:image></url>',
  );
});

it('a news sitemap without news is a sitemap all the same', async () => {
  // The official schema wants an entry; Google says that there need be none.
  expect(await written([])).toMatch(/<urlset xmlns="http:\/\/www.sitemaps.org\/schemas\/sitemap\/0.9"><\/urlset>$/);
});

it('a part is streamed batch by batch', async () => {
  const asked: number[] = [];
  async function* batches() {
    for (let n = 0; n < 3; n++) {
      asked.push(n);
      yield [entry, { ...entry, slug: `story-${n}` }];
    }
  }
  const response = await streamed(batches(), articleUrl);
  expect(asked).toEqual([0]);
  const xml = await response.text();
  expect(asked).toEqual([0, 1, 2]);
  expect(xml.match(/<url>/g)).toHaveLength(6);
  expect(xml).not.toContain('<news:news>');
  expect(await xmlErrors(xml, 'sitemap')).toEqual([]);
});

it('a part without entries is none', async () => {
  async function* nothing(): AsyncGenerator<NewsEntry[]> {}
  expect((await streamed(nothing(), articleUrl)).status).toBe(404);
});

it('a part that fails half way breaks off', async () => {
  async function* failing() {
    yield [entry];
    throw new Error('the database is gone');
  }
  await expect((await streamed(failing(), articleUrl)).text()).rejects.toThrow();
});

it('an index says when a part was changed, where that is known', async () => {
  const xml = await indexOf([
    { url: '/sitemap/en.xml' },
    { url: '/sitemap/en-2026-11.xml', changedAt: entry.changedAt },
  ]);
  expect(await xmlErrors(xml, 'sitemap-index')).toEqual([]);
  expect(xml).toContain(
    '<sitemap><loc>https://news.test/sitemap/en.xml</loc></sitemap>' +
      '<sitemap><loc>https://news.test/sitemap/en-2026-11.xml</loc>' +
      '<lastmod>2026-11-24T11:00:00.000Z</lastmod></sitemap>',
  );
});
