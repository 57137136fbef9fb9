import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { type ArticleBody, parseBody, searchTextOf } from '#blocks/body';
import { importFile } from '#e2e/export-file';
import { entriesOf, inFolder, listOf, ofKind } from '#e2e/export-files';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { formErrors } from '#e2e/xml';
import { importPicture } from '#newsroom/media/import-picture';
import { TABLE_NAMES } from '#newsroom/transfer/export/export-names';
import { ghostExport, ghostPicturePath } from '#newsroom/transfer/export/ghost-export';
import { tableExport } from '#newsroom/transfer/export/table-exports';
import { wordpressExport } from '#newsroom/transfer/export/wordpress-export';
import { zipStream } from '#newsroom/transfer/export/write-file';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';

// What is exported for another system is read again as an export of that system, and nothing is missing.

const ORIGIN = 'https://paper.example';
let picture: string;
/** Letters that PostgreSQL keeps and XML has no place for. */
const ODD = 'Odd\u0007 headline\uffff';

const BODY = (id: string): ArticleBody => [
  { type: 'paragraph', text: [{ text: 'A ' }, { text: 'bold & <odd>', strong: true }, { text: ' start ]]> of it.' }] },
  { type: 'heading', level: 2, text: [{ text: 'Between' }] },
  { type: 'list', ordered: true, items: [[{ text: 'one' }], [{ text: 'two', href: '/en/about' }]] },
  { type: 'quote', text: [{ text: 'We said so' }], attribution: 'Somebody' },
  { type: 'figure', picture: id, caption: 'As it was' },
  { type: 'divider' },
  { type: 'embed', provider: 'youtube', href: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', title: 'A film' },
  { type: 'table', header: [[{ text: 'Year' }], [{ text: 'Sum' }]], rows: [[[{ text: '2025' }], [{ text: '12' }]]] },
  {
    type: 'paragraph',
    text: [{ text: 'Վերջում՝ ', emphasis: true }, { text: 'H2O', script: 'sub' }, { text: ' и всё.' }],
  },
];

async function exported(pieces: AsyncIterable<string>): Promise<string> {
  return (await listOf(pieces)).join('');
}

beforeAll(async () => {
  await createSiteSettings();
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#4a6' } })
    .jpeg()
    .toBuffer();
  const imported = await importPicture(bytes, {
    key: 'bridge',
    words: { en: { alt: 'A "bridge" & a river', caption: 'The bridge', credit: 'A. Photographer' } },
    renditions: 'later',
  });
  if (!imported.ok) throw new Error(imported.why);
  picture = imported.id;
  const body = BODY(picture);
  const publishedAt = new Date('2019-03-04T05:06:07Z');
  const scene = { body, publishedAt, lead: picture, tags: ['water', 'wine'] };
  await createStory({
    ...scene,
    slugs: { en: 'bridge', ru: 'most', hy: 'kamurj' },
    formerSlugs: { en: ['old-bridge'] },
  });
  // Spaces that hold words together.
  const { articles: bound } = await createStory({ slugs: { ru: 'bound' }, body, publishedAt });
  const held = { headline: 'Поезд\u00a0— в\u202f12 часов', standfirst: '5\u00a0вагонов' };
  await database().article.update({ where: { id: bound.ru }, data: held });
  await createStory({ body, kind: 'video', section: 'culture', slugs: { en: 'film' }, publishedAt });
  await createStory({ body, state: 'draft', slugs: { en: 'later', ru: 'later' } });
  await createStory({ body, state: 'scheduled', publishedAt: new Date('2038-01-01T00:00:00Z'), slugs: { en: 'due' } });
  await createStory({ body, state: 'withdrawn', publishedAt, slugs: { en: 'gone' } });
  // Text that this version cannot read, and letters that no XML may have.
  const { articles } = await createStory({ slugs: { en: 'odd' }, publishedAt });
  await database().article.update({
    where: { id: articles.en },
    data: {
      headline: ODD,
      body: [{ type: 'poll', question: 'Why -- not?' }],
    },
  });
});

type Exported = { system: string; withdrawn: 'private' | 'draft'; write: () => Promise<string> };
const systems: Exported[] = [
  { system: 'WordPress', withdrawn: 'private', write: () => exported(wordpressExport(ORIGIN)) },
  { system: 'Ghost', withdrawn: 'draft', write: () => exported(ghostExport(ORIGIN, () => {})) },
];

describe.each(systems)('for $system', ({ write, system, withdrawn }) => {
  it('holds every text, in its language and state', async () => {
    const articles = await database().article.findMany({ include: { workingCopy: true }, orderBy: { id: 'asc' } });
    const posts = ofKind(await entriesOf(await write()), 'post');
    expect(posts.length).toBe(articles.length);
    const seconds = (at: Date | null | undefined) => at && Math.floor(at.getTime() / 1_000);
    const own = posts.map(({ title, publishedAt, status }) => [title, seconds(publishedAt), status]);
    const states = { draft: 'draft', scheduled: 'scheduled', published: 'published', withdrawn } as const;
    expect(own).toEqual(
      articles.map(({ headline, state, publishedAt }) => [
        headline === ODD && system === 'WordPress' ? 'Odd headline' : headline,
        seconds(publishedAt),
        states[state],
      ]),
    );
  });

  it('comes back whole: texts, topics, authors, pictures, translations', async () => {
    await inFolder(async (folder) => {
      const path = `${folder}/export`;
      await writeFile(path, await write());
      const before = await database().article.findMany({ include: { workingCopy: true }, orderBy: { id: 'asc' } });
      const { id } = await importFile(path);
      const after = await database().article.findMany({
        where: { id: { gt: before.at(-1)?.id ?? 0 } },
        include: { story: { include: { tags: true, authors: true, articles: true } }, workingCopy: true },
        orderBy: { id: 'asc' },
      });
      // Pictures cannot be fetched here, and what is said of them goes with them.
      const wordsOf = (body: unknown) =>
        searchTextOf(parseBody(body).filter(({ type }) => type !== 'figure' && type !== 'embed')).split(/\s+/);
      for (const article of before.filter(({ slug }) => slug !== 'odd')) {
        const copies = after.filter(
          ({ headline, workingCopy }) => (headline || workingCopy?.headline) === article.headline,
        );
        const copy = copies.find(({ language }) => language === article.language) ?? copies[0];
        expect([article.slug, copies.length > 0]).toEqual([article.slug, true]);
        if (article.slug === 'bound') expect(copy?.standfirst).toBe(article.standfirst);
        const body = copy?.workingCopy?.body;
        for (const word of wordsOf(article.workingCopy?.body)) expect(wordsOf(body)).toContain(word);
        expect([article.slug, copy?.story.authors.length]).toEqual([article.slug, 1]);
        // A title is not written there.
        expect(parseBody(body)).toContainEqual(expect.objectContaining({ type: 'embed', provider: 'youtube' }));
      }
      expect(await undoImport(database(), id, () => {})).toMatchObject({ ok: true, kept: 0 });
    });
  });
});

it('WordPress: well-formed, with pictures, terms and groups that its importer and Polylang look for', async () => {
  const wxr = await exported(wordpressExport(ORIGIN));
  expect(await formErrors(wxr)).toEqual([]);
  for (const part of [
    '<wp:wxr_version>1.2</wp:wxr_version>',
    '<wp:author_login>anna</wp:author_login>',
    '<category domain="post_format" nicename="post-format-video">video</category>',
    '<wp:meta_key>_wp_old_slug</wp:meta_key>\n<wp:meta_value>old-bridge</wp:meta_value>',
    '<wp:post_date_gmt>2019-03-04 05:06:07</wp:post_date_gmt>',
    // Asia/Baku is four hours ahead.
    '<wp:post_date>2019-03-04 09:06:07</wp:post_date>',
    `<wp:attachment_url>${ORIGIN}/media/${picture}/whole-900.jpg</wp:attachment_url>`,
    'unknown block: {"type":"poll","question":"Why \\u002d\\u002d not?"}',
  ])
    expect(wxr).toContain(part);
  // Of each story in the language that it is written in; the list of all in the site's first.
  const sections = await database().sectionText.findMany({ where: { section: { key: 'region' } } });
  expect(new Set(sections.map(({ name }) => name)).size).toBe(3);
  for (const { name } of sections) expect(wxr).toContain(`<category domain="category" nicename="region">${name}<`);
  const tags = await database().tagText.findMany({ where: { tag: { key: 'water' } } });
  for (const { name } of tags) expect(wxr).toContain(`<category domain="post_tag" nicename="water">${name}<`);
  const groups = ofKind(await entriesOf(wxr), 'post').map(({ language, translationGroup }) => [
    language,
    !!translationGroup,
  ]);
  expect(groups.slice(0, 4)).toEqual([
    ['en', true],
    ['ru', true],
    ['hy', true],
    ['ru', false],
  ]);
});

it('Ghost: its limits are kept, its slugs are free, its pictures are named', async () => {
  const seen = new Set<string>();
  const { db } = JSON.parse(await exported(ghostExport(ORIGIN, (id) => seen.add(id))));
  const { posts, posts_tags, tags } = db[0].data;
  const slugs = posts.map(({ slug }: { slug: string }) => slug);
  expect(new Set(slugs).size).toBe(slugs.length);
  expect(slugs).toContain('later-ru');
  expect([...seen]).toEqual([picture]);
  expect(posts[0].feature_image).toBe(`__GHOST_URL__/${ghostPicturePath(picture)}`);
  const names = new Map(tags.map(({ id, name }: { id: string; name: string }) => [id, name]));
  const of = (post: string) =>
    posts_tags
      .filter((link: { post_id: string }) => link.post_id === post)
      .map((link: { tag_id: string }) => names.get(link.tag_id));
  expect(of(posts[1].id)).toEqual(['Region', 'water en', 'wine en', '#ru']);
});

it('lists are tables without formulas', async () => {
  await database().workingCopy.updateMany({
    where: { article: { slug: 'gone' } },
    data: { headline: '=HYPERLINK("x")' },
  });
  const rows = parse(await exported(tableExport('articles', ORIGIN)), { bom: true, columns: true }) as Record<
    string,
    string
  >[];
  expect(rows.length).toBe(await database().article.count());
  expect(rows[0]).toMatchObject({
    ...{ language: 'en', section: 'region', authors: 'anna', state: 'published', views: '0' },
    ...{ published: '2019-03-04T05:06:07.000Z', address: `${ORIGIN}/en/post/bridge` },
  });
  expect(rows.map(({ headline }) => headline)).toContain('\'=HYPERLINK("x")');
  for (const name of TABLE_NAMES) {
    const lines = parse(await exported(tableExport(name, ORIGIN)), { bom: true }) as string[][];
    expect([name, new Set(lines.map((line) => line.length)).size]).toEqual([name, 1]);
  }
});

describe('a zip', () => {
  it('holds what is written, however large, in its order', async () => {
    const zip = await buffer(
      zipStream(async (write) => {
        await write('a.txt', ['first ', Buffer.from('file')]);
        await write('b/c.jpg', [Buffer.alloc(300_000, 7)]);
      }),
    );
    const files: [string, number][] = [];
    const opened = await fromBufferPromise(zip);
    for await (const entry of opened.eachEntry()) files.push([entry.fileName, entry.uncompressedSize]);
    expect(files).toEqual([
      ['a.txt', 10],
      ['b/c.jpg', 300_000],
    ]);
  });

  it('ends what makes it when nobody reads it any more', async () => {
    let ended = 'not yet';
    const stream = zipStream(async (write) => {
      const endless = (async function* () {
        for (;;) yield Buffer.alloc(50_000, 1);
      })();
      await write('endless.jpg', endless).catch((error: Error) => {
        ended = error.message;
        throw error;
      });
    });
    stream.on('error', () => {});
    await once(stream, 'readable');
    stream.destroy();
    await expect.poll(() => ended).toBe('nobody reads the zip any more');
  });

  it('breaks off where what makes it fails', async () => {
    const stream = zipStream(async (write) => {
      await write('a.txt', ['a']);
      throw new Error('the database is away');
    });
    await expect(buffer(stream)).rejects.toThrow('the database is away');
  });
});
