import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Entry, exportFile, importFile, post, SITE } from '#e2e/export-file';
import { readTables } from '#e2e/table-rows';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { saveText } from '#newsroom/editing/save-text';
import { indexArticles } from '#newsroom/search/index-articles';
import { linksInStored } from '#newsroom/transfer/apply/stored-links';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';

// Links between the stories of an export lead to where these are here.

const OF_RUNS = ['import', 'import_item', 'outbox', 'audit_entry'];
const indexAll = async () => {
  while ((await indexArticles(1_000)) > 0);
};
const rowsNow = async () => {
  await indexAll();
  return readTables(String(process.env.DATABASE_URL), OF_RUNS);
};

const links = (...addresses: string[]) => ({
  format: 'html' as const,
  html: addresses.map((address) => `<p>See <a href="${address}">this</a>.</p>`).join(''),
});

/** Where the links of an item's text lead, for readers and in the newsroom. */
async function linksOf(sourceId: string): Promise<string[]> {
  const { resource, resourceId } = await database().importedItem.findFirstOrThrow({
    where: { sourceId, resource: { in: ['article', 'page'] } },
  });
  if (resource === 'page') {
    const [pageKey = '', language = ''] = resourceId.split('/');
    const text = await database().pageText.findUniqueOrThrow({ where: { pageKey_language: { pageKey, language } } });
    return linksInStored(text.body);
  }
  const article = await database().article.findUniqueOrThrow({
    where: { id: Number(resourceId) },
    include: { workingCopy: true },
  });
  expect(article.workingCopy?.body).toEqual(article.body);
  return linksInStored(article.body);
}

/** As a file with a name that says what it is. */
function fileOf(name: string, content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'news-portal-links-')), name);
  writeFileSync(path, content);
  return path;
}

const ids: number[] = [];
async function importAll(entries: readonly Entry[], options: Parameters<typeof importFile>[1] = {}) {
  const done = await importFile(exportFile(entries), options);
  ids.push(done.id);
  return done;
}

beforeAll(() => createSiteSettings());
afterEach(async () => {
  for (const id of ids.splice(0).reverse()) await undoImport(database(), id, () => {});
  expect(await database().article.count()).toBe(0);
  expect(await database().redirect.count()).toBe(0);
  await indexAll();
});

describe('links within an export', () => {
  const elsewhere = [
    'https://old.example/2019/03/story-9/',
    'https://old.example/',
    'https://other.example/2019/03/story-2/',
    'https://old.example/2019/03/story-draft/',
    'mailto:desk@old.example',
  ];
  const ENTRIES: Entry[] = [
    SITE,
    post('1', {
      text: links(
        'http://www.OLD.example/2019/03/story-2',
        '/?p=2&utm_source=mail',
        '/2019/03/story-2/?share=1#notes',
        'https://old.example/about/',
        ...elsewhere,
      ),
    }),
    post('about', { kind: 'page', slug: 'about', addresses: ['/about/'], text: links('/?p=1') }),
    post('draft', { status: 'private', text: links('/?p=1') }),
    post('2', { language: 'ru', slug: 'story-1', title: 'Вторая', text: links('/?p=1') }),
  ];

  it('lead to the stories here, also to later ones of the file, in their languages; others stay', async () => {
    const planned = (await importFile(exportFile(ENTRIES), { isDryRun: true })).report;
    const { report } = await importAll(ENTRIES);
    expect(report).toEqual(planned);
    expect(await linksOf('1')).toEqual(['/ru/post/story-1', '/ru/post/story-1#notes', '/en/about', ...elsewhere]);
    expect(await linksOf('about')).toEqual(['/en/post/story-1']);
    expect(await linksOf('draft')).toEqual(['/en/post/story-1']);
    expect(await linksOf('2')).toEqual(['/en/post/story-1']);
    expect(await database().importItem.count({ where: { hasOpenLinks: true } })).toBe(0);
  });

  it('are no change: a second run does nothing, and undoing a newer export brings them back', async () => {
    await importAll(ENTRIES);
    const before = await rowsNow();
    expect((await importAll(ENTRIES)).report).toMatchObject({ reasons: { unchanged: 4 } });
    expect(await rowsNow()).toEqual(before);
    const newer = ENTRIES.map((entry) =>
      entry.kind === 'post' || entry.kind === 'page' ? { ...entry, text: links('/?p=2', '/?p=2#new') } : entry,
    );
    const { report, id } = await importAll(newer);
    expect(report).toMatchObject({ reasons: { updated: 4 } });
    expect(await linksOf('about')).toEqual(['/ru/post/story-1', '/ru/post/story-1#new']);
    expect(await undoImport(database(), id, () => {})).toMatchObject({ ok: true, undone: 4, kept: 0 });
    expect(await rowsNow()).toEqual(before);
  });

  it('are led on by the next run where one was cut short, without touching what somebody has edited since', async () => {
    const { id } = await importAll(ENTRIES);
    const edited = await database().importedItem.findFirstOrThrow({ where: { sourceId: '2' } });
    const articleId = Number(edited.resourceId);
    // As it was before its links were looked up.
    const raw = [{ type: 'paragraph', text: [{ text: 'this', href: 'https://old.example/?p=1' }] }];
    for (const sourceId of ['1', '2']) {
      const { resourceId } = await database().importedItem.findFirstOrThrow({ where: { sourceId } });
      await database().article.update({ where: { id: Number(resourceId) }, data: { body: raw } });
      await database().workingCopy.update({ where: { articleId: Number(resourceId) }, data: { body: raw } });
    }
    await database().importItem.updateMany({
      where: { importId: id, sourceId: { in: ['1', '2'] } },
      data: { hasOpenLinks: true },
    });
    await database().import.update({ where: { id }, data: { state: 'applying' } });
    const editor = await actorFor('editor');
    const { version } = await database().workingCopy.findUniqueOrThrow({ where: { articleId } });
    const text = { headline: 'Ours', standfirst: '', body: raw as never, source: 'Paper' };
    const saved = await saveText(editor, articleId, { text, base: version, isExplicit: true });
    expect(saved.ok).toBe(true);
    const again = await importFile(exportFile(ENTRIES));
    expect(again.id).toBe(id);
    expect(await linksOf('1')).toEqual(['/en/post/story-1']);
    expect(await linksOf('2')).toEqual(['https://old.example/?p=1']);
    expect(await undoImport(database(), id, () => {})).toMatchObject({ ok: true, undone: 3, kept: 1 });
    await database().story.deleteMany();
    ids.length = 0;
  });

  it('make no word of search anew that waits already', async () => {
    await importAll(ENTRIES);
    const [row] = await database().$queryRaw<{ rows: number; articles: number }[]>`
      SELECT count(*)::integer AS rows, count(DISTINCT article_id)::integer AS articles FROM search.pending`;
    expect(row).toEqual({ rows: 2, articles: 2 });
  });
});

describe('links within an export of', () => {
  it('WordPress', async () => {
    const item = (id: number, slug: string, html: string) => `<item><title>Story ${id}</title>
      <link>https://old.example/2020/${slug}/</link><content:encoded><![CDATA[${html}]]></content:encoded>
      <wp:post_id>${id}</wp:post_id><wp:post_name>${slug}</wp:post_name><wp:status>publish</wp:status>
      <wp:post_type>post</wp:post_type><wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt></item>`;
    const path = fileOf(
      'export.xml',
      `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
      <channel><title>Old</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
      <wp:base_blog_url>https://old.example</wp:base_blog_url><language>en</language>
      ${item(7, 'first', 'See <a href="https://old.example/?p=8">this</a> and <a href="/2020/second/">that</a>.')}
      ${item(8, 'second', 'See <a href="https://old.example/2020/first/">this</a>.')}</channel></rss>`,
    );
    ids.push((await importFile(path)).id);
    expect(await linksOf('7')).toEqual(['/en/post/second']);
    expect(await linksOf('8')).toEqual(['/en/post/first']);
  });

  it.each([
    ['Ghost, with an address', [{ key: 'url', value: 'https://old.example' }], 'https://old.example/nowhere/'],
    ['Ghost, without one', [], '/nowhere/'],
  ])('%s', async (_, settings, nowhere) => {
    const posts = ['first', 'second'].map((slug, index) => ({
      ...{ id: `g${index}`, title: slug, slug, status: 'published', type: 'post', visibility: 'public' },
      published_at: '2020-01-02T03:04:05.000Z',
      html: `<p>See <a href="__GHOST_URL__/${index ? 'first' : 'second'}/">a</a> <a href="__GHOST_URL__/nowhere/">b</a></p>`,
    }));
    const data = { posts, settings: [{ key: 'title', value: 'Old' }, ...settings] };
    const path = fileOf('ghost.json', JSON.stringify({ db: [{ meta: { version: '5.0.0' }, data }] }));
    ids.push((await importFile(path)).id);
    expect(await linksOf('g0')).toEqual(['/en/post/second', nowhere]);
    expect(await linksOf('g1')).toEqual(['/en/post/first', nowhere]);
  });
});
