import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeRelease, SOURCES } from './release.mjs';

/** At the top of the checkout, for those who work on it: nothing that runs needs them. */
const FOR_DEVELOPMENT = [
  ...['.ci', '.containerignore', '.dockerignore', '.gitattributes', '.gitignore', '.npmrc', 'CHANGELOG.md'],
  ...['Containerfile', 'README.md', 'bench', 'biome.json', 'docs', 'e2e', 'knip.jsonc', 'playwright.config.ts'],
  ...['vitest.config.ts', 'walls.ts'],
];

let checkout: string;

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  checkout = realpathSync(mkdtempSync(join(tmpdir(), 'news-portal-release-')));
  for (const source of SOURCES) write(/\./.test(source) ? source : `${source}/file.ts`, source);
  mkdirSync(join(checkout, '.git'));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(checkout, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(checkout, name)), { recursive: true });
  writeFileSync(join(checkout, name), text);
}

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

it('has everything of a checkout that the portal runs on', () => {
  const names = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
  const top = new Set(names.filter((name) => !/\.test\.tsx?$/.test(name)).map((name) => name.split('/')[0]));
  expect([...top].sort()).toEqual([...SOURCES, ...FOR_DEVELOPMENT].sort());
});

it('is a copy that later changes leave as it is, packages too', () => {
  write('node_modules/one/index.js', 'one');
  write('server/file.test.ts', 'a test');
  const release = makeRelease(checkout);
  expect(release.startsWith(join(checkout, '.releases/'))).toBe(true);
  write('server/file.ts', 'changed');
  rmSync(join(checkout, 'node_modules'), { recursive: true });
  write('node_modules/one/index.js', 'another');
  expect([read(release, 'server/file.ts'), read(release, 'node_modules/one/index.js')]).toEqual(['server', 'one']);
  expect(existsSync(join(release, 'server/file.test.ts'))).toBe(false);
});

it('is the same for the same sources, and another for others', () => {
  const first = makeRelease(checkout);
  write('server/file.test.ts', 'a test');
  write('.next/made-with', 'a build of the checkout');
  expect(makeRelease(checkout)).toBe(first);
  write('server/file.ts', 'changed');
  expect(makeRelease(checkout)).not.toBe(first);
});

it('takes what the checkout has built, and shares the files of all builds', () => {
  for (const name of [
    '.next/made-with',
    '.next/cache/large',
    'public/assets/a.js',
    'generated/assets.json',
    'generated/static/old.js',
  ])
    write(name, name);
  mkdirSync(join(checkout, '.next/node_modules'));
  symlinkSync('../../node_modules/one', join(checkout, '.next/node_modules/one'));
  const release = makeRelease(checkout);
  expect(readlinkSync(join(release, '.next/node_modules/one'))).toBe('../../node_modules/one');
  for (const name of ['.next/made-with', 'public/assets/a.js', 'generated/assets.json', 'generated/static/old.js'])
    expect(read(release, name)).toBe(name);
  expect(existsSync(join(release, '.next/cache'))).toBe(false);
  writeFileSync(join(release, 'generated/static/new.js'), 'new');
  expect(read(checkout, 'generated/static/new.js')).toBe('new');
});

it('removes the oldest, and what a killed start has left; not what something runs in', () => {
  const releases: string[] = [];
  let running: ChildProcess | undefined;
  for (const [index, version] of ['1', '2', '3', '4'].entries()) {
    write('server/file.ts', version);
    const release = makeRelease(checkout);
    releases.push(release);
    utimesSync(release, index, index);
    if (index === 0) running = spawn('sleep', ['30'], { cwd: release });
  }
  mkdirSync(join(checkout, '.releases/000000000000.999999999'));
  makeRelease(checkout);
  running?.kill();
  const [first, , third, fourth] = releases;
  expect(
    readdirSync(join(checkout, '.releases'))
      .map((name) => join(checkout, '.releases', name))
      .sort(),
  ).toEqual([first, third, fourth].sort());
});

it('is the folder itself where this is no checkout', () => {
  rmSync(join(checkout, '.git'), { recursive: true });
  expect(makeRelease(checkout)).toBe(checkout);
  expect(existsSync(join(checkout, '.releases'))).toBe(false);
});
