import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, vi } from 'vitest';
import { databaseAt } from '#processes/checks/test-database.setup';

// Each test file has a database and a data folder to itself.
const name = `test_${randomBytes(6).toString('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'news-portal-files-'));
process.env.DATABASE_URL = databaseAt(inject('postgres'), name);
process.env.DATA_DIR = folder;
process.env.PUBLIC_URL = 'https://news.test';

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgres') });
  await client.connect();
  await client.query(sql);
  await client.end();
}

beforeAll(() => onServer(`CREATE DATABASE ${name} TEMPLATE ${inject('template')}`));

afterAll(async () => {
  const { portalDatabase } = globalThis as { portalDatabase?: { $disconnect(): Promise<void> } };
  await portalDatabase?.$disconnect();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  rmSync(folder, { recursive: true, force: true });
});

// Whatever is logged as an error must be expected by the test that causes it.
const consoleError = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => {
  const said = consoleError.mock.calls.map((call) => call.join(' '));
  consoleError.mockClear();
  expect(said, 'unexpected console.error').toEqual([]);
});
