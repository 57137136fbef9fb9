import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// Packages that are released together and use each other's internals: of each family there is one version.

type Family = {
  name: string;
  members: RegExp;
  /** Members with a version of their own, and why that is right. */
  exceptions?: Record<string, string>;
};

const FAMILIES: Family[] = [
  {
    name: 'Prisma',
    members: /^(prisma|@prisma\/.*)$/,
    exceptions: {
      '@prisma/dev@0.24.17': 'Local databases of the command line, released apart.',
      '@prisma/get-platform@7.2.0': 'A dependency of @prisma/dev.',
      '@prisma/debug@7.2.0': 'A dependency of @prisma/dev.',
      '@prisma/query-plan-executor@7.2.0': 'A dependency of @prisma/dev.',
      '@prisma/streams-local@0.1.11': 'A dependency of @prisma/dev.',
      '@prisma/studio-core@0.33.0': 'The database browser of the command line, released apart.',
    },
  },
  { name: 'Tiptap', members: /^@tiptap\// },
  {
    name: 'better-auth',
    members: /^(better-auth|@better-auth\/.*)$/,
    exceptions: {
      '@better-auth/passkey@1.7.6': 'The newest there is; it supports better-auth from 1.7.6 on.',
      '@better-auth/utils@0.5.1': 'Released apart.',
    },
  },
  { name: 'next-intl', members: /^(next-intl|use-intl)$/ },
  { name: 'React', members: /^(react|react-dom)$/ },
  { name: 'Next', members: /^(next|@next\/.*)$/ },
];

type Package = { name: string; version: string };
type Manifest = Record<'dependencies' | 'devDependencies' | 'overrides', Record<string, unknown>>;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { version?: string }>;
};

// Overrides that concern only the dependencies of one package are objects.
const wanted: Package[] = [manifest.dependencies, manifest.devDependencies, manifest.overrides].flatMap((packages) =>
  Object.entries(packages).flatMap(([name, version]) => (typeof version === 'string' ? [{ name, version }] : [])),
);
/** All copies of all packages. */
const installed: Package[] = Object.entries(lock.packages).flatMap(([path, { version }]) => {
  const name = path.split('node_modules/').at(-1);
  return name && version ? [{ name, version }] : [];
});

/** Prisma's WebAssembly engines are called `7.10.0-4.<commit>`: made for 7.10.0. */
const release = (version: string) => version.replace(/-\d+\.[0-9a-f]{40}$/, '');

for (const { name, members, exceptions = {} } of FAMILIES) {
  describe(`all packages of ${name} have one version`, () => {
    const family = (packages: Package[]) => packages.filter((member) => members.test(member.name));
    const [main] = family(installed).filter((member) => !(`${member.name}@${member.version}` in exceptions));

    it.each([
      ['package.json', wanted],
      ['package-lock.json', installed],
    ])('in %s', (_, packages) => {
      const found = family(packages).map((member) => `${member.name}@${release(member.version)}`);
      const others = found.filter(
        (member) => !(member in exceptions) && !member.endsWith(`@${release(`${main?.version}`)}`),
      );
      expect([found.length > 0, others]).toEqual([true, []]);
    });

    it('without exceptions that are not needed', () => {
      const found = family(installed).map((member) => `${member.name}@${member.version}`);
      expect(Object.keys(exceptions).filter((exception) => !found.includes(exception))).toEqual([]);
    });
  });
}
