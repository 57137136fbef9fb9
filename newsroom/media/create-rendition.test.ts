import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { createMissingRenditions } from '#newsroom/media/create-missing-renditions';
import { createRendition } from '#newsroom/media/create-rendition';
import { importPicture } from '#newsroom/media/import-picture';
import { database } from '#platform/database';
import { readStoredFile, storeFile } from '#platform/files';

const media = join(String(process.env.DATA_DIR), 'media');

async function importWithoutRenditions(colour: string): Promise<string> {
  const bytes = await sharp({ create: { width: 700, height: 500, channels: 3, background: colour } })
    .png()
    .toBuffer();
  const imported = await importPicture(bytes, { key: colour, words: {}, renditions: 'later' });
  if (!imported.ok) throw new Error(imported.why);
  return imported.id;
}

let id: string;
beforeAll(async () => {
  id = await importWithoutRenditions('teal');
});

it('a picture that is imported without its sizes has a master alone', async () => {
  expect(await readdir(join(media, id))).toEqual(['master.jpg']);
});

it('a size is made when it is asked for, once for all who ask', async () => {
  const name = `${id}/wide-480.avif`;
  const all = await Promise.all([1, 2, 3].map(() => createRendition(name)));
  expect(all).toEqual(['created', 'created', 'created']);
  expect(await sharp(await readStoredFile(name)).metadata()).toMatchObject({ width: 480, height: 270, format: 'heif' });
  expect(await readdir(join(media, id))).toEqual(['master.jpg', 'wide-480.avif']);
});

it.each(['wide-481.avif', 'wide-960.avif', 'share-1200.avif', 'wide-480-10x10.avif', 'master.jpg', '../x.avif'])(
  'nothing is made of %s, which no page refers to',
  async (file) => {
    expect(await createRendition(`${id}/${file}`)).toBe('not-found');
  },
);

it('nothing is made of a picture that is not there, or has no file left', async () => {
  expect(await createRendition(`${'0'.repeat(20)}/wide-480.avif`)).toBe('not-found');
  const bare = await importWithoutRenditions('olive');
  await rm(join(media, bare), { recursive: true });
  expect(await createRendition(`${bare}/wide-480.avif`)).toBe('not-found');
});

it('the archive is looked through once; cut short, it goes on where it was', async () => {
  const ids = [id, await importWithoutRenditions('navy'), await importWithoutRenditions('pink')].sort();
  const filesOf = (picture = '') => readdir(join(media, picture)).then(({ length }) => length);
  // As if a first pass had ended after the first picture: where it stopped is in the file that it keeps.
  await createMissingRenditions();
  const kept = JSON.parse(new TextDecoder().decode(await readStoredFile('renditions/progress.json')));
  for (const picture of ids) await rm(join(media, picture, 'square-96.jpg'));
  expect(await createMissingRenditions()).toBe(0);
  await storeFile(
    'renditions/progress.json',
    new TextEncoder().encode(JSON.stringify({ ...kept, after: ids[0], isDone: false })),
  );
  expect(await createMissingRenditions()).toBe(2);
  expect(await filesOf(ids[0])).toBe((await filesOf(ids[1])) - 1);

  // Other sizes are wanted: all are looked through again.
  await storeFile(
    'renditions/progress.json',
    new TextEncoder().encode(JSON.stringify({ ...kept, set: 'of an earlier version' })),
  );
  expect(await createMissingRenditions()).toBe(1);
  expect(await database().picture.count()).toBe(4);
});
