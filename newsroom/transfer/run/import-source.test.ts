import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Entry, exportFile, importFile, post, SITE } from '#e2e/export-file';
import { createSiteSettings } from '#e2e/test-data';
import { indexArticles } from '#newsroom/search/index-articles';
import { listMatches } from '#newsroom/search/list-matches';
import { lineOfEntry } from '#newsroom/transfer/json-lines/source-line';
import { readImportDetails } from '#newsroom/transfer/run/import-report';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';

const countOutbox = () => database().outboxEntry.count();

beforeAll(async () => {
  await createSiteSettings();
});

describe('a category that stands for none', () => {
  it('is left out, and stories of it miss nothing', async () => {
    const none: Entry = {
      kind: 'term',
      id: 'u',
      taxonomy: 'category',
      slug: 'uncategorized',
      name: 'Misc',
      addresses: [],
    };
    const away: Entry = { kind: 'term', id: 'v', taxonomy: 'category', slug: 'promo', name: 'Promo', addresses: [] };
    const other = { ...SITE, address: 'https://none.example' } as Entry;
    const path = exportFile([other, none, away, post('n1', { terms: ['u', 'v'] })]);
    const { report, id } = await importFile(path, { options: { sections: { promo: null }, section: 'culture' } });
    expect(report).toMatchObject({ taken: 1, changed: 0, reasons: { uncategorized: 1, 'mapped-to-nothing': 1 } });
    const story = await database().story.findFirstOrThrow({ include: { section: true, tags: true } });
    expect([story.section.key, story.tags]).toEqual(['culture', []]);
    expect(await undoImport(database(), id, () => {})).toEqual({ ok: true, undone: 1, kept: 0 });
  });
});

describe('a file with lines that cannot be read', () => {
  it('is imported as far as it goes, and says where they are', async () => {
    const path = exportFile([SITE, post('p1')]);
    const unknownKey = JSON.stringify({ ...post('p2'), colour: 'red' });
    writeFileSync(path, `${unknownKey}\n{"kind":"other"}\nno JSON\n${lineOfEntry(post('p3'))}\n{"kind":"po`, {
      flag: 'a',
    });
    const { id, report } = await importFile(path);
    expect(report).toMatchObject({ items: 2, taken: 2 });
    const { problems } = await readImportDetails(database(), id);
    expect(problems.map(({ line, why }) => [line, why])).toEqual([
      [3, 'bad-value'],
      [4, 'bad-value'],
      [5, 'not-well-formed'],
      [7, 'cut-off'],
    ]);
    await undoImport(database(), id, () => {});
  });
});

describe('an address that somebody takes while it is being written', () => {
  it('is chosen anew', async () => {
    await database().$executeRaw`CREATE SEQUENCE taken_once`;
    await database().$executeRaw`
      CREATE FUNCTION take_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('taken_once') = 1 THEN RAISE unique_violation; END IF;
        RETURN NULL;
      END $$`;
    await database().$executeRaw`
      CREATE TRIGGER take_once BEFORE INSERT ON article FOR EACH STATEMENT EXECUTE FUNCTION take_once()`;
    try {
      const { id, report } = await importFile(exportFile([SITE, post('r1')]));
      expect(report).toMatchObject({ items: 1, taken: 1 });
      await undoImport(database(), id, () => {});
    } finally {
      await database().$executeRaw`DROP FUNCTION take_once CASCADE`;
      await database().$executeRaw`DROP SEQUENCE taken_once`;
    }
  });
});

describe('what has no place here', () => {
  it('is counted: pinned stories, and texts for search engines', async () => {
    const path = exportFile([
      SITE,
      post('n1', { isSticky: true, searchTitle: 'Found by this' }),
      post('n2', { searchDescription: 'And by that' }),
      post('n3', { kind: 'page', searchTitle: 'A page' }),
      post('n4'),
    ]);
    const { id, report } = await importFile(path);
    expect(report).toMatchObject({ taken: 1, changed: 3, reasons: { 'was-pinned': 1, 'search-texts': 3 } });
    await undoImport(database(), id, () => {});
  });
});

describe('a part of a text that has no words', () => {
  it('is a change where it cannot be kept: polls, blocks and frames', async () => {
    const wordPress = (html: string) => ({ text: { format: 'html' as const, html, isWordPress: true } });
    const path = exportFile([
      SITE,
      post('n1', wordPress('<p>Text</p>[poll id="7"][playlist ids="1,2"]')),
      post('n2', wordPress('<p>Text</p><!-- wp:block {"ref":15} /-->')),
      post('n3', { kind: 'page', ...wordPress('<p>Text</p><iframe src="app://chart/1"></iframe>') }),
      post('n4', wordPress('<p>Text</p>')),
    ]);
    const { id, report } = await importFile(path);
    expect(report).toMatchObject({ taken: 1, changed: 3, reasons: { 'parts-left-out': 3 } });
    await undoImport(database(), id, () => {});
  });
});

describe('pages whose slug is taken', () => {
  it('are reported at the address that they have', async () => {
    const page = (id: string) => post(id, { kind: 'page', slug: 'imprint', title: 'Imprint' });
    const { id } = await importFile(exportFile([SITE, page('n1'), page('n2')]));
    const items = await database().importItem.findMany({ where: { importId: id }, orderBy: { position: 'asc' } });
    expect(items.map(({ became }) => became)).toEqual(['/en/imprint', '/en/imprint-2']);
    await undoImport(database(), id, () => {});
  });
});

describe('an import', () => {
  const entries: Entry[] = [
    SITE,
    { kind: 'author', id: 'a1', slug: 'bella', name: 'Bella', biography: 'Writes.', addresses: ['/author/bella'] },
    { kind: 'author', id: 'a2', slug: 'bella-2', name: 'Bella', addresses: [] },
    { kind: 'author', id: 'a3', slug: 'anna', name: 'Anna en', addresses: [] },
    {
      kind: 'term',
      id: 't1',
      taxonomy: 'category',
      slug: 'region',
      name: 'Our region',
      addresses: ['/category/region'],
    },
    {
      kind: 'term',
      id: 't2',
      taxonomy: 'category',
      slug: 'sport',
      name: 'Sport',
      translationGroup: 's',
      addresses: [],
    },
    {
      kind: 'term',
      id: 't3',
      taxonomy: 'tag',
      slug: 'sport-ru',
      name: 'Спорт',
      language: 'ru',
      translationGroup: 's',
      addresses: [],
    },
    { kind: 'term', id: 't4', taxonomy: 'tag', slug: 'water', name: 'Water', addresses: [] },
    post('1', { authors: ['a2', 'a1', 'a3'], terms: ['t2', 't1', 't4'], translationGroup: 'one' }),
    post('2', { language: 'ru', title: 'Первая', slug: 'story-1', translationGroup: 'one', terms: ['t3'] }),
    post('3', {
      language: 'ru_RU',
      title: 'Другая',
      slug: '%D0%94%D1%80%D1%83%D0%B3%D0%B0%D1%8F',
      translationGroup: 'one',
    }),
    post('4', { language: 'fr' }),
    post('5', { status: 'private' }),
    post('6', { status: 'trash' }),
    post('7', { slug: 'story-1' }),
    post('8', { status: 'scheduled', publishedAt: new Date('2099-01-01T00:00:00Z') }),
    post('9', { status: 'scheduled' }),
    post('1'),
    post('10', { kind: 'page', slug: 'about-us', title: 'About us' }),
    { kind: 'other', id: 'm1', type: 'nav_menu_item', title: '' },
  ];
  const path = exportFile(entries);

  it('says in a dry run what it would do, and does nothing', async () => {
    const before = await database().article.count();
    const planned = await importFile(path, { isDryRun: true });
    const { items, taken, changed, leftOut } = planned.report;
    expect({ items, taken, changed, leftOut }).toEqual({ items: 19, taken: 11, changed: 4, leftOut: 4 });
    expect(await database().article.count()).toBe(before);
    expect(await database().tag.count({ where: { key: 'sport' } })).toBe(0);
    await database().import.delete({ where: { id: planned.id } });
  });

  it('takes every item, leaves it out, or says what it has changed', async () => {
    const outbox = await countOutbox();
    const { report } = await importFile(path);
    expect(report).toMatchObject({ source: 'json-lines', items: 19, taken: 11, changed: 4, leftOut: 4 });
    expect(report.reasons).toEqual({
      ...{ private: 1, 'scheduled-in-the-past': 1, 'second-in-its-language': 1, 'slug-made': 1, 'slug-taken': 1 },
      ...{ duplicate: 1, 'language-not-on': 1, 'not-content': 1, trash: 1 },
    });
    expect(await countOutbox()).toBe(outbox + 1);
    const copies = await database().workingCopy.findMany({
      where: { note: { not: '' } },
      orderBy: { articleId: 'asc' },
    });
    expect(copies.map(({ note }) => note)).toEqual([
      'Imported. It was private on the former site.',
      'Imported. It was scheduled and its time has passed: check it, then publish or schedule it.',
    ]);
    // A search does not work off what an import has brought.
    expect(await database().$queryRaw`SELECT id FROM search.pending WHERE NOT is_backlog`).toEqual([]);
    await indexArticles(1_000);
    const found = await listMatches('en', 'story 7');
    expect(found.matches.length).toBeGreaterThan(0);
  });
});
