import type { Client } from 'pg';

// A copy of a database as pg_dump and pg_restore make it: by what PostgreSQL says of each object, run under an empty
// search_path. The embedded PostgreSQL comes without those two.

const SCHEMAS = "ARRAY['public', 'search']::text[]::regnamespace[]";
/** Objects of extensions come with them. */
const isOwn = (catalog: string, oid: string) =>
  `NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = '${catalog}'::regclass AND objid = ${oid} AND deptype = 'e')`;

const TABLES_AND_TYPES = `
  SELECT format('sequence %s', c.oid::regclass) AS name,
    format('CREATE SEQUENCE %s AS %s', c.oid::regclass, seqtypid::regtype) AS statement
  FROM pg_class c JOIN pg_sequence ON seqrelid = c.oid WHERE relnamespace = ANY (${SCHEMAS})
    -- Those of identity columns come with the column.
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND refobjsubid > 0 AND deptype = 'i')
  UNION ALL
  SELECT format('type %s', t.oid::regtype), format('CREATE TYPE %s AS ENUM (%s)', t.oid::regtype,
    (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
  FROM pg_type t WHERE typtype = 'e' AND typnamespace = ANY (${SCHEMAS})
  UNION ALL
  SELECT format('%s %s', CASE relkind WHEN 'c' THEN 'type' ELSE 'table' END, c.oid::regclass),
    CASE relkind WHEN 'c' THEN format('CREATE TYPE %s AS (%s)', c.oid::regclass, string_agg(
      format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum))
    ELSE format('CREATE TABLE %s (%s)%s', c.oid::regclass, string_agg(
      format('%I %s%s%s%s', attname, format_type(atttypid, atttypmod),
        CASE WHEN attcollation <> t.typcollation THEN
          (SELECT format(' COLLATE pg_catalog.%I', collname) FROM pg_collation o WHERE o.oid = attcollation) END,
        CASE WHEN attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(adbin, adrelid))
          WHEN attidentity <> '' THEN format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %s)',
            CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END,
            pg_get_serial_sequence(c.oid::regclass::text, attname))
          WHEN adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(adbin, adrelid) END,
        CASE WHEN attnotnull THEN ' NOT NULL' END), ', ' ORDER BY attnum),
      ' WITH (' || array_to_string(c.reloptions, ', ') || ')') END
  FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    JOIN pg_type t ON t.oid = atttypid LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum
  WHERE relkind IN ('r', 'c') AND relnamespace = ANY (${SCHEMAS}) AND ${isOwn('pg_class', 'c.oid')}
  GROUP BY c.oid`;

const FUNCTIONS = `
  SELECT format('function %s', oid::regprocedure) AS name, pg_get_functiondef(oid) AS statement
  FROM pg_proc WHERE pronamespace = ANY (${SCHEMAS}) AND ${isOwn('pg_proc', 'oid')}`;

const AFTER_ROWS = `
  SELECT format('constraint %s on %s', conname, conrelid::regclass) AS name, contype = 'f' AS is_last,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS statement
  FROM pg_constraint WHERE connamespace = ANY (${SCHEMAS}) AND contype IN ('p', 'u', 'c', 'f')
  UNION ALL
  SELECT format('index %s', indexrelid::regclass), false, pg_get_indexdef(indexrelid)
  FROM pg_index JOIN pg_class c ON c.oid = indexrelid
  WHERE relnamespace = ANY (${SCHEMAS}) AND NOT EXISTS (
    SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
  UNION ALL
  SELECT format('trigger %s on %s', tgname, tgrelid::regclass), true, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT format('storage of %s.%s', attrelid::regclass, attname), true,
    format('ALTER TABLE %s ALTER %I SET STORAGE %s', attrelid::regclass, attname,
      CASE attstorage WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' WHEN 'x' THEN 'EXTENDED' ELSE 'PLAIN' END)
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_type t ON t.oid = atttypid
  WHERE relkind = 'r' AND relnamespace = ANY (${SCHEMAS}) AND attnum > 0 AND attstorage <> typstorage
  UNION ALL
  SELECT format('owner of %s', d.objid::regclass), true,
    format('ALTER SEQUENCE %s OWNED BY %s.%I', d.objid::regclass, d.refobjid::regclass, attname)
  FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S' AND relnamespace = ANY (${SCHEMAS})
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  WHERE d.deptype = 'a'`;

/**
 * What there is in a database, for a comparison of two: without brackets and spaces, which PostgreSQL sets otherwise
 * when it has read a definition that it had printed. Sets the session's search_path to none.
 */
export async function readDefinitions(client: Client): Promise<Record<string, string>> {
  await client.query("SET search_path = ''");
  const all: [name: string, statement: string][] = [];
  for (const sql of [TABLES_AND_TYPES, FUNCTIONS, AFTER_ROWS]) all.push(...(await read(client, sql)));
  return Object.fromEntries(all.map(([name, statement]) => [name, statement.replaceAll(/[()\s]/g, '')]));
}

async function read(client: Client, sql: string): Promise<[name: string, statement: string][]> {
  const { rows } = await client.query<{ name: string; statement: string }>(sql);
  return rows.map(({ name, statement }) => [name, statement]);
}

/** The rows of every table as text, in one order. Sets the session's search_path to none. */
export async function readAllRows(client: Client): Promise<Record<string, string[]>> {
  await client.query("SET search_path = ''");
  const rows: Record<string, string[]> = {};
  for (const { name } of await tablesOf(client)) {
    const found = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    rows[name] = found.rows.map(({ row }) => row);
  }
  return rows;
}

async function tablesOf(client: Client): Promise<{ name: string; columns: string }[]> {
  const { rows } = await client.query<{ name: string; columns: string }>(`
    SELECT c.oid::regclass::text AS name, string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns
    FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    WHERE relkind = 'r' AND relnamespace = ANY (${SCHEMAS}) GROUP BY c.oid`);
  return rows;
}

/** Copies a database into an empty one. Returns the objects that could not be made there, with the reason. */
export async function copyDatabase(from: Client, to: Client): Promise<Record<string, string>> {
  await from.query("SET search_path = ''");
  await to.query("SET search_path = ''; SET check_function_bodies = off; CREATE SCHEMA search");
  const { rows: extensions } = await from.query<{ name: string }>(
    "SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql'",
  );
  for (const { name } of extensions) await to.query(`CREATE EXTENSION ${name} SCHEMA public`);
  const failed = await makeAll(to, [...(await read(from, TABLES_AND_TYPES)), ...(await read(from, FUNCTIONS))]);
  await copyRows(from, to);
  for (const isLast of [false, true])
    Object.assign(
      failed,
      await makeAll(to, await read(from, `SELECT * FROM (${AFTER_ROWS}) d WHERE is_last = ${isLast}`)),
    );
  return failed;
}

/** Runs statements that need each other, in whichever order works. */
async function makeAll(
  client: Client,
  statements: [name: string, statement: string][],
): Promise<Record<string, string>> {
  let waiting = statements;
  for (;;) {
    const failed: [string, string][] = [];
    const reasons: Record<string, string> = {};
    for (const [name, statement] of waiting) {
      try {
        await client.query(statement);
      } catch (error) {
        failed.push([name, statement]);
        reasons[name] = (error as Error).message;
      }
    }
    if (failed.length === 0 || failed.length === waiting.length) return reasons;
    waiting = failed;
  }
}

async function copyRows(from: Client, to: Client): Promise<void> {
  const present = new Set((await tablesOf(to)).map(({ name }) => name));
  for (const { name, columns } of await tablesOf(from)) {
    if (!present.has(name)) continue;
    const source = await from.query<{ rows: string }>(`SELECT jsonb_agg(to_jsonb(t))::text AS rows FROM ${name} t`);
    await to.query(
      `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, $1)`,
      [source.rows[0]?.rows ?? '[]'],
    );
  }
  const { rows: sequences } = await from.query<{ name: string; value: string }>(
    `SELECT c.oid::regclass::text AS name, pg_sequence_last_value(c.oid)::text AS value
    FROM pg_class c WHERE relkind = 'S' AND relnamespace = ANY (${SCHEMAS})`,
  );
  for (const { name, value } of sequences) if (value) await to.query('SELECT setval($1, $2)', [name, value]);
}
