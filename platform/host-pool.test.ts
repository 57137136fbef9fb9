import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { type CuttableConnection, openCuttableConnection } from '#e2e/cuttable-connection';
import { databaseTrouble } from '#platform/database-trouble';
import { createPool } from '#platform/host-pool';
import { findHost, NoHost, openClient } from '#platform/open-client';

let first: CuttableConnection;
let second: CuttableConnection;
let pool: Pool;

const portOf = ({ url }: CuttableConnection) => new URL(url).port;

/** The address of both wires to the same database. */
function both(parameters = ''): string {
  const { username, password, pathname } = new URL(String(process.env.DATABASE_URL));
  const hosts = [first, second].map((wire) => `127.0.0.1:${portOf(wire)}`).join();
  return `postgres://${username}:${password}@${hosts}${pathname}${parameters}`;
}

function open(parameters = '', limits = {}): Pool {
  pool = createPool(both(parameters), { max: 2, connectionTimeoutMillis: 500, query_timeout: 500, ...limits });
  pool.on('error', () => {});
  return pool;
}

const caught = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const onServer = async (statement: string) => {
  const client = await openClient(inject('postgres'));
  await client.query(statement);
  await client.end();
};

beforeAll(async () => {
  first = await openCuttableConnection(String(process.env.DATABASE_URL));
  second = await openCuttableConnection(String(process.env.DATABASE_URL));
});
afterEach(async () => {
  for (const wire of [first, second]) wire.mend();
  if (!pool.ended) await pool.end();
});
afterAll(() => Promise.all([first.close(), second.close()]));

it('connects to the first host that can be reached, and stays with it', async () => {
  first.sever();
  const { rows } = await open().query('SELECT 1 AS one');
  expect(rows).toEqual([{ one: 1 }]);
  first.mend();
  await pool.query('SELECT 1');
  expect(String(pool.options.connectionString)).toContain(portOf(second));
});

it('goes to another host when its own is gone, or without a word', async () => {
  await open().query('SELECT 1');
  first.sever();
  await expect.poll(() => pool.query('SELECT 2 AS two').then(({ rows }) => rows, String)).toEqual([{ two: 2 }]);
  first.mend();
  second.silence();
  // The connection there is gives up after its limit; the next one goes elsewhere.
  expect(databaseTrouble(await caught(pool.query('SELECT 3')))).toBe('overloaded');
  expect((await pool.query('SELECT 4 AS four')).rows).toEqual([{ four: 4 }]);
});

it('has connections for many that ask at once, by promise and by callback', async () => {
  first.sever();
  open();
  const asked = Array.from({ length: 10 }, (_, n) => pool.query('SELECT $1::int AS n', [n]));
  expect((await Promise.all(asked)).map(({ rows }) => rows[0].n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const client = await pool.connect();
  await client.query('BEGIN');
  client.release();
});

it('says of each host what is wrong', async () => {
  for (const wire of [first, second]) wire.sever();
  const error = await caught(open().query('SELECT 1'));
  expect(error).toBeInstanceOf(NoHost);
  expect((error as NoHost).failures.map(({ name }) => name)).toEqual(
    [first, second].map((wire) => `127.0.0.1:${portOf(wire)}`),
  );
  expect(databaseTrouble(error)).toBe('unreachable');
  expect(await caught(openClient(both()))).toBeInstanceOf(NoHost);
});

it('does not try other hosts with a wrong password', async () => {
  pool = createPool(both().replace(/:[^:@/]+@/, ':wrong@'), {});
  expect(await caught(pool.query('SELECT 1'))).toMatchObject({ code: '28P01' });
});

it('waits no longer for a free connection than it is told to', async () => {
  open('', { max: 1 });
  const client = await pool.connect();
  expect(databaseTrouble(await caught(pool.query('SELECT 1')))).toBe('overloaded');
  client.release();
});

it('asks for a host that can be written', async () => {
  const name = new URL(String(process.env.DATABASE_URL)).pathname.slice(1);
  expect(await findHost(both('?target_session_attrs=read-write'))).toContain(portOf(first));
  first.sever();
  expect(await findHost(both('?target_session_attrs=primary'))).toContain(portOf(second));
  await onServer(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
  const error = await caught(open('?target_session_attrs=read-write').query('SELECT 1'));
  expect(databaseTrouble(error)).toBe('read-only');
  await onServer(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});
