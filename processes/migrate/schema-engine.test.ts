import { readdirSync } from 'node:fs';
import { Client } from 'pg';
import { expect, inject, it } from 'vitest';
import { databaseAt } from '#processes/checks/test-database.setup';
import { migrate } from '#processes/migrate/migrate';
import { schemaAsSql } from '#processes/migrate/schema-engine';

async function shapeOf(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ line: string }>(`
    SELECT format(
      '%s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, coalesce(column_default, '')) AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    -- Prisma has no words for partial indexes; it does not see them either.
    UNION ALL SELECT indexdef FROM pg_indexes
      WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' AND indexdef NOT LIKE '% WHERE %'
    UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'p', 'u')
        AND conrelid::regclass::text <> '_prisma_migrations'
    UNION ALL SELECT format('%s %s', enumtypid::regtype, enumlabel) FROM pg_enum
    ORDER BY line`);
  await client.end();
  return rows.map(({ line }) => line);
}

async function emptyDatabase(name: string): Promise<string> {
  const client = new Client({ connectionString: inject('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return databaseAt(inject('postgres'), name);
}

it('the migrations lead to what prisma/schema describes', async () => {
  const url = await emptyDatabase('as_described');
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(await schemaAsSql(url));
  await client.end();
  expect(await shapeOf(String(process.env.DATABASE_URL))).toEqual(await shapeOf(url));
});

it('of two that migrate at once one waits, and both succeed', async () => {
  const url = await emptyDatabase('by_two');
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(applied.flat()).toEqual(readdirSync('prisma/migrations').filter((name) => /^\d/.test(name)));
  expect(applied.filter(({ length }) => length > 0)).toHaveLength(1);
});
