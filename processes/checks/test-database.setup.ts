import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server that tests make their databases on. */
    postgres: string;
    /** Name of a migrated, empty database to copy. */
    template: string;
  }
}

/** One PostgreSQL for the whole run; each test file gets a copy of the migrated database (test-house.setup.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  const template = 'portal_template';
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${template}`);
  await client.end();
  await migrate(databaseAt(postgres.url, template));
  project.provide('postgres', postgres.url);
  project.provide('template', template);
  return postgres.stop;
}

/** The same server's address with another database. */
export function databaseAt(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
