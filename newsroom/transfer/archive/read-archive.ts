import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ARCHIVED_TABLES, type ArchivedTable } from '#newsroom/transfer/archive/archived-tables';
import {
  contentHashOf,
  type Listing,
  MANIFEST_FILE,
  type Manifest,
  MEDIA_LIST,
  manifest as manifestShape,
  mediaLine,
  tableFile,
} from '#newsroom/transfer/archive/manifest';
import { database, identifier, type Prisma, type Sql, sql, sqlList, sqlNothing } from '#platform/database';
import { storeFile } from '#platform/files';
import { parseJson } from '#platform/parse-json';

const BATCH = 500;
const LIMIT_MS = 6 * 3_600_000;

export type Read =
  | { ok: true; manifest: Manifest }
  | {
      ok: false;
      why:
        | 'no-archive'
        /** Sums differ, lines are missing, or a file is. */
        | 'damaged'
        | 'newer-version'
        | 'unknown-language'
        /** The portal has stories, sections, tags, authors, pages or pictures. */
        | 'not-empty';
      detail: string;
    };

class Refused extends Error {
  readonly refusal: Extract<Read, { ok: false }>;

  constructor(refusal: Extract<Read, { ok: false }>) {
    super(refusal.why);
    this.refusal = refusal;
  }
}

function refuse(why: Extract<Read, { ok: false }>['why'], detail: string): never {
  throw new Refused({ ok: false, why, detail });
}

/**
 * Takes an archive (writeArchive) into an empty portal: all of it, or nothing. Files are compared with their sums before
 * anything is kept. Ids stay as they are. Fails by value for what is no whole archive, or one that this portal cannot
 * take.
 */
export async function readArchive(
  folder: string,
  progress: (what: string, done: number) => void = () => {},
): Promise<Read> {
  try {
    const manifest = await readManifest(folder);
    await database().$transaction((transaction) => demandEmpty(transaction, manifest));
    // Pictures first: they are named after their content, and harm nobody if the rows do not follow.
    await storePictures(folder, manifest.media, progress);
    await database().$transaction(
      async (transaction) => {
        await transaction.$executeRaw`SET LOCAL TIME ZONE 'UTC'`;
        // One entry for everything in the end, and not one for every row.
        await transaction.$queryRaw`SELECT set_config('portal.quiet', 'on', true)`;
        await demandEmpty(transaction, manifest);
        for (const table of ARCHIVED_TABLES)
          await insertRows(transaction, folder, table, manifest.tables[table.name], progress);
        for (const table of ARCHIVED_TABLES) await completeRows(transaction, folder, table);
        await transaction.$executeRaw`INSERT INTO outbox (concerns, keys) VALUES ('paper', '{everything}')`;
      },
      { timeout: LIMIT_MS },
    );
    return { ok: true, manifest };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => refuse('no-archive', folder));
  const parsed = manifestShape.safeParse(parseJson(text));
  if (!parsed.success) refuse('no-archive', `${MANIFEST_FILE}: ${parsed.error.issues[0]?.path.join('.')}`);
  if (contentHashOf(parsed.data) !== parsed.data.contentHash) refuse('damaged', MANIFEST_FILE);
  const unknown = Object.keys(parsed.data.tables).find((name) => !ARCHIVED_TABLES.some((table) => table.name === name));
  if (unknown) refuse('newer-version', unknown);
  return parsed.data;
}

async function demandEmpty(transaction: Prisma.TransactionClient, { languages, migration }: Manifest): Promise<void> {
  // Nobody begins a story meanwhile.
  await transaction.$executeRaw`LOCK TABLE story, section, tag, author, page, picture IN SHARE ROW EXCLUSIVE MODE`;
  const [state] = await transaction.$queryRaw<{ filled: string[]; missing: string[]; isOlder: boolean }[]>`
    SELECT
      array_remove(ARRAY[
        (SELECT 'story' FROM story LIMIT 1), (SELECT 'section' FROM section LIMIT 1), (SELECT 'tag' FROM tag LIMIT 1),
        (SELECT 'author' FROM author LIMIT 1), (SELECT 'page' FROM page LIMIT 1), (SELECT 'picture' FROM picture LIMIT 1)
      ], NULL) AS filled,
      ARRAY(SELECT code FROM unnest(${languages}::text[]) AS code EXCEPT SELECT code FROM language) AS missing,
      (SELECT max(migration_name) FROM _prisma_migrations) < ${migration} AS "isOlder"`;
  if (state?.filled[0]) refuse('not-empty', state.filled.join(', '));
  if (state?.missing[0]) refuse('unknown-language', state.missing.join(', '));
  if (state?.isOlder) refuse('newer-version', migration);
}

/** The lines of a file, in batches; refuses a file that is not as the manifest says. */
async function* readLines(folder: string, name: string, { lines, sha256 }: Listing): AsyncGenerator<string[]> {
  const sum = createHash('sha256');
  const input = createReadStream(join(folder, name)).on('error', () => {});
  let count = 0;
  let batch: string[] = [];
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      sum.update(`${line}\n`);
      count++;
      batch.push(line);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch {
    refuse('damaged', name);
  }
  if (count !== lines || sum.digest('hex') !== sha256) refuse('damaged', name);
  if (batch.length > 0) yield batch;
}

async function storePictures(
  folder: string,
  listing: Listing,
  progress: (what: string, done: number) => void,
): Promise<void> {
  let done = 0;
  for await (const lines of readLines(folder, MEDIA_LIST, listing)) {
    for (const line of lines) {
      const listed = mediaLine.safeParse(parseJson(line));
      if (!listed.success) refuse('damaged', MEDIA_LIST);
      const { file, sha256 } = listed.data;
      const bytes = await readFile(join(folder, 'media', file)).catch(() => refuse('damaged', file));
      if (hash('sha256', bytes) !== sha256) refuse('damaged', file);
      await storeFile(file, bytes);
    }
    done += lines.length;
    progress('pictures', done);
  }
}

async function insertRows(
  transaction: Prisma.TransactionClient,
  folder: string,
  table: ArchivedTable,
  listing: Listing | undefined,
  progress: (what: string, done: number) => void,
): Promise<void> {
  // An archive of an earlier version may have no such table.
  if (!listing) return;
  const { name, later = [] } = table;
  let done = 0;
  for await (const lines of readLines(folder, tableFile(name), listing)) {
    const columns = await columnsOf(transaction, table, lines[0] ?? '{}');
    await transaction.$executeRaw`
      INSERT INTO ${identifier(name)} (${sqlList(columns.map(identifier))})
      SELECT ${sqlList(columns.map((one) => sql`made.${identifier(one)}`))}
      FROM jsonb_array_elements(${`[${lines.join(',')}]`}::jsonb) AS row (content),
        jsonb_populate_record(NULL::${identifier(name)}, row.content - ${later}::text[]) AS made
      ${conflict(table, columns)}`;
    done += lines.length;
    progress(name, done);
  }
  if (table.isNumbered)
    await transaction.$queryRaw`
      SELECT setval(pg_get_serial_sequence(${name}, 'id'), greatest(max(id), 1), max(id) IS NOT NULL) FROM ${identifier(name)}`;
}

/** The columns that the archive has, of those that the table has. Refuses one that the table does not have. */
async function columnsOf(
  transaction: Prisma.TransactionClient,
  { name }: ArchivedTable,
  line: string,
): Promise<string[]> {
  const given = Object.keys((parseJson(line) as object | undefined) ?? {});
  const rows = await transaction.$queryRaw<{ name: string }[]>`
    SELECT attname AS name FROM pg_attribute
    WHERE attrelid = ${name}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`;
  const known = new Set(rows.map((row) => row.name));
  const unknown = given.find((one) => !known.has(one));
  if (unknown) refuse('newer-version', `${name}.${unknown}`);
  return given;
}

function conflict({ replaces }: ArchivedTable, columns: readonly string[]): Sql {
  if (!replaces) return sqlNothing;
  const others = columns.filter((one) => !replaces.includes(one));
  return sql`
    ON CONFLICT (${sqlList(replaces.map(identifier))})
    DO UPDATE SET ${sqlList(others.map((one) => sql`${identifier(one)} = excluded.${identifier(one)}`))}`;
}

/** Columns that point to rows of the same table, now that all of these are there. */
async function completeRows(
  transaction: Prisma.TransactionClient,
  folder: string,
  table: ArchivedTable,
): Promise<void> {
  for (const one of table.later ?? []) {
    const input = createReadStream(join(folder, tableFile(table.name)));
    let pairs: { id: number; value: number }[] = [];
    const save = async () => {
      await transaction.$executeRaw`
        UPDATE ${identifier(table.name)} t SET ${identifier(one)} = pair.value
        FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS pair (id integer, value integer)
        WHERE t.id = pair.id`;
      pairs = [];
    };
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      const row = JSON.parse(line);
      if (row[one] !== null) pairs.push({ id: row.id, value: row[one] });
      if (pairs.length >= BATCH) await save();
    }
    if (pairs.length > 0) await save();
  }
}
