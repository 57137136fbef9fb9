import { Client } from 'pg';
import { databaseAt } from '#processes/checks/test-database.setup';
import { applyMigrations } from '#processes/migrate/apply-migrations';

/** The newest migrations that databases may have had before the one that is being released. */
export const OLD_SCHEMAS = {
  '0.2.0': '20261125030000_pages',
  'main before languages became rows': '20261125052000_story_version',
};

/** Makes an empty database as a release had it whose newest migration was `last`. The caller ends the client. */
export async function createOldDatabase(
  server: string,
  name: string,
  last: string,
): Promise<{ client: Client; url: string }> {
  const admin = new Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = databaseAt(server, name);
  await applyMigrations(url, { last });
  const client = new Client({ connectionString: url });
  await client.connect();
  return { client, url };
}
