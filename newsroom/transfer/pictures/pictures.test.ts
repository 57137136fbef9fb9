import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Entry, exportFile, importFile, post, SITE } from '#e2e/export-file';
import { createSiteSettings } from '#e2e/test-data';
import { masterFile } from '#newsroom/media/picture';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';
import { hasFile } from '#platform/files';
import { type Door, publicLookup } from '#platform/http-client';

const drawn = (color: string) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: color } })
    .jpeg()
    .toBuffer();

type Answer = (response: ServerResponse) => void;

const answers = new Map<string, Answer>();
const asked: string[] = [];
let atOnce = 0;
let mostAtOnce = 0;
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  mostAtOnce = Math.max(mostAtOnce, ++atOnce);
  response.on('close', () => atOnce--);
  const answer = answers.get(request.url ?? '');
  if (answer) answer(response);
  else response.writeHead(404).end();
});
let origin: string;
let red: Buffer;

/** Lets the test's own server in. */
const door: Door = {
  isAllowed: (address) => new URL(address).host === new URL(origin).host,
  lookup: publicLookup,
};

beforeAll(async () => {
  await createSiteSettings();
  red = await drawn('red');
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
  answers.clear();
});

const media = (id: string, address: string, said: object = {}): Entry => ({
  kind: 'media',
  id,
  address,
  addresses: [],
  ...said,
});
const site = (): Entry => ({ ...SITE, address: origin }) as Entry;
const withPicture = (id: string, src: string) =>
  post(id, { text: { format: 'html', html: `<p>Words.</p><img src="${src}">` } });

const bodyOf = async (slug: string) => (await database().article.findFirstOrThrow({ where: { slug } })).body;

describe('pictures of a folder', () => {
  it('come into the library with their words, once, and are found by any size’s address', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'news-portal-uploads-'));
    mkdirSync(join(folder, '2018/03'), { recursive: true });
    writeFileSync(join(folder, '2018/03/boat.jpg'), red);
    writeFileSync(join(folder, '2018/03/list.pdf'), '%PDF-1.4');
    const upload = `${origin}/wp-content/uploads/2018/03`;
    const entries = [
      site(),
      media('m1', `${upload}/boat.jpg`, { alt: 'A boat', caption: 'On the river' }),
      media('m2', `${upload}/boat.jpg?again`),
      media('m3', `${upload}/list.pdf`),
      media('m4', `${upload}/gone.jpg`),
      media('m5', `${origin}/../../etc/passwd`, { file: '../../../etc/passwd' }),
      post('1', { lead: 'm1', text: { format: 'html', html: `<p>Words.</p><img src="${upload}/boat-300x200.jpg">` } }),
      withPicture('2', `${upload}/gone.jpg`),
    ];
    const path = exportFile(entries);
    const planned = await importFile(path, { isDryRun: true, options: { media: folder } });
    expect(await database().picture.count()).toBe(0);
    const { id, report } = await importFile(path, { options: { media: folder } });
    expect(report.reasons).toEqual({ 'no-file': 2, 'not-a-picture': 1, 'pictures-missing': 1 });
    expect(planned.report).toEqual(report);
    const [picture] = await database().picture.findMany({ include: { texts: true } });
    expect(picture).toMatchObject({ width: 40, height: 30, fileName: 'boat.jpg' });
    expect(picture?.texts).toMatchObject([{ language: 'en', alt: 'A boat', caption: 'On the river' }]);
    expect(await bodyOf('story-1')).toContainEqual({ type: 'figure', picture: picture?.id });
    expect(await database().story.count({ where: { leadId: picture?.id ?? '' } })).toBe(1);

    // A later run brings what was missing then, and changes nothing else.
    writeFileSync(join(folder, '2018/03/gone.jpg'), await drawn('blue'));
    const later = await importFile(path, { options: { media: folder } });
    expect(later.report).toMatchObject({ taken: 2, leftOut: 5, reasons: { updated: 1, unchanged: 3 } });
    expect(await bodyOf('story-2')).toHaveLength(2);
    await undoImport(database(), later.id, () => {});
    await undoImport(database(), id, () => {});
    expect(await database().picture.count()).toBe(0);
    expect(await hasFile(masterFile(picture?.id ?? ''))).toBe(false);
  });
});

describe('galleries of WordPress that name no pictures', () => {
  it('show those that were uploaded to their story, in its order, though these stand later in the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'news-portal-galleries-'));
    for (const color of ['red', 'green', 'blue']) writeFileSync(join(folder, `${color}.jpg`), await drawn(color));
    writeFileSync(join(folder, 'list.pdf'), '%PDF-1.4');
    const gallery = (id: string, shortcode: string) =>
      post(id, { text: { format: 'html', html: `Words.\n\n${shortcode}`, isLoose: true, isWordPress: true } });
    const path = exportFile([
      site(),
      gallery('1', '[gallery]'),
      gallery('2', '[gallery id="1" order="DESC" columns="2"]'),
      gallery('3', '[gallery]'),
      gallery('4', '[gallery exclude="12"]'),
      media('11', `${origin}/red.jpg`, { parent: '1', place: 2 }),
      media('12', `${origin}/green.jpg`, { parent: '1', place: 1 }),
      media('13', `${origin}/blue.jpg`, { parent: '4' }),
      media('14', `${origin}/list.pdf`, { parent: '1' }),
    ]);
    const planned = await importFile(path, { isDryRun: true, options: { media: folder } });
    const { id, report } = await importFile(path, { options: { media: folder } });
    expect(planned.report).toEqual(report);
    // Of the story without pictures nobody knows whether its gallery ever had any.
    expect(report.reasons).toEqual({ 'not-a-picture': 1, 'parts-left-out': 1 });
    const idOf = async (fileName: string) => (await database().picture.findFirstOrThrow({ where: { fileName } })).id;
    const [red, green, blue] = [await idOf('red.jpg'), await idOf('green.jpg'), await idOf('blue.jpg')];
    const shown = async (slug: string) => JSON.stringify(await bodyOf(slug)).match(/[0-9a-z]{20}/g);
    expect(await shown('story-1')).toEqual([green, red]);
    expect(await shown('story-2')).toEqual([red, green]);
    expect(await shown('story-3')).toBeNull();
    expect(await shown('story-4')).toEqual([blue]);
    await undoImport(database(), id, () => {});
  });
});

describe('pictures of the former site', () => {
  it('are fetched one at a time, through redirects, with the pauses that it asks for', async () => {
    let isPaused = true;
    answers.set('/a.jpg', (response) => response.writeHead(302, { location: '/b.jpg' }).end());
    answers.set('/b.jpg', (response) => response.end(red));
    answers.set('/busy.jpg', (response) => {
      if (isPaused) response.writeHead(503, { 'retry-after': '1' }).end();
      else response.end(red);
      isPaused = false;
    });
    answers.set('/away.jpg', (response) => response.writeHead(429, { 'retry-after': '86400' }).end());
    answers.set('/inside.jpg', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/x.jpg' }).end());
    answers.set('/endless.jpg', (response) => response.writeHead(302, { location: '/endless.jpg' }).end());
    answers.set('/cut.jpg', (response) => {
      response.writeHead(200, { 'content-length': String(red.length) });
      response.write(red.subarray(0, 100), () => response.destroy());
    });
    const names = ['a', 'busy', 'inside', 'endless', 'cut', 'none', 'b', 'away'];
    const entries = [
      site(),
      ...names.map((name) => media(name, `${origin}/${name}.jpg`)),
      withPicture('7', `${origin}/b.jpg`),
    ];
    const { id, report } = await importFile(exportFile(entries), { options: { fetchMedia: true }, door });
    expect(report.reasons).toEqual({ 'not-fetched': 5 });
    expect(mostAtOnce).toBe(1);
    // Who asks for a day is left alone.
    expect(asked.at(-1)).toBe('/away.jpg');
    expect(asked.filter((address) => address === '/busy.jpg')).toHaveLength(2);
    expect(await bodyOf('story-7')).toHaveLength(2);
    await undoImport(database(), id, () => {});
  }, 30_000);

  it('that no item names are fetched for the texts that show them; none of a private network', async () => {
    answers.set('/inline.jpg', (response) => response.end(red));
    const entries = [site(), withPicture('8', `${origin}/inline.jpg`), withPicture('9', 'http://localhost/x.jpg')];
    const { id, report } = await importFile(exportFile(entries), { options: { fetchMedia: true }, door });
    expect(report).toMatchObject({ taken: 1, changed: 1, reasons: { 'pictures-missing': 1 } });
    expect(await database().picture.count()).toBe(1);
    await undoImport(database(), id, () => {});
    expect(await database().picture.count()).toBe(0);
  });

  it('are not fetched unless whoever imports says so', async () => {
    const { id, report } = await importFile(exportFile([site(), media('m', `${origin}/b.jpg`)]));
    expect(report.reasons).toEqual({ 'no-file': 1 });
    expect(asked).toEqual([]);
    await undoImport(database(), id, () => {});
  });
});
