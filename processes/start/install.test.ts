import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

// The real start.mjs and npm on a checkout with two packages of its own: no network.
let checkout: string;

beforeAll(() => {
  checkout = realpathSync(mkdtempSync(join(tmpdir(), 'news-portal-install-')));
  cpSync('processes/start.mjs', join(checkout, 'processes/start.mjs'));
  cpSync('processes/start', join(checkout, 'processes/start'), { recursive: true });
  write('processes/supervisor/supervisor.ts', "console.log('the portal runs')");
  write('processes/build.ts', "console.log('it is built')");
  write('processes/checks/checks.ts', "console.log('the checks run')");
  for (const name of ['needed', 'tested']) write(`${name}/package.json`, JSON.stringify({ name, version: '1.0.0' }));
  const manifest = {
    type: 'module',
    dependencies: { needed: 'file:needed' },
    devDependencies: { tested: 'file:tested' },
  };
  write('package.json', JSON.stringify(manifest));
  execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], { cwd: checkout });
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(checkout, name)), { recursive: true });
  writeFileSync(join(checkout, name), text);
}

function run(...args: string[]): string {
  return execFileSync(process.execPath, [join(checkout, 'processes/start.mjs'), ...args], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

const has = (name: string) => existsSync(join(checkout, 'node_modules', name));

it('npm start installs only what the portal runs on, once', () => {
  expect(run()).toMatch(/✓ packages .* 1 installed\nthe portal runs/);
  expect([has('needed'), has('tested')]).toEqual([true, false]);
  expect(run()).toBe('the portal runs\n');
});

it('npm start -- --build needs no more than that', () => {
  expect(run('--build')).toBe('it is built\n');
  expect(has('tested')).toBe(false);
});

it('npm test adds the rest, and npm start keeps it', () => {
  const lock = () => execFileSync('cat', ['package-lock.json', 'package.json'], { cwd: checkout, encoding: 'utf8' });
  const before = lock();
  expect(run('--test')).toMatch(/✓ packages .* 2 installed\nthe checks run/);
  expect([has('needed'), has('tested')]).toEqual([true, true]);
  expect(run('--test')).toBe('the checks run\n');
  expect(run()).toBe('the portal runs\n');
  expect(lock()).toBe(before);
});

it('other versions in package-lock.json are installed, those for development too where they were', () => {
  const later = new Date(Date.now() + 1_000);
  utimesSync(join(checkout, 'package-lock.json'), later, later);
  expect(run()).toMatch(/✓ packages .* 2 installed/);
  expect(has('tested')).toBe(true);
});

it('an installation that was cut short is repeated', () => {
  rmSync(join(checkout, 'node_modules/.package-lock.json'));
  rmSync(join(checkout, 'node_modules/needed'));
  const now = new Date();
  utimesSync(join(checkout, 'package-lock.json'), now, now);
  expect(run()).toMatch(/✓ packages .* 1 installed\nthe portal runs/);
  expect(run()).toBe('the portal runs\n');
});

it('what npm start is not asked for is refused with the way to the help', () => {
  for (const args of [['--let-in', 'a@b'], ['twice'], ['--reset-password'], ['--reset-two-factor']])
    expect(() => run(...args)).toThrow(/✗ .*npm start -- /);
  expect(run('--help')).toContain('npm start -- --reset-password EMAIL');
});
