import { fork } from 'node:child_process';
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
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DiskCache } from '#server/cache/disk-cache';
import { makePage } from '#server/rendering/page';

let folder: string;
let dropped: string[];
let copies: DiskCache;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'news-portal-copies-'));
  dropped = [];
  copies = new DiskCache(folder, 1_000_000, (file) => dropped.push(file));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const page = (text: string, madeAt = Date.now()) =>
  makePage({ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(text) }, madeAt);

function files(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

it('gives back what it was given, and nothing for other addresses', async () => {
  const kept = await page('Բարև, мир');
  await copies.write('/en/post/a', kept);
  const read = await copies.read('/en/post/a');
  expect(read).toMatchObject({ status: 200, headers: kept.headers, digest: kept.digest });
  for (const coding of ['br', 'gzip', 'identity'] as const)
    expect(read?.bodies[coding].equals(kept.bodies[coding])).toBe(true);
  expect(await copies.read('/en/post/b')).toBeUndefined();
  await copies.remove('/en/post/a');
  expect(await copies.read('/en/post/a')).toBeUndefined();
});

it('a file cut or changed anywhere is told and dropped', async () => {
  const kept = await page('A page of some length. '.repeat(20), 1_700_000_000_000);
  await copies.write('/en', kept);
  const [file] = files() as [string];
  const whole = readFileSync(file);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.boolean(), fc.integer({ min: 1, max: 255 }), async (at, cut, by) => {
      const torn = cut ? whole.subarray(0, at) : Buffer.from(whole);
      if (!cut) torn[at] = (torn[at] ?? 0) ^ by;
      writeFileSync(file, torn);
      dropped = [];
      expect(await copies.read('/en')).toBeUndefined();
      expect(dropped).toEqual([file]);
      expect(files()).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('an empty file, as a crash of the machine may leave, is dropped', async () => {
  await copies.write('/en', await page('x'));
  const [file] = files() as [string];
  truncateSync(file, 0);
  expect(await copies.read('/en')).toBeUndefined();
  expect(dropped).toEqual([file]);
});

it('past the limit those used longest ago go', async () => {
  const large = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(500);
  const small = new DiskCache(folder, 200_000, () => {});
  for (let index = 0; index < 10; index++) {
    await small.write(`/en/post/${index}`, await page(large));
    const file = files().find((name) => Date.now() - statSync(name).mtimeMs < 5_000) as string;
    utimesSync(file, index, index);
  }
  await small.touch('/en/post/0');
  await small.write('/en/post/last', await page(large));
  await small.sweep();
  expect(files().reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(200_000);
  expect(await small.read('/en/post/0')).toBeDefined();
  expect(await small.read('/en/post/last')).toBeDefined();
  expect(await small.read('/en/post/1')).toBeUndefined();
});

it('drafts of the dead are cleared away, those of the living are not', async () => {
  await copies.write('/en', await page('x'));
  const [file] = files() as [string];
  const old = Date.now() / 1_000 - 600;
  writeFileSync(`${file}.aaaaaa`, 'half');
  utimesSync(`${file}.aaaaaa`, old, old);
  writeFileSync(`${file}.bbbbbb`, 'half');
  await copies.sweep();
  expect(files().sort()).toEqual([file, `${file}.bbbbbb`].sort());
});

it('a process killed in the middle of writing leaves the former copy or the new one', async () => {
  for (let round = 0; round < 6; round++) {
    const writer = fork('server/cache/disk-cache.writer.ts', [folder], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    await new Promise((begun) => writer.once('message', begun));
    await sleep(round * 7);
    const ended = new Promise((resolve) => writer.once('exit', resolve));
    writer.kill('SIGKILL');
    await ended;
    for (let index = 0; index < 5; index++) {
      const read = await copies.read(`/en/post/${index}`);
      expect(read?.bodies.identity.toString()).toMatch(/^(\d+ )\1*$/);
    }
  }
  expect(dropped).toEqual([]);
});
