import type { Client } from 'pg';

/**
 * What there is on a server beside rows, each by a name for people: databases, roles, schemas, extensions, tables, views
 * and sequences, settings of databases and roles. Of two servers with the portal alone, at the same migration, it is the
 * same.
 */
export async function readContent(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT 'database ' || datname AS name FROM pg_database WHERE NOT datistemplate
     UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname !~ '^pg_'
     UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_'
     UNION ALL SELECT 'extension ' || extname FROM pg_extension
     UNION ALL SELECT 'settings of ' || coalesce(datname, rolname)
       FROM pg_db_role_setting LEFT JOIN pg_database ON pg_database.oid = setdatabase
       LEFT JOIN pg_roles ON pg_roles.oid = setrole
     UNION ALL SELECT 'large objects' FROM pg_largeobject_metadata
     UNION ALL SELECT CASE relkind WHEN 'S' THEN 'sequence ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'view '
         ELSE 'table ' END || nspname || '.' || relname
       FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
       WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND relpersistence <> 't'
         AND nspname !~ '^pg_' AND nspname <> 'information_schema'
     ORDER BY 1`,
  );
  return [...new Set(rows.map(({ name }) => name))];
}
