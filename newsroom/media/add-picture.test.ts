import { promises } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import exifr from 'exifr';
import sharp from 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { actorFor } from '#e2e/test-data';
import { addPicture } from '#newsroom/media/add-picture';
import { BYTE_LIMIT, formatOfBytes } from '#newsroom/media/picture-file';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

let actor: Actor;
beforeAll(async () => {
  actor = await actorFor('contributor');
});

const bytesOf = (text: string) => new TextEncoder().encode(text);

function plain(background: string, width = 300, height = 200) {
  return sharp({ create: { width, height, channels: 3, background } });
}

/** Noise compresses badly: a file of it can be cut in the middle. */
async function noise(format: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif'): Promise<Buffer> {
  const noisy = {
    width: 200,
    height: 200,
    channels: 3,
    background: 'white',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  } as const;
  return sharp({ create: noisy })[format]().toBuffer();
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  return Buffer.concat([head, Buffer.from(type), data, Buffer.alloc(4)]);
}

/** A PNG that says it is 50,000 pixels wide and high. */
function bomb(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(50_000, 0);
  header.writeUInt32BE(50_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const zeros = deflateSync(Buffer.alloc(50_000));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', zeros), chunk('IEND', Buffer.alloc(0))]);
}

const lying = (width: number, height: number) =>
  plain('red', width, height).jpeg().withMetadata({ orientation: 6 }).toBuffer();

const media = join(String(process.env.DATA_DIR), 'media');
const foldersOfPictures = () => readdir(media).catch(() => []);

const EMPTY_ZIP = Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`, 'latin1');

describe('a file that is not taken in', () => {
  it.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['nothing at all', () => new Uint8Array(), 'not-a-picture'],
    [
      'an SVG called .png',
      () => bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'not-a-picture',
    ],
    ['HTML called .jpg', () => bytesOf('<!DOCTYPE html><script>alert(1)</script>'), 'not-a-picture'],
    [
      'a GIF with a JAR behind it',
      async () => Buffer.concat([await plain('red').gif().toBuffer(), EMPTY_ZIP]),
      'not-a-picture',
    ],
    [
      'a JPEG with a JAR behind it',
      async () => Buffer.concat([await plain('red').jpeg().toBuffer(), EMPTY_ZIP]),
      'not-a-picture',
    ],
    [
      'a PDF that begins as a JPEG',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xfe]), Buffer.from('%PDF-1.7')]),
      'not-a-picture',
    ],
    ['a TIFF', () => plain('red').tiff().toBuffer(), 'not-a-picture'],
    ['a JPEG of three bytes', () => new Uint8Array([0xff, 0xd8, 0xff]), 'broken'],
    ['half a JPEG', async () => (await noise('jpeg')).subarray(0, 9_000), 'broken'],
    ['half a PNG', async () => (await noise('png')).subarray(0, 60_000), 'broken'],
    ['half a WebP', async () => (await noise('webp')).subarray(0, 9_000), 'broken'],
    ['half an AVIF', async () => (await noise('avif')).subarray(0, 9_000), 'broken'],
    ['half a GIF', async () => (await noise('gif')).subarray(0, 9_000), 'broken'],
    ['a photo of an iPhone', () => bytesOf('\0\0\0\x24ftypheic\0\0\0\0mif1heic'), 'heic'],
    ['several photos of an iPhone', () => bytesOf('\0\0\0\x24ftypmif1\0\0\0\0mif1heic'), 'heic'],
    ['a video', () => bytesOf('\0\0\0\x24ftypisom\0\0\0\0mp42'), 'not-a-picture'],
    ['a bomb', bomb, 'too-large'],
    ['more than 60 MB', () => new Uint8Array(BYTE_LIMIT + 1), 'too-heavy'],
    ['a very tall picture', () => readFile('e2e/cases/picture-tall-1080x17000.png'), 'too-narrow'],
    ['a very wide picture', () => plain('red', 3_000, 2).png().toBuffer(), 'too-narrow'],
    ['a picture that lies down very tall', () => lying(2, 3_000), 'too-narrow'],
    ['a large AVIF', () => plain('red', 9_504, 6_336).avif({ effort: 0 }).toBuffer(), 'avif-too-large'],
  ])('%s', async (_, make, why) => {
    const bytes = await make();
    const before = await foldersOfPictures();
    const begun = performance.now();
    expect(await addPicture(actor, bytes, { fileName: 'x.png' })).toEqual({ ok: false, why });
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await database().picture.count()).toBe(0);
    expect(await foldersOfPictures()).toEqual(before);
  });
});

it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('%s is taken in', async (format) => {
  const bytes = await plain('green')[format]().toBuffer();
  expect(formatOfBytes(bytes)).toBe(format);
  expect(await addPicture(actor, bytes, { fileName: `green.${format}` })).toMatchObject({ ok: true, isNew: true });
});

it.each<[string, () => Promise<Buffer>]>([
  ['45 megapixels', () => readFile('e2e/cases/picture-45-megapixels.webp')],
  ['61 megapixels', () => plain('tan', 9_504, 6_336).jpeg().toBuffer()],
  ['a picture twelve times as tall as wide', () => plain('tan', 1_320, 15_840).png().toBuffer()],
  ['a picture twelve times as wide as tall', () => plain('tan', 24, 2).png().toBuffer()],
  ['a single pixel', () => plain('tan', 1, 1).png().toBuffer()],
])('%s is taken in', { timeout: 90_000 }, async (_, make) => {
  expect(await addPicture(actor, await make(), { fileName: 'x' })).toMatchObject({ ok: true, isNew: true });
});

/** A PNG that says that it moves: after its header comes a chunk with the number of its frames. */
async function animatedPng(): Promise<Buffer> {
  const still = await plain('gold').png().toBuffer();
  const control = Buffer.from('0000000861 6354 4c 0000000200000000f38d9370'.replaceAll(' ', ''), 'hex');
  return Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]);
}

/** Two frames, one above the other, are made one after the other. */
const animated = (format: 'webp' | 'gif') =>
  sharp({ create: { width: 60, height: 80, channels: 3, background: 'gold', pageHeight: 40 } })
    .composite([
      { input: Buffer.from('<svg width="60" height="30"><rect width="60" height="30"/></svg>'), top: 45, left: 0 },
    ])
    [format]({ delay: [100, 100] })
    .toBuffer();

it.each<[string, boolean, () => Promise<Buffer>]>([
  ['GIF', true, () => animated('gif')],
  ['WebP', true, () => animated('webp')],
  ['PNG', true, animatedPng],
  ['still GIF', false, () => plain('gold', 60, 40).gif().toBuffer()],
  ['still WebP', false, () => plain('gold', 60, 40).webp().toBuffer()],
  ['still PNG', false, () => plain('gold', 60, 40).png().toBuffer()],
])('of a moving picture the first frame is taken in, and it is said: %s', async (_, isAnimated, make) => {
  const bytes = await make();
  expect(await addPicture(actor, bytes, { fileName: 'x' })).toMatchObject({ ok: true, isNew: true, isAnimated });
  expect(await addPicture(actor, bytes, { fileName: 'x' })).toMatchObject({ ok: true, isNew: false, isAnimated });
});

it('the same file is the same picture, though two bring it at once; its words are left alone', async () => {
  const bytes = await plain('blue').jpeg().toBuffer();
  const other = await actorFor('author');
  const both = await Promise.all([
    addPicture(actor, bytes, { fileName: 'a.jpg' }),
    addPicture(other, bytes, { fileName: 'b.jpg' }),
  ]);
  expect(both.map((saved) => saved.ok && saved.isNew).sort()).toEqual([false, true]);
  const [first] = both;
  if (!first?.ok) throw new Error(first?.why);
  await database().pictureText.updateMany({ where: { pictureId: first.id }, data: { caption: 'Sky' } });
  expect(await addPicture(actor, bytes, { fileName: 'c.jpg' })).toMatchObject({ ok: true, id: first.id, isNew: false });
  expect(await database().pictureText.count({ where: { pictureId: first.id, caption: 'Sky' } })).toBe(3);
  expect(await database().auditEntry.count({ where: { event: 'picture.added', resourceId: first.id } })).toBe(1);
});

/** The segment that agencies write into a JPEG: IPTC of the record 2. */
function iptc(fields: Record<number, string>, encoding: 'utf8' | 'hex' = 'utf8'): Buffer {
  const parts = Object.entries(fields).map(([number, text]) => {
    const value = Buffer.from(text, encoding);
    return Buffer.concat([Buffer.from([0x1c, 2, Number(number), value.length >> 8, value.length & 0xff]), value]);
  });
  const data = Buffer.concat(parts);
  const resource = Buffer.concat([
    Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0', 'latin1'),
    Buffer.from([data.length >> 8, data.length & 0xff]),
    data,
    Buffer.alloc(data.length % 2),
  ]);
  const length = resource.length + 2;
  return Buffer.concat([Buffer.from([0xff, 0xed, length >> 8, length & 0xff]), resource]);
}

it('where a picture was taken is kept nowhere; who took it is', async () => {
  const place = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '40/1 10/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '44/1 30/1 0/1',
  };
  const jpeg = await plain('olive', 2_000, 1_500)
    .withExif({ IFD0: { Artist: 'Camera' }, IFD3: place })
    .jpeg()
    .toBuffer();
  const segment = iptc({ 80: 'Someone', 110: 'Աննա / Agency', 120: 'Озеро утром' });
  const file = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
  expect(await exifr.gps(file)).toBeTruthy();

  const saved = await addPicture(actor, file, { fileName: 'DSC_1.JPG' });
  if (!saved.ok) throw new Error(saved.why);
  const folder = join(media, saved.id);
  const names = await readdir(folder);
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const { exif, xmp, iptc } = await sharp(await readFile(join(folder, name))).metadata();
    expect({ name, exif, xmp, iptc }).toEqual({ name, exif: undefined, xmp: undefined, iptc: undefined });
  }
  const texts = await database().pictureText.findMany({ where: { pictureId: saved.id }, orderBy: { language: 'asc' } });
  expect(texts.map(({ language, alt, caption, credit }) => [language, alt, caption, credit])).toEqual([
    ['en', '', '', 'Աննա / Agency'],
    ['hy', '', '', 'Աննա / Agency'],
    ['ru', '', 'Озеро утром', 'Աննա / Agency'],
  ]);
});

async function captionsOf(file: Buffer): Promise<string[]> {
  const saved = await addPicture(actor, file, { fileName: '' });
  if (!saved.ok) throw new Error(saved.why);
  const texts = await database().pictureText.findMany({ where: { pictureId: saved.id }, orderBy: { language: 'asc' } });
  return texts.map(({ caption, credit }) => `${caption}|${credit}`);
}

it('what a camera writes is no caption', async () => {
  expect(await captionsOf(await readFile('e2e/cases/picture-camera-says-olympus.jpg'))).toEqual(['|', '|', '|']);
});

it('what an agency wrote before UTF-8 becomes Russian', async () => {
  const jpeg = await plain('plum').jpeg().toBuffer();
  const inKoi8 = { 110: 'e9d7c1ce', 120: 'efdac5d2cf20d5d4d2cfcd' };
  const file = Buffer.concat([jpeg.subarray(0, 2), iptc(inKoi8, 'hex'), jpeg.subarray(2)]);
  expect(await captionsOf(file)).toEqual(['|Иван', '|Иван', 'Озеро утром|Иван']);
});

it('what agencies write into WebP and PNG is read too', async () => {
  const xmp =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    '<dc:creator><rdf:Seq><rdf:li>One</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></dc:creator>' +
    '</rdf:Description></rdf:RDF></x:xmpmeta>';
  for (const format of ['webp', 'png'] as const) {
    const saved = await addPicture(actor, await plain('teal').withXmp(xmp)[format]().toBuffer(), { fileName: '' });
    const credits =
      saved.ok && (await database().pictureText.findMany({ where: { pictureId: saved.id }, select: { credit: true } }));
    expect(credits).toEqual(Array(3).fill({ credit: 'One, Two' }));
  }
});

it('a disk that is full is no fault of the file', async () => {
  await rename(media, `${media}-away`);
  await writeFile(media, 'in the way');
  await expect(addPicture(actor, await plain('navy').jpeg().toBuffer(), { fileName: 'navy.jpg' })).rejects.toThrow();
  await rm(media);
  await rename(`${media}-away`, media);
  expect(await addPicture(actor, await plain('navy').jpeg().toBuffer(), { fileName: 'navy.jpg' })).toMatchObject({
    ok: true,
    isNew: true,
  });
});

it('what could not be taken in whole leaves no files behind', async () => {
  const before = await foldersOfPictures();
  await database().$executeRaw`ALTER TABLE picture ADD CONSTRAINT none CHECK (key = '') NOT VALID`;
  await expect(addPicture(actor, await plain('peru').jpeg().toBuffer(), { fileName: 'peru.jpg' })).rejects.toThrow();
  await database().$executeRaw`ALTER TABLE picture DROP CONSTRAINT none`;
  expect(await foldersOfPictures()).toEqual(before);
});

it('what hangs behind a picture is in none of its files', async () => {
  const file = Buffer.concat([await plain('pink').jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>')]);
  const saved = await addPicture(actor, file, { fileName: 'x.html' });
  if (!saved.ok) throw new Error(saved.why);
  const folder = join(media, saved.id);
  for (const name of await readdir(folder))
    expect((await readFile(join(folder, name))).includes('<script>')).toBe(false);
});

it('a full disk is a refusal with a name, and leaves no file and no picture; the next one is taken in', async () => {
  const bytes = await plain('teal').jpeg().toBuffer();
  const before = await foldersOfPictures();
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const write = vi.spyOn(promises, 'writeFile').mockRejectedValue(full);
  syncBuiltinESMExports();
  try {
    expect(await addPicture(actor, bytes, { fileName: 'teal.jpg' })).toEqual({ ok: false, why: 'disk-full' });
    expect(write).toHaveBeenCalled();
  } finally {
    write.mockRestore();
    syncBuiltinESMExports();
  }
  expect(await foldersOfPictures()).toEqual(before);
  expect(await addPicture(actor, bytes, { fileName: 'teal.jpg' })).toMatchObject({ ok: true, isNew: true });
});
