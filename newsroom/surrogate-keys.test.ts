import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import type { Language } from '#i18n/languages';
import { findArticle } from '#newsroom/articles/find-article';
import { findNewestDay } from '#newsroom/articles/find-newest-day';
import { findNext } from '#newsroom/articles/find-next';
import { listArticles } from '#newsroom/articles/list-articles';
import { listDayLanguages } from '#newsroom/articles/list-day-languages';
import { listDays } from '#newsroom/articles/list-days';
import { listNotes } from '#newsroom/articles/list-notes';
import { listRelated } from '#newsroom/articles/list-related';
import { findBreakingNews } from '#newsroom/breaking/find-breaking-news';
import { findFront } from '#newsroom/fronts/find-front';
import { findSidebar } from '#newsroom/fronts/find-sidebar';
import { findCrawlerSettings } from '#newsroom/settings/find-crawler-settings';
import { findPage } from '#newsroom/settings/find-page';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listPageLinks } from '#newsroom/settings/list-page-links';
import { monthKeys } from '#newsroom/surrogate-keys';
import { listChanges } from '#newsroom/syndication/list-changes';
import { listCoveredTopics } from '#newsroom/syndication/list-covered-topics';
import { listFeedEntries } from '#newsroom/syndication/list-feed-entries';
import { listNewsEntries } from '#newsroom/syndication/list-news-entries';
import { listSitemapDays } from '#newsroom/syndication/list-sitemap-days';
import { listSitemapEntries } from '#newsroom/syndication/list-sitemap-entries';
import { findAuthor } from '#newsroom/topics/find-author';
import { findTag } from '#newsroom/topics/find-tag';
import { listSections } from '#newsroom/topics/list-sections';
import { database } from '#platform/database';
import { collectReads } from '#platform/reads';

/** What readers can be shown, by a name each. */
const READS: Record<string, () => Promise<unknown>> = {};

const SLUGS = ['first', 'second', 'third', 'fourth', 'nothing-yet'];
const DAY = '2026-03-10';

async function everyEntry(language: Language, period: string): Promise<unknown[]> {
  const entries: unknown[] = [];
  for await (const batch of listSitemapEntries({ language, period })) entries.push(...batch);
  return entries;
}

for (const language of ['en', 'ru'] as const) {
  const reads: Record<string, () => Promise<unknown>> = {
    latest: () => listArticles(language, {}, { limit: 3 }),
    'latest, later page': () =>
      listArticles(language, {}, { limit: 3, before: { publishedAt: new Date('2026-03-12'), id: 1 } }),
    section: () => listArticles(language, { section: 'region' }, { limit: 3 }),
    'another section': () => listArticles(language, { section: 'culture' }, { limit: 3 }),
    tag: () => listArticles(language, { tag: 'water' }, { limit: 10 }),
    author: () => listArticles(language, { author: 'anna' }, { limit: 3 }),
    day: () => listArticles(language, { day: DAY }, { limit: 10 }),
    days: () => listDays(language, '2026-03'),
    'newest day': () => findNewestDay(language),
    notes: () => listNotes(language, { limit: 10 }),
    front: () => findFront(language, ['region', 'culture'], 'region'),
    'breaking news': () => findBreakingNews(language),
    sidebar: () => findSidebar(language),
    settings: () => findSiteSettings(language),
    sections: () => listSections(language),
    pages: () => listPageLinks(language),
    page: () => findPage(language, 'about'),
    'name of a tag': () => findTag(language, 'water'),
    'name of a new tag': () => findTag(language, 'new-tag'),
    'name of an author': () => findAuthor(language, 'anna'),
    'covered topics': () => listCoveredTopics(language),
    feed: () => listFeedEntries(language, {}),
    'feed of a tag': () => listFeedEntries(language, { tag: 'water' }),
    sitemap: () => everyEntry(language, '2026-03'),
  };
  for (const [name, read] of Object.entries(reads)) READS[`${name} in ${language}`] = read;
  for (const slug of SLUGS) {
    READS[`${slug} in ${language}`] = () => findArticle(language, slug);
    READS[`after ${slug} in ${language}`] = async () => {
      const found = await findArticle(language, slug);
      return found.kind === 'story' && findNext(found.article);
    };
  }
}
Object.assign(READS, {
  'languages of a day': () => listDayLanguages(DAY),
  'sitemap index': listSitemapDays,
  'news sitemap': () => listNewsEntries(1),
  'for crawlers': findCrawlerSettings,
});

type Seen = { text: string; keys: Set<string> };

async function see(read: () => Promise<unknown>): Promise<Seen> {
  const { result, reads } = collectReads(read);
  return { text: JSON.stringify(await result), keys: reads().keys };
}

/** The surrogate keys that some work touches. Whatever other transactions are open, older entries may be listed again. */
async function touchedBy(work: () => Promise<unknown>): Promise<string[]> {
  const { position } = await listChanges(null);
  const known = new Set((await listChanges(position)).changes.map(({ id }) => id));
  await work();
  const { changes } = await listChanges(position);
  return [...new Set(changes.filter(({ id }) => !known.has(id)).flatMap(({ keys }) => keys))];
}

const pick = <Value>(...values: Value[]) => fc.constantFrom(...values);
const slug = pick(...SLUGS.slice(0, 4));
const language = pick('en', 'ru');
const time = pick('2026-03-09T21:00:00Z', '2026-03-10T12:00:00Z', '2026-03-31T22:00:00Z', '2026-04-02T12:00:00Z');

/** Changes nothing where another has the new slug in one of the languages. */
const rename = (from: string, to: string, languages: string[]) => {
  const inThese = `language IN (${languages.map((one) => `'${one}'`).join()})`;
  return `UPDATE article SET slug = '${to}' WHERE slug = '${from}' AND ${inThese} AND NOT EXISTS (SELECT FROM article WHERE slug = '${to}' AND ${inThese})`;
};

/** What may happen to a site, as statements: the triggers see nothing else. */
const CHANGES = fc.oneof(
  fc
    .tuple(slug, language)
    .map(([s, l]) => `UPDATE article SET headline = headline || '!' WHERE slug = '${s}' AND language = '${l}'`),
  fc
    .tuple(slug, language)
    .map(
      ([s, l]) =>
        `UPDATE article SET body = '[{"type":"divider"}]', revised_at = now() WHERE slug = '${s}' AND language = '${l}'`,
    ),
  fc
    .tuple(slug, language, pick('published', 'withdrawn', 'draft'))
    .map(([s, l, state]) => `UPDATE article SET state = '${state}' WHERE slug = '${s}' AND language = '${l}'`),
  fc.tuple(slug, time).map(([s, at]) => `UPDATE article SET published_at = '${at}' WHERE slug = '${s}'`),
  fc
    .tuple(slug, pick('region', 'culture'))
    .map(
      ([s, to]) =>
        `UPDATE story SET section_id = (SELECT id FROM section WHERE key = '${to}') WHERE id IN (SELECT story_id FROM article WHERE slug = '${s}')`,
    ),
  slug.map(
    (s) =>
      `UPDATE story SET kind = CASE kind WHEN 'article' THEN 'opinion' ELSE 'article' END WHERE id IN (SELECT story_id FROM article WHERE slug = '${s}')`,
  ),
  slug.map(
    (s) =>
      `UPDATE story SET lead_id = CASE WHEN lead_id IS NULL THEN repeat('a', 20) END WHERE id IN (SELECT story_id FROM article WHERE slug = '${s}')`,
  ),
  slug.map((s) => `DELETE FROM story_tag WHERE story_id IN (SELECT story_id FROM article WHERE slug = '${s}')`),
  slug.map(
    (s) =>
      `INSERT INTO story_tag SELECT DISTINCT story_id, tag.id FROM article, tag WHERE slug = '${s}' AND tag.key = 'water' ON CONFLICT DO NOTHING`,
  ),
  slug.map((s) => `DELETE FROM story_author WHERE story_id IN (SELECT story_id FROM article WHERE slug = '${s}')`),
  slug.map(
    (s) =>
      `INSERT INTO story_author SELECT DISTINCT story_id, author.id, 1 FROM article, author WHERE slug = '${s}' AND author.key = 'anna' ON CONFLICT DO NOTHING`,
  ),
  fc
    .tuple(slug, language)
    .map(
      ([s, l]) =>
        `INSERT INTO article_note (article_id, kind, text) SELECT id, 'correction', 'Wrong.' FROM article WHERE slug = '${s}' AND language = '${l}'`,
    ),
  fc
    .tuple(slug, pick('true', 'false'))
    .map(
      ([s, leads]) =>
        `INSERT INTO breaking_news (story_id, leads_front, ends_at) SELECT DISTINCT story_id, ${leads}, now() + interval '3 hours' FROM article WHERE slug = '${s}' ON CONFLICT DO NOTHING`,
    ),
  fc
    .tuple(language, pick('Soon.', 'Now.'))
    .map(
      ([l, text]) =>
        `INSERT INTO breaking_text SELECT id, '${l}', '${text}' FROM breaking_news WHERE ended_at IS NULL ON CONFLICT (breaking_id, language) DO UPDATE SET text = excluded.text`,
    ),
  pick(
    `UPDATE breaking_news SET ended_at = now() WHERE ended_at IS NULL`,
    `UPDATE breaking_news SET leads_front = NOT leads_front WHERE ended_at IS NULL`,
    'DELETE FROM breaking_text',
    'DELETE FROM breaking_news',
    `UPDATE article_note SET text = text || '!'`,
    'DELETE FROM article_note',
    rename('third', 'nothing-yet', ['en', 'ru']),
    rename('nothing-yet', 'third', ['en', 'ru']),
    rename('second', 'nothing-yet', ['en']),
    rename('nothing-yet', 'second', ['en']),
    `INSERT INTO former_slug SELECT language, 'nothing-yet', id FROM article WHERE slug = 'first' ON CONFLICT DO NOTHING`,
    `UPDATE tag_text SET name = name || '!'`,
    `INSERT INTO tag (key) VALUES ('new-tag') ON CONFLICT DO NOTHING`,
    `INSERT INTO tag_text SELECT id, 'en', 'New' FROM tag WHERE key = 'new-tag' ON CONFLICT DO NOTHING`,
    `DELETE FROM tag WHERE key = 'new-tag'`,
    `UPDATE author_text SET name = name || '!', biography = 'Writes.'`,
    `DELETE FROM author_text WHERE language = 'ru'`,
    `INSERT INTO author_text SELECT id, 'ru', 'Анна', '' FROM author WHERE key = 'anna' ON CONFLICT DO NOTHING`,
    `UPDATE section_text SET name = name || '!'`,
    `UPDATE site_text SET name = name || '!'`,
    `UPDATE site_settings SET ads_txt = ads_txt || 'x'`,
    `UPDATE picture_text SET alt = alt || '!'`,
    `UPDATE page_text SET body = '[{"type":"divider"}]'`,
    `DELETE FROM placement`,
    `INSERT INTO placement (article_id, language, place, rank) SELECT id, language, 'lead', 0 FROM article WHERE slug = 'second' ON CONFLICT DO NOTHING`,
  ),
);

beforeAll(async () => {
  await createSiteSettings();
  await database().picture.create({
    data: {
      ...{ id: 'a'.repeat(20), key: 'lake', width: 900, height: 600 },
      texts: { create: { language: 'en', alt: 'A lake', caption: '', credit: '' } },
    },
  });
  await database().page.create({
    data: { key: 'about', texts: { create: { language: 'en', title: 'About', description: '', body: [] } } },
  });
  for (const [index, name] of SLUGS.slice(0, 4).entries()) {
    const publishedAt = new Date(Date.UTC(2026, 2, 9 + index, 12));
    await createStory({ slugs: { en: name, ru: name }, publishedAt, section: index % 2 ? 'culture' : 'region' });
  }
});

it('whatever changes what readers are shown touches a key that this was made from', { timeout: 120_000 }, async () => {
  const seen = new Map<string, Seen>();
  for (const [name, read] of Object.entries(READS)) seen.set(name, await see(read));
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(CHANGES, async (statement) => {
      const touched = new Set(await touchedBy(() => database().$executeRawUnsafe(statement)));
      for (const [name, read] of Object.entries(READS)) {
        const before = seen.get(name);
        const after = await see(read);
        seen.set(name, after);
        if (before?.text === after.text) continue;
        changed++;
        const isTouched = [...(before?.keys ?? [])].some((key) => touched.has(key));
        expect([name, isTouched || { statement, touched, before, after }]).toEqual([name, true]);
      }
    }),
    // What has happened cannot be undone to find a shorter example.
    { numRuns: Number(process.env.KEYS_RUNS ?? 150), endOnFailure: true },
  );
  expect(changed).toBeGreaterThan(100);
});

it('a span of time has the months of all its moments', () => {
  const month = fc.integer({ min: 0, max: 35 });
  const aroundItsStartMs = fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 });
  const lengthMs = fc.integer({ min: 0, max: 4 * 86_400_000 });
  fc.assert(
    fc.property(month, aroundItsStartMs, lengthMs, lengthMs, (number, offset, earlier, later) => {
      const moment = Date.UTC(2026, number) + offset;
      const keys = monthKeys('en', new Date(moment - earlier), new Date(moment + later + 1));
      expect(keys).toContain(`month-${new Date(moment).toISOString().slice(0, 7)}-en`);
    }),
  );
  const firstHour = [new Date('2026-11-29T00:53:10Z'), new Date('2026-12-01T00:53:10Z')] as const;
  expect(monthKeys('en', ...firstHour)).toEqual(['month-2026-11-en', 'month-2026-12-en']);
  expect(monthKeys('en', new Date('2026-11-01'), new Date('2026-12-01'))).toEqual(['month-2026-11-en']);
  expect(monthKeys('en', new Date('2026-10-31T23:59:59Z'), new Date('2027-01-01'))).toHaveLength(3);
});

it('a story that comes is made known to those it is most related to, and to no others', async () => {
  await database().tag.create({ data: { key: 'roads', texts: { create: { language: 'en', name: 'Roads' } } } });
  const near = await createStory({
    slugs: { en: 'near' },
    tags: ['water', 'roads'],
    publishedAt: new Date('2026-05-01'),
  });
  for (let index = 0; index < 8; index++)
    await createStory({ slugs: { en: `far-${index}` }, tags: ['water'], publishedAt: new Date(`2026-05-1${index}`) });
  const { result, reads } = collectReads(() => listRelated('en', near.storyId, 4));
  await result;
  const touched = await touchedBy(() => createStory({ slugs: { en: 'new-one' }, tags: ['water', 'roads'] }));
  expect(touched.filter((key) => reads().keys.has(key))).toEqual([`onward-${near.storyId}-en`]);
  expect(touched.filter((key) => key.startsWith('onward-'))).toHaveLength(5);
});

it('where many come at once nobody looks for related stories', async () => {
  for (let index = 0; index < 11; index++) await createStory({ slugs: { en: `many-${index}` }, tags: ['roads'] });
  const { storyId } = await createStory({
    slugs: { en: 'beside-many' },
    tags: ['roads'],
    publishedAt: new Date('2026-01-01'),
  });
  const touched = await touchedBy(async () => {
    await database().$executeRaw`UPDATE article SET state = 'withdrawn' WHERE slug LIKE 'many-%'`;
    await database().$executeRaw`UPDATE article SET state = 'published' WHERE slug LIKE 'many-%'`;
  });
  expect(touched).toContain('tag-roads-en');
  expect(touched).not.toContain(`onward-${storyId}-en`);
});
