import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assemble } from '#server/cache/answer';
import { DiskCache, type StoredPage } from '#server/cache/disk-cache';
import { createPage } from '#server/rendering/page';

let folder: string;
let corrupt: string[];
let cache: DiskCache;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'news-portal-cache-'));
  corrupt = [];
  cache = new DiskCache(folder, 1_000_000, (file) => corrupt.push(file));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function page(text: string, renderedAt = 1_700_000_000_000): StoredPage {
  const response = { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(text) };
  const reads = { keys: new Set(['site', 'article-7']), validUntil: Infinity };
  return { page: createPage(response, renderedAt, reads), transaction: 5, timeline: 'one', build: 'this', views: 3 };
}

function files(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

it('reads what was written, and nothing for other addresses', async () => {
  const written = page('Բարև, <page-slot src="/x"></page-slot>мир');
  await cache.write('/en/post/a', written);
  const read = await cache.read('/en/post/a');
  expect(read?.page.validUntil).toBeGreaterThan(Date.UTC(9999));
  expect(read && gunzipSync(assemble(read.page, ['|']).answer.gzip).toString()).toBe('Բարև, |мир');
  const { pieces: _, ...rest } = written.page;
  expect(read).toMatchObject({
    ...written,
    page: { ...rest, renderedAt: expect.any(Number), validUntil: expect.any(Number) },
  });
  expect(await cache.read('/en/post/b')).toBeUndefined();
  await cache.remove('/en/post/a');
  expect(await cache.read('/en/post/a')).toBeUndefined();
});

it('a file cut or changed anywhere is reported and deleted', async () => {
  await cache.write('/en', page('A page of some length. '.repeat(20), 1_700_000_000_000));
  const [file] = files() as [string];
  const whole = readFileSync(file);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.boolean(), fc.integer({ min: 1, max: 255 }), async (at, cut, by) => {
      const damaged = cut ? whole.subarray(0, at) : Buffer.from(whole);
      if (!cut) damaged[at] = (damaged[at] ?? 0) ^ by;
      writeFileSync(file, damaged);
      corrupt = [];
      expect(await cache.read('/en')).toBeUndefined();
      expect(corrupt).toEqual([file]);
      expect(files()).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('an empty file, which a crash of the machine may leave, is deleted', async () => {
  await cache.write('/en', page('x'));
  const [file] = files() as [string];
  truncateSync(file, 0);
  expect(await cache.read('/en')).toBeUndefined();
  expect(corrupt).toEqual([file]);
});

it('above the limit the least recently used pages are deleted', async () => {
  const large = randomBytes(9_000).toString('hex');
  const small = new DiskCache(folder, 100_000, () => {});
  for (let index = 0; index < 10; index++) {
    await small.write(`/en/post/${index}`, page(large));
    const file = files().find((name) => Date.now() - statSync(name).mtimeMs < 5_000) as string;
    utimesSync(file, index, index);
  }
  await small.touch('/en/post/0');
  await small.write('/en/post/last', page(large));
  await small.cleanUp();
  expect(files().reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(100_000);
  expect(await small.read('/en/post/0')).toBeDefined();
  expect(await small.read('/en/post/last')).toBeDefined();
  expect(await small.read('/en/post/1')).toBeUndefined();
});

it('temporary files of dead processes are deleted, those of running ones are not', async () => {
  await cache.write('/en', page('x'));
  const [file] = files() as [string];
  const old = Date.now() / 1_000 - 600;
  writeFileSync(`${file}.aaaaaa`, 'half');
  utimesSync(`${file}.aaaaaa`, old, old);
  writeFileSync(`${file}.bbbbbb`, 'half');
  await cache.cleanUp();
  expect(files().sort()).toEqual([file, `${file}.bbbbbb`].sort());
});

it('a process killed while it writes leaves the old page or the new one', async () => {
  for (let round = 0; round < 6; round++) {
    const writer = fork('server/cache/disk-cache.writer.ts', [folder], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    await new Promise((started) => writer.once('message', started));
    await sleep(round * 7);
    const ended = new Promise((resolve) => writer.once('exit', resolve));
    writer.kill('SIGKILL');
    await ended;
    for (let index = 0; index < 5; index++) {
      const read = await cache.read(`/en/post/${index}`);
      expect(read && gunzipSync(assemble(read.page, []).answer.gzip).toString()).toMatch(/^(\d+ )\1*$/);
    }
  }
  expect(corrupt).toEqual([]);
});
