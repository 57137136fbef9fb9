import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, expect, it } from 'vitest';
import { openLog, rotateLog } from '#processes/postgres/postgres-log';
import { startTestPostgres } from '#processes/postgres/test-postgres';

const folder = mkdtempSync(join(tmpdir(), 'news-portal-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

it('PostgreSQL logs slow statements and errors without any value of a row', async () => {
  const postgres = await startTestPostgres();
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('CREATE TABLE door (token text PRIMARY KEY CHECK (length(token) < 20), hash text NOT NULL)');
  const secret = (name: string) => `secret-${name}`;
  const attempts: [string, unknown[]][] = [
    ['SELECT pg_sleep(1.1), $1::text AS slow', [secret('slow')]],
    ['INSERT INTO door VALUES ($1, $2)', [secret('key'), '']],
    ['INSERT INTO door VALUES ($1, $2)', [secret('key'), '']],
    ['INSERT INTO door VALUES ($1, NULL)', [secret('row')]],
    ['INSERT INTO door VALUES ($1, $2)', [secret('much-too-long-for-this'), '']],
    ['SELECT $1::text::integer', [secret('cast')]],
  ];
  for (const [statement, values] of attempts) await client.query(statement, values).catch(() => {});
  await client.end();
  const log = join(postgres.folder, 'postgres.log');
  const text = readFileSync(log, 'utf8');
  const mode = modeOf(log);
  await postgres.stop();
  expect(text).toMatch(/duration: \d+\.\d+ ms .*pg_sleep/);
  expect(text).toMatch(/duplicate key value violates unique constraint "door_pkey"/);
  // What cannot be cast is named by the message itself, and no token is ever cast.
  expect(text.replace(/^.*invalid input syntax.*$/m, '')).not.toContain('secret-');
  expect(mode).toBe('600');
}, 30_000);

it('a long log is put away, three times, while it is open; none is readable by others', () => {
  const log = join(folder, 'postgres.log');
  writeFileSync(log, '');
  chmodSync(log, 0o644);
  const open = openLog(log);
  for (let round = 1; round <= 5; round++) {
    writeSync(open, `round ${round}\n${'x'.repeat(100)}`);
    rotateLog(log, 100);
    rotateLog(log, 100);
  }
  appendFileSync(open, 'last');
  closeSync(open);
  expect(readFileSync(log, 'utf8')).toBe('last');
  expect(readdirSync(folder).sort()).toEqual(['postgres.log', 'postgres.log.1', 'postgres.log.2', 'postgres.log.3']);
  expect(readFileSync(`${log}.1`, 'utf8')).toMatch(/^round 5/);
  expect(readFileSync(`${log}.3`, 'utf8')).toMatch(/^round 3/);
  expect(readdirSync(folder).map((name) => modeOf(join(folder, name)))).toEqual(['600', '600', '600', '600']);
});
