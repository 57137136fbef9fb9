import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// Versions below which an advisory applies to us. npm audit cannot be relied on where its service is out of reach.
const FLOORS: Record<string, string> = {
  next: '16.4.5',
  sharp: '0.35.5',
  zod: '4.6.7',
  react: '19.2.3',
  'react-dom': '19.2.3',
  vitest: '5.0.5',
};

type Lock = { packages: Record<string, { version?: string; resolved?: string }> };
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(/[.-]/).map(Number)) as [number[], number[]];
  for (const [index, part] of a.entries()) if (part !== b[index]) return part - (b[index] ?? 0);
  return 0;
}

describe('the lock file', () => {
  for (const [name, floor] of Object.entries(FLOORS)) {
    it(`has ${name} at ${floor} or newer, everywhere`, () => {
      const versions = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
      expect(versions.length).toBeGreaterThan(0);
      for (const [, { version }] of versions) expect(compare(String(version), floor)).toBeGreaterThanOrEqual(0);
    });
  }

  it('takes packages from the public registry alone', () => {
    const elsewhere = Object.values(lock.packages).filter(
      ({ resolved }) => resolved && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere).toEqual([]);
  });
});

it('package.json pins exact versions', () => {
  const all = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}),
  );
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});
