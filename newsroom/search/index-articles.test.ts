import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { WORD_RULES } from '#i18n/words';
import { countPending } from '#newsroom/search/count-pending';
import { indexArticles } from '#newsroom/search/index-articles';
import { listMatches } from '#newsroom/search/list-matches';
import { reindexArticles } from '#newsroom/search/reindex-articles';
import { database } from '#platform/database';

const url = () => String(process.env.DATABASE_URL);
const find = async (question: string) =>
  (await listMatches('en', question)).matches.map(({ article: { slug } }) => slug);
const pending = () => database().$queryRaw<{ id: bigint }[]>`SELECT id FROM search.pending ORDER BY id`;
const known = (word: string) => database().$queryRaw`SELECT word, stories FROM search.word WHERE word = ${word}`;
const change = (id: number, data: object) => database().article.update({ where: { id }, data });

/** As rules of an earlier version would have left it: a word with its quotes, counted as such. */
async function spoil(id: number): Promise<void> {
  await database().$executeRaw`DELETE FROM search.article_forms WHERE id = ${id}`;
  await database().$executeRaw`
    UPDATE search.article SET words = to_tsvector('simple', '«walrus»') WHERE id = ${id}`;
  await database().$executeRaw`
    INSERT INTO search.word (language, word, folded, stories) VALUES ('en', '«walrus»', '«walrus»', 1)
    ON CONFLICT DO NOTHING`;
}

beforeAll(() => createSiteSettings());

afterEach(async () => {
  await database().story.deleteMany();
  while ((await indexArticles(100)) > 0);
});

describe('after a change of the rules', () => {
  const outdate = () => database().$executeRaw`UPDATE search.rules SET queued = 0, counted = 0`;

  it('all articles get their words anew, newest first and with progress, and earlier words are forgotten', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 120; n++) {
      const publishedAt = new Date(Date.UTC(2025, 0, 1, n));
      const { articles } = await createStory({ slugs: { en: `walrus-${n}` }, tags: [], publishedAt });
      ids.push(articles.en);
    }
    while ((await indexArticles(100)) > 0);
    for (const id of ids) await spoil(id);
    expect(await find('walrus')).toEqual([]);
    await outdate();
    const reports: [number, number][] = [];
    expect(await reindexArticles(url(), (...report) => reports.push(report))).toBe(120);
    expect(reports).toEqual([
      [50, 120],
      [100, 120],
      [120, 120],
    ]);
    expect((await listMatches('en', 'walrus')).total).toBe(120);
    expect(await known('«walrus»')).toEqual([]);
    expect(await known('walrus')).toEqual([{ word: 'walrus', stories: 120 }]);
    expect(await database().$queryRaw`SELECT queued, counted FROM search.rules`).toEqual([
      { queued: WORD_RULES, counted: WORD_RULES },
    ]);
    // And once only.
    expect(await reindexArticles(url(), () => {})).toBe(0);
  });

  it('an article that is queued several times gets its words once', async () => {
    const [one, other] = [
      (await createStory({ slugs: { en: 'walrus-1' }, tags: [] })).articles.en,
      (await createStory({ slugs: { en: 'walrus-2' }, tags: [] })).articles.en,
    ];
    for (const id of [one, other, one])
      await database().$executeRaw`UPDATE article SET headline = headline || ' again' WHERE id = ${id}`;
    expect(await reindexArticles(url(), () => {})).toBe(2);
    expect((await listMatches('en', 'walrus again')).total).toBe(2);
    expect(await database().$queryRaw`SELECT id FROM search.pending`).toEqual([]);
  });

  it('the words of very many articles are counted once, at the end', async () => {
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push((await createStory({ slugs: { en: `walrus-${n}` }, tags: [] })).articles.en);
    while ((await indexArticles(100)) > 0);
    for (const id of ids) await spoil(id);
    await outdate();
    await reindexArticles(url(), () => {}, 2);
    expect(await known('«walrus»')).toEqual([]);
    expect(await known('walrus')).toEqual([{ word: 'walrus', stories: 3 }]);
    expect(await database().$queryRaw`SELECT counted FROM search.rules`).toEqual([{ counted: WORD_RULES }]);
  });

  it('what is published meanwhile does not wait for the archive, and a search does not work it off', async () => {
    const { articles } = await createStory({ slugs: { en: 'old-walrus' }, tags: [] });
    await find('walrus');
    await spoil(articles.en);
    await database().$executeRaw`SELECT search.reindex()`;
    const backlog = await pending();
    await createStory({ slugs: { en: 'new-heron' }, tags: [] });
    expect(await find('heron')).toEqual(['new-heron']);
    expect(await pending()).toEqual(backlog);
    await indexArticles(1);
    expect(await find('walrus')).toEqual(['old-walrus']);
  });

  it('all stories of a tag that is renamed are a backlog, which newer changes come before', async () => {
    const tag = await database().tag.create({
      data: { key: 'herons', texts: { create: [{ language: 'en', name: 'Herons' }] } },
    });
    for (let n = 0; n < 101; n++) await createStory({ slugs: { en: `bird-${n}` }, tags: ['herons'] });
    while ((await indexArticles(100)) > 0);
    await createStory({ slugs: { en: 'crane' }, tags: [] });
    await database().tagText.updateMany({ where: { tagId: tag.id }, data: { name: 'Egrets' } });
    expect(await find('crane')).toEqual(['crane']);
    expect(await pending()).toHaveLength(101);
    expect((await listMatches('en', 'egret')).total).toBe(0);
    while ((await indexArticles(100)) > 0);
    expect((await listMatches('en', 'egret')).total).toBe(101);
    await database().story.deleteMany();
    await database().tag.delete({ where: { id: tag.id } });
  });

  it('goes on where it was cut short', async () => {
    for (let n = 0; n < 3; n++) await createStory({ slugs: { en: `otter-${n}` }, tags: [] });
    await find('otter');
    await outdate();
    await database().$executeRaw`
      WITH begun AS (UPDATE search.rules SET queued = ${WORD_RULES}) SELECT search.reindex()`;
    await indexArticles(1);
    expect(await reindexArticles(url(), () => {})).toBe(2);
    expect(await known('otter')).toEqual([{ word: 'otter', stories: 3 }]);
  });
});

it('long texts are made one by one, so that no statement takes too long', async () => {
  const ids: number[] = [];
  for (let n = 0; n < 3; n++) {
    const { articles } = await createStory({ slugs: { en: `long-${n}` }, tags: [] });
    await change(articles.en, { bodyText: 'pangolin '.repeat(15_000) });
    ids.push(articles.en);
  }
  const left: number[] = [];
  while ((await indexArticles(20)) > 0) left.push((await pending()).length);
  expect(left).toEqual([4, 2, 0]);
  expect((await listMatches('en', 'pangolin')).total).toBe(ids.length);
});

it('an article that is withdrawn while its words are made is not found', async () => {
  const { articles } = await createStory({ slugs: { en: 'narwhal' }, tags: [] });
  await database().$transaction(async (indexing) => {
    // What the process that makes the words would do, had it read the article before.
    await indexing.$executeRaw`
      INSERT INTO search.article (id, language, section_id, published_at, words)
      SELECT id, language, section_id, published_at, to_tsvector('narwhal') FROM article WHERE id = ${articles.en}`;
    await change(articles.en, { state: 'withdrawn' });
  });
  expect(await find('narwhal')).toEqual([]);
});

it('an article of which only the date changes before its words are made has the new date', async () => {
  const { articles } = await createStory({ slugs: { en: 'badger' }, tags: [] });
  await change(articles.en, { publishedAt: new Date('2020-01-01Z') });
  expect((await listMatches('en', 'badger', { filter: { to: '2020-12-31' } })).total).toBe(1);
});

it('two who make words at once count every word once', async () => {
  for (let n = 0; n < 8; n++) await createStory({ slugs: { en: `ibis-${n}` }, tags: [] });
  await Promise.all([indexArticles(4), indexArticles(4), find('ibis'), find('ibis')]);
  while ((await indexArticles(4)) > 0);
  expect(await known('ibis')).toEqual([{ word: 'ibis', stories: 8 }]);
  expect(await pending()).toEqual([]);
});

it('a search waits for a process that is just making the words', async () => {
  await createStory({ slugs: { en: 'pelican' }, tags: [] });
  const taken = Promise.withResolvers<void>();
  const busy = database().$transaction(async (indexing) => {
    await indexing.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('search.pending'))`;
    taken.resolve();
    await indexing.$executeRaw`SELECT pg_sleep(0.1)`;
  });
  await taken.promise;
  expect(await find('pelican')).toEqual(['pelican']);
  await busy;
});

it('a place is marked by its words, whatever stands before it', async () => {
  const { articles } = await createStory({ slugs: { en: 'marked' }, tags: [] });
  await change(articles.en, { headline: 'All of the “and”', standfirst: 'It is «what» it was and the', bodyText: '' });
  await change(articles.en, { bodyText: `It was of the —“gannet”— colony, S-300.\n${'the of and '.repeat(20)}` });
  const marks = async (question: string) => {
    const [match] = (await listMatches('en', question)).matches;
    return [match?.headline, match?.excerpt].map((text) =>
      text?.filter(({ marked }) => marked).map((piece) => piece.text),
    );
  };
  expect(await marks('gannet')).toEqual([[], ['gannet']]);
  expect(await marks('s300 colony')).toEqual([[], ['colony', '300']]);
  expect(await marks('"gannet colony"')).toEqual([[], ['gannet', 'colony']]);
});

describe('the changes of words', () => {
  const addChanges = (words: string) => database().$executeRaw`
    INSERT INTO search.word_change (language, word, stories) SELECT 'en', w, 1 FROM unnest(${words.split(',')}::text[]) w`;
  const count = () => database().$queryRaw<{ areMore: boolean }[]>`SELECT search.count_words() AS "areMore"`;

  afterEach(() => database().$executeRaw`DELETE FROM search.word WHERE word LIKE 'kelp%'`);

  it('are summed up as quickly where PostgreSQL believes that there are none', async () => {
    // As autovacuum sees the queue: many pages, and no row in them.
    await addChanges(Array.from({ length: 20_000 }, (_, n) => `kelp${n}`).join());
    await database().$executeRaw`DELETE FROM search.word_change`;
    await database().$executeRaw`ANALYZE search.word_change`;
    await addChanges(Array.from({ length: 10_000 }, (_, n) => `kelp${n.toString(26).replace(/\d/g, 'z')}x${n}`).join());
    const took: number[] = [];
    for (let areMore: boolean | undefined = true; areMore; ) {
      const begun = performance.now();
      areMore = (await count())[0]?.areMore;
      took.push(performance.now() - begun);
    }
    expect(took.length).toBeGreaterThan(1);
    expect(Math.max(...took)).toBeLessThan(2_000);
  });

  it('of a word whose folded form the rules have changed are one change', async () => {
    await addChanges('kelpa kelpb');
    await count();
    await addChanges('kelpa kelpb,kelpa kelpc');
    await database().$executeRaw`UPDATE search.word_change SET stories = -1 WHERE word = 'kelpa kelpb'`;
    await count();
    expect(await database().$queryRaw`SELECT word, folded, stories FROM search.word WHERE word = 'kelpa'`).toEqual([
      { word: 'kelpa', folded: 'kelpc', stories: 1 },
    ]);
  });
});

it('counts what waits for its words', async () => {
  const before = await countPending();
  await createStory({ slugs: { en: 'counted' } });
  expect(await countPending()).toBeGreaterThan(before);
  while ((await indexArticles(100)) > 0);
  expect(await countPending()).toBe(0);
});
