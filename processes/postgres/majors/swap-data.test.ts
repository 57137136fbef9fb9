import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { dataMajor } from '#processes/postgres/majors/data-major';
import { draftOf, keptData, keptOf, markReady, swapIfReady } from '#processes/postgres/majors/swap-data';

const folder = mkdtempSync(join(tmpdir(), 'news-portal-swap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let data: string;

function writeData(path: string, major: number, state: string): void {
  mkdirSync(join(path, 'global'), { recursive: true });
  writeFileSync(join(path, 'PG_VERSION'), `${major}\n`);
  writeFileSync(join(path, 'global/pg_control'), state);
}

const stateOf = (path: string) => readFileSync(join(path, 'global/pg_control'), 'utf8');

beforeEach(() => {
  data = join(mkdtempSync(join(folder, 'data-')), 'postgres');
  writeData(data, 17, 'old');
  writeData(draftOf(data), 18, 'new');
});

function expectSwapped(): void {
  expect([dataMajor(data), stateOf(data)]).toEqual([18, 'new']);
  expect([dataMajor(keptOf(data, 17)), stateOf(keptOf(data, 17))]).toEqual([17, 'old']);
  expect(keptData(data)).toEqual([keptOf(data, 17)]);
  expect(existsSync(join(data, 'copied-from'))).toBe(false);
  expect(swapIfReady(data)).toBe(false);
}

it('a draft that is not whole takes no place', () => {
  expect(swapIfReady(data)).toBe(false);
  expect(stateOf(data)).toBe('old');
  expect(keptData(data)).toEqual([]);
});

it('a copy that is whole takes the place of the data, which stays beside', async () => {
  await markReady(data);
  expect(stateOf(data)).toBe('old');
  expect(swapIfReady(data)).toBe(true);
  expectSwapped();
});

it('goes on where it was killed between the two', async () => {
  await markReady(data);
  renameSync(data, keptOf(data, 17));
  expect(swapIfReady(data)).toBe(true);
  expectSwapped();
});

it('a copy is removed when somebody has gone on with the old data since', async () => {
  await markReady(data);
  writeFileSync(join(data, 'global/pg_control'), 'old, and written to');
  expect(swapIfReady(data)).toBe(false);
  expect([dataMajor(data), stateOf(data)]).toEqual([17, 'old, and written to']);
  expect(swapIfReady(data)).toBe(false);
  expect(existsSync(`${data}.ready`)).toBe(false);
});

it('nothing that was kept before is written over', async () => {
  cpSync(data, keptOf(data, 17), { recursive: true });
  await markReady(data);
  expect(() => swapIfReady(data)).toThrow(/ENOTEMPTY|EEXIST/);
  expect(stateOf(data)).toBe('old');
});
