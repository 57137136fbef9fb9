import type { Client } from 'pg';

type Found = {
  role: string;
  database: string;
  schema: string | null;
  is_superuser: boolean;
  may_create_in_schema: boolean;
  may_create_in_database: boolean;
  has_ledger: boolean;
  others: string[];
  tables: string[];
};

/**
 * What stands in the way of migrations, found before anything is changed: rights that the account lacks, extensions that
 * the server lacks, a database that holds something else. A line for people, or undefined.
 */
export async function findMigrationObstacle(
  client: Client,
  migrations: readonly { script: string }[],
): Promise<string | undefined> {
  const { rows } = await client.query<Found>(`
    WITH tables AS (
      SELECT c.relname::text AS name, pg_has_role(c.relowner, 'USAGE') AS is_own
      FROM pg_class c WHERE c.relnamespace = to_regnamespace(current_schema()) AND c.relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    )
    SELECT current_user::text AS role, current_database()::text AS database, current_schema()::text AS schema,
      current_setting('is_superuser') = 'on' AS is_superuser,
      coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create_in_schema,
      has_database_privilege(current_database(), 'CREATE') AS may_create_in_database,
      to_regclass('_prisma_migrations') IS NOT NULL AS has_ledger,
      ARRAY(SELECT name FROM tables WHERE NOT is_own ORDER BY name) AS others,
      ARRAY(SELECT name FROM tables ORDER BY name) AS tables`);
  const [found] = rows as [Found];
  const { role, database, schema, others, tables } = found;
  const unchanged = 'Nothing has been changed.';
  if (!schema || !found.may_create_in_schema)
    return `User “${role}” is not allowed to create tables in “${database}”. ${unchanged} As its owner: GRANT CREATE ON SCHEMA ${schema ?? 'public'} TO "${role}"; then start again.`;
  if (!found.has_ledger && tables.length > 0)
    return `The database “${database}” has tables of something else (${someOf(tables)}). ${unchanged} Point DATABASE_URL at an empty database.`;
  if (others.length > 0)
    return `User “${role}” does not own tables that are to be changed (${someOf(others)}). ${unchanged} Use the account that made them in DATABASE_URL, or make “${role}” their owner; then start again.`;
  const scripts = migrations.map(({ script }) => script).join('\n');
  if (/^\s*CREATE SCHEMA\b/im.test(scripts) && !found.may_create_in_database)
    return `User “${role}” is not allowed to create schemas in “${database}”. ${unchanged} As its owner: GRANT CREATE ON DATABASE "${database}" TO "${role}"; then start again.`;
  return findMissingExtension(client, scripts, found, unchanged);
}

async function findMissingExtension(
  client: Client,
  scripts: string,
  { role, database, is_superuser, may_create_in_database }: Found,
  unchanged: string,
): Promise<string | undefined> {
  const names = [...scripts.matchAll(/^\s*CREATE EXTENSION (?:IF NOT EXISTS )?"?(\w+)/gim)].map(([, name]) => name);
  const { rows } = await client.query<{ name: string; is_available: boolean; is_trusted: boolean }>(
    `SELECT name, coalesce(bool_or(v.version IS NOT NULL), false) AS is_available,
      coalesce(bool_or(v.trusted), false) AS is_trusted
    FROM unnest($1::text[]) name LEFT JOIN pg_available_extension_versions v USING (name)
    WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = name) GROUP BY name ORDER BY name`,
    [names],
  );
  for (const { name, is_available, is_trusted } of rows) {
    if (!is_available)
      return `The server has no extension “${name}”. ${unchanged} Install PostgreSQL's contrib modules there, then start again.`;
    if (!is_superuser && !(is_trusted && may_create_in_database))
      return `User “${role}” is not allowed to create the extension “${name}”. ${unchanged} As a superuser, in “${database}”: CREATE EXTENSION ${name}; then start again.`;
  }
  return undefined;
}

function someOf(names: string[]): string {
  return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
}
