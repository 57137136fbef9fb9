import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { importsOf, kindOf, sourceFiles } from '../../walls.ts';

type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string> };
type Locked = {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};

const ROOT = process.cwd();
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

/** The folder that a package's import is found in, as Node looks for it. */
function folderOf(name: string, importer: string): string | undefined {
  for (let from = importer; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const folder = `${from && `${from}/`}node_modules/${name}`;
    if (folder in packages) return folder;
    if (from === '') return undefined;
  }
}

/** What `npm ci --omit=dev --legacy-peer-deps` installs: no peer is followed. */
function productionFolders(): Set<string> {
  const found = new Set<string>();
  const visit = (names: string[], importer: string) => {
    for (const name of names) {
      const folder = folderOf(name, importer);
      if (!folder || found.has(folder)) continue;
      found.add(folder);
      visit(Object.keys({ ...packages[folder]?.dependencies, ...packages[folder]?.optionalDependencies }), folder);
    }
  };
  visit(Object.keys(dependencies), '');
  return found;
}

it('packages that the portal runs on get their peers without the packages for development', () => {
  const installed = productionFolders();
  const missing = [...installed].flatMap((folder) => {
    const { peerDependencies = {}, peerDependenciesMeta = {} } = packages[folder] ?? {};
    return Object.keys(peerDependencies)
      .filter((name) => !peerDependenciesMeta[name]?.optional && !name.startsWith('@types/'))
      .filter((name) => !installed.has(folderOf(name, folder) ?? ''))
      .map((name) => `${folder} needs ${name}`);
  });
  expect(missing).toEqual([]);
  expect(installed.size).toBeGreaterThan(300);
});

it('packages for tests and development are not installed with the portal', () => {
  const installed = productionFolders();
  const heavy = ['vitest', 'playwright', '@playwright/test', 'prisma', 'lighthouse', '@biomejs/biome'];
  expect(heavy.filter((name) => installed.has(`node_modules/${name}`))).toEqual([]);
});

it('what the portal imports is in dependencies', async () => {
  const isForDevelopment = (file: string) => kindOf(file) === 'test' || /^processes\/(checks|.*\.setup)/.test(file);
  const missing: string[] = [];
  for (const file of sourceFiles(ROOT).filter((name) => !isForDevelopment(name))) {
    for (const imported of await importsOf(ROOT, file)) {
      const name = /^(@[^/]+\/[^/]+|[^@/][^/]*)/.exec(imported)?.[0] ?? '';
      const isPackage = !existsSync(imported) && folderOf(name, '') !== undefined;
      if (isPackage && !(name in dependencies)) missing.push(`${file} imports ${name}`);
    }
  }
  expect(missing).toEqual([]);
});
