import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { addPicture } from '#newsroom/media/add-picture';
import { deletePicture } from '#newsroom/media/delete-picture';
import { findLibraryPicture } from '#newsroom/media/find-library-picture';
import { readLibraryCursor, writeLibraryCursor } from '#newsroom/media/library';
import { listLibrary } from '#newsroom/media/list-library';
import { listPictures } from '#newsroom/media/list-pictures';
import { renditionFile } from '#newsroom/media/picture';
import { savePictureTexts } from '#newsroom/media/save-picture-texts';
import type { Actor } from '#newsroom/permissions/actor';
import { refuse } from '#newsroom/result';
import { database } from '#platform/database';
import { readStoredFile } from '#platform/files';

let author: Actor;
let editor: Actor;
beforeAll(async () => {
  await createSiteSettings();
  author = await actorFor('author', 'Ann');
  editor = await actorFor('editor');
});
beforeEach(async () => {
  await database().article.deleteMany();
  await database().story.deleteMany();
  await database().picture.deleteMany();
});

/** Half of it red, half of it blue. */
async function flag(width = 400, fileName = 'flag.png'): Promise<string> {
  const blue = await sharp({ create: { width: width / 2, height: 100, channels: 3, background: '#0000ff' } })
    .png()
    .toBuffer();
  const bytes = await sharp({ create: { width, height: 100, channels: 3, background: '#ff0000' } })
    .composite([{ input: blue, left: width / 2, top: 0 }])
    .png()
    .toBuffer();
  const saved = await addPicture(author, bytes, { fileName });
  if (!saved.ok) throw new Error(saved.why);
  return saved.id;
}

const centre = { x: 0.5, y: 0.5 };
const say = (caption: string) => ({ alt: 'A flag', caption, credit: 'Us' });

describe('words and focus', () => {
  it('are kept in each language, with a line in the log', async () => {
    const id = await flag();
    const words = { en: say('A flag.'), ru: say('Флаг.'), hy: say('Դրոշ։') };
    expect(await savePictureTexts(author, id, { words, focus: centre, seen: 1 })).toEqual({ ok: true });
    expect(await findLibraryPicture(author, id)).toMatchObject({
      words,
      cut: '',
      focus: centre,
      addedBy: 'Ann',
      fileName: 'flag.png',
    });
    expect(
      await database().auditEntry.count({ where: { event: 'picture.changed', resourceId: id, title: 'flag.png' } }),
    ).toBe(1);
  });

  it('are not saved by two from the same beginning, whether one after the other or at once', async () => {
    const id = await flag();
    const save = (alt: string, seen: number) =>
      savePictureTexts(author, id, { words: { en: say(alt) }, focus: centre, seen });
    expect(await save('Of Anna.', 1)).toEqual({ ok: true });
    expect(await save('Of Karen.', 1)).toEqual(refuse('conflict', 'it'));
    expect(await findLibraryPicture(author, id)).toMatchObject({ version: 2, words: { en: say('Of Anna.') } });
    const both = await Promise.all([save('One.', 2), save('Other.', 2)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('crops of another focus have other addresses; the old ones stay', async () => {
    const id = await flag();
    const before = { id, cut: '' };
    expect(await savePictureTexts(author, id, { words: {}, focus: { x: 1, y: 0.5 }, seen: 1 })).toEqual({ ok: true });
    const [after] = await listPictures([id], 'en');
    if (!after) throw new Error('the picture is gone');
    expect(renditionFile(after, 'square', 96, 'jpg')).toBe(`${id}/square-96-100x50.jpg`);
    expect(renditionFile(after, 'whole', 400, 'jpg')).toBe(renditionFile(before, 'whole', 400, 'jpg'));
    const middle = async (name: string) => {
      const { data } = await sharp(await readStoredFile(name))
        .extract({ left: 20, top: 48, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      return data[0] && data[0] > 128 ? 'red' : 'blue';
    };
    expect(await middle(renditionFile(before, 'square', 96, 'jpg'))).toBe('red');
    expect(await middle(renditionFile(after, 'square', 96, 'jpg'))).toBe('blue');
  });

  it('of a picture that readers see are news; of any other they are not', async () => {
    const [used, unused] = [await flag(400), await flag(402)];
    await createStory({ lead: used, slugs: { en: 'a' } });
    await createStory({ body: [{ type: 'gallery', pictures: [used, unused] }], state: 'draft', slugs: { en: 'b' } });
    await database().outboxEntry.deleteMany();
    await savePictureTexts(author, unused, { words: { en: say('x') }, focus: { x: 0.2, y: 0.2 }, seen: 1 });
    expect(await database().outboxEntry.count()).toBe(0);
    await savePictureTexts(author, used, { words: { en: say('x') }, focus: centre, seen: 1 });
    expect(await database().outboxEntry.findMany({ select: { concerns: true, slug: true } })).toEqual([
      { concerns: 'article', slug: 'a' },
    ]);
  });

  it('are not given by a contributor to another’s picture', async () => {
    const id = await flag();
    const contributor = await actorFor('contributor');
    expect(await savePictureTexts(contributor, id, { words: {}, focus: centre, seen: 1 })).toEqual(
      refuse('not-allowed', 'it'),
    );
    expect(await savePictureTexts(author, 'f'.repeat(20), { words: {}, focus: centre, seen: 1 })).toEqual(
      refuse('not-found', 'picture'),
    );
  });
});

describe('the library', () => {
  it('lists newest first, page by page', async () => {
    const ids = [await flag(400), await flag(402), await flag(404)];
    const first = await listLibrary('en', { limit: 2 });
    expect(first.pictures.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const before = first.next && readLibraryCursor(writeLibraryCursor(first.next));
    const second = await listLibrary('en', { limit: 2, ...(before && { before }) });
    expect(second.pictures.map(({ id }) => id)).toEqual([ids[0]]);
    expect(second.next).toBeNull();
    expect((await listLibrary('en', { ids: ids.slice(1), limit: 9 })).pictures).toHaveLength(2);
  });

  it('is searched by any part of a word, in any language, and of a file’s name', async () => {
    const id = await flag(400, 'DSC_100%.png');
    await flag(402, 'other.png');
    await savePictureTexts(author, id, { words: { ru: say('Озеро Севан') }, focus: centre, seen: 1 });
    for (const text of ['озер', 'СЕВАН', 'dsc_', '100%']) {
      expect((await listLibrary('en', { text, limit: 9 })).pictures.map((picture) => picture.id)).toEqual([id]);
    }
    expect((await listLibrary('en', { text: 'nothing', limit: 9 })).pictures).toEqual([]);
  });

  it('knows what is unused: leads, portraits, and every text that there is or was count', async () => {
    const [lead, portrait, figure, gallery, draft, earlier, none] = await Promise.all(
      [2, 4, 6, 8, 10, 12, 14].map((n) => flag(400 + n)),
    );
    if (!lead || !portrait || !figure || !gallery || !draft || !earlier || !none)
      throw new Error('a picture is missing');
    const body: Block[] = [
      { type: 'figure', picture: figure },
      { type: 'gallery', pictures: [gallery, gallery] },
    ];
    const told = await createStory({ lead, body, slugs: { en: 'c' } });
    await database().author.updateMany({ data: { pictureId: portrait } });
    const text = { headline: 'Later', standfirst: '', source: '' };
    const figureOf = (picture: string) => [{ type: 'figure', picture }];
    await database().workingCopy.update({
      where: { articleId: told.articles.en },
      data: { ...text, body: figureOf(draft) },
    });
    await database().revision.create({
      data: { articleId: told.articles.en, version: 9, ...text, body: figureOf(earlier) },
    });

    expect((await listLibrary('en', { unused: true, limit: 9 })).pictures.map(({ id }) => id)).toEqual([none]);
    for (const id of [lead, portrait, figure, gallery, draft, earlier]) {
      expect(await deletePicture(editor, id)).toEqual(refuse('in-use', 'picture'));
    }
    for (const id of [lead, figure, gallery, draft, earlier]) {
      const entry = await findLibraryPicture(editor, id);
      expect(entry?.uses).toMatchObject({ articles: [{ id: told.articles.en, headline: 'Later' }], hidden: 0 });
    }
    expect((await findLibraryPicture(await actorFor('contributor'), lead))?.uses).toMatchObject({
      articles: [],
      hidden: 1,
    });
    expect((await findLibraryPicture(editor, portrait))?.uses.authors).toEqual(['anna']);
  });

  it('asks indexes', async () => {
    const client = new Client({ connectionString: String(process.env.DATABASE_URL) });
    await client.connect();
    await client.query('SET enable_seqscan = off');
    const plan = async (query: string) => JSON.stringify((await client.query(`EXPLAIN ${query}`)).rows);
    for (const table of ['article', 'working_copy', 'revision']) {
      const used = `
        SELECT FROM picture p WHERE EXISTS (SELECT FROM ${table} WHERE pictures_in(body) @> ARRAY[p.id::text])`;
      expect(await plan(used)).toContain(`${table}_pictures`);
      expect(await plan(`SELECT FROM ${table} WHERE pictures_in(body) && ARRAY['a']`)).toContain(`${table}_pictures`);
    }
    const words = "SELECT FROM picture_text WHERE words_folded LIKE '%lake%'";
    expect(await plan(words)).toContain('picture_text_words_folded');
    expect(await plan("SELECT FROM picture WHERE key || ' ' || file_name ILIKE '%lake%'")).toContain(
      'picture_name_trigrams',
    );
    expect(await plan('SELECT FROM picture ORDER BY added_at DESC, id DESC LIMIT 9')).toContain(
      'picture_added_at_id_idx',
    );
    await client.end();
  });
});

it('a picture is removed with its files, by an editor alone, and can come back', async () => {
  const id = await flag();
  expect(await deletePicture(author, id)).toEqual(refuse('not-allowed', 'it'));
  expect(await deletePicture(editor, id)).toEqual({ ok: true });
  await expect(readdir(join(String(process.env.DATA_DIR), 'media', id))).rejects.toThrow('ENOENT');
  expect(await deletePicture(editor, id)).toEqual(refuse('not-found', 'picture'));
  expect(await flag()).toBe(id);
  expect(await readStoredFile(renditionFile({ id, cut: '' }, 'square', 96, 'jpg'))).toBeDefined();
});
