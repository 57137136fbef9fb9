import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createMissingRenditions } from '#newsroom/media/create-missing-renditions';
import { importPicture } from '#newsroom/media/import-picture';
import { listPictures } from '#newsroom/media/list-pictures';
import { CROPS, renditionFile, renditionsOf } from '#newsroom/media/picture';
import { hasFile, readStoredFile } from '#platform/files';

const words = { en: { alt: 'A square', caption: 'A square of red.', credit: 'Us' } };

async function drawing(width: number, height: number): Promise<Uint8Array> {
  return sharp({ create: { width, height, channels: 3, background: '#a6192e' } })
    .jpeg()
    .toBuffer();
}

describe('a picture', () => {
  it('is cut and encoded into every size that pages ask for', async () => {
    const imported = await importPicture(await drawing(700, 500), { key: 'red', words });
    expect(imported.ok).toBe(true);
    if (!imported.ok) return;
    for (const crop of Object.keys(CROPS) as (keyof typeof CROPS)[]) {
      for (const { width, height, formats } of renditionsOf({ width: 700, height: 500 }, crop)) {
        for (const format of formats) {
          const bytes = await readStoredFile(renditionFile({ id: imported.id, cut: '' }, crop, width, format));
          expect(await sharp(bytes).metadata()).toMatchObject({
            width,
            height,
            format: { avif: 'heif', webp: 'webp', jpg: 'jpeg' }[format],
          });
        }
      }
    }
    expect(await listPictures([imported.id, 'f'.repeat(20)], 'en')).toEqual([
      { id: imported.id, cut: '', width: 700, height: 500, ...words.en },
    ]);
    expect(await listPictures([imported.id], 'ru')).toMatchObject([{ alt: '', caption: '', credit: '' }]);
  });

  it('is the same picture when it comes again', async () => {
    const bytes = await drawing(120, 90);
    const first = await importPicture(bytes, { key: 'small', words });
    expect(await importPicture(bytes, { key: 'small', words })).toEqual(first);
  });

  it('gets the sizes that it lacks from what there is of it', async () => {
    const imported = await importPicture(await drawing(1_500, 1_400), { key: 'early', words });
    if (!imported.ok) throw new Error(imported.why);
    const lacking = ['share-1200', 'standard-1200', 'square-1200'].map((name) => `${imported.id}/${name}.jpg`);
    for (const name of lacking) await rm(join(String(process.env.DATA_DIR), 'media', name));
    expect(await createMissingRenditions()).toBe(3);
    const sizes = await Promise.all(lacking.map(async (name) => sharp(await readStoredFile(name)).metadata()));
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [1200, 630],
      [1200, 900],
      [1200, 1200],
    ]);
    expect(await createMissingRenditions()).toBe(0);
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'],
    ['HTML', '<!DOCTYPE html><p>no'],
    ['nothing', ''],
  ])('is not made of %s', async (_, text) => {
    expect(await importPicture(new TextEncoder().encode(text), { key: 'bad', words })).toEqual({
      ok: false,
      why: 'not-a-picture',
    });
  });

  it('may not have more than 65 megapixels', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await importPicture(bomb, { key: 'bomb', words })).toEqual({ ok: false, why: 'too-large' });
  });
});

it('files do not leave their folder', async () => {
  for (const name of ['../x', '/etc/passwd', 'a/../../x', '']) await expect(hasFile(name)).rejects.toThrow(RangeError);
});
