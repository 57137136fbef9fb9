import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { database } from '#platform/database';

// docs/growth.md, against the database and the code.

const text = readFileSync('docs/growth.md', 'utf8');
const quoted = [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => String(word));

it('names every table of the database, and no other', async () => {
  const rows = await database().$queryRaw<{ name: string }[]>`
    SELECT CASE n.nspname WHEN 'public' THEN relname ELSE n.nspname || '.' || relname END AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'search') AND relkind = 'r'`;
  const tables = rows.map(({ name }) => name);
  expect(tables.filter((name) => !quoted.includes(name))).toEqual([]);
  const named = quoted.filter((word) => /^[a-z_]+(\.[a-z_]+)?$/.test(word));
  expect(named.filter((name) => !tables.includes(name))).toEqual([]);
});

it('names files that are there, and each that the hourly clean-up calls', () => {
  const files = quoted.filter((word) => /\.ts$/.test(word));
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const cleanUp = readFileSync('server/clean-up.ts', 'utf8');
  const called = [...cleanUp.matchAll(/from '#((?:newsroom|platform)\/[\w/-]+)'/g)].map(([, path]) => `${path}.ts`);
  expect(called.filter((file) => file !== 'platform/log.ts' && !files.includes(file))).toEqual([]);
});
