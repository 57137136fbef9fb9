import { createHash, hash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { masterFile } from '#newsroom/media/picture';
import { ARCHIVED_TABLES, type ArchivedTable } from '#newsroom/transfer/archive/archived-tables';
import {
  contentHashOf,
  type Listing,
  MANIFEST_FILE,
  type Manifest,
  MEDIA_LIST,
  tableFile,
} from '#newsroom/transfer/archive/manifest';
import { now } from '#platform/clock';
import { database, type Prisma } from '#platform/database';
import { readStoredFile } from '#platform/files';

/** An archive of 100,000 stories takes minutes. */
const LIMIT_MS = 6 * 3_600_000;

export type Written =
  | { ok: true; manifest: Manifest; missingPictures: string[] }
  | { ok: false; why: 'folder-not-empty' };

/**
 * Writes all that the newsroom has made into an empty or new folder: rows as lines of JSON, pictures as they came in,
 * and a manifest with their SHA-256. One snapshot of the database, whatever is written meanwhile. No people, no secrets
 * (NOT_ARCHIVED). A picture whose file is missing is named in the result. Fails by value where the folder has files.
 */
export async function writeArchive(
  folder: string,
  progress: (what: string, done: number) => void = () => {},
): Promise<Written> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) return { ok: false, why: 'folder-not-empty' };
  const tables: Record<string, Listing> = {};
  const { pictures, ...origin } = await database().$transaction(
    async (transaction) => {
      // Times as text are the same wherever they are written.
      await transaction.$executeRaw`SET LOCAL TIME ZONE 'UTC'`;
      for (const table of ARCHIVED_TABLES) {
        const lines = rowsOf(transaction, table);
        tables[table.name] = await writeLines(join(folder, tableFile(table.name)), lines, (done) =>
          progress(table.name, done),
        );
      }
      return readOrigin(transaction);
    },
    { isolationLevel: 'RepeatableRead', timeout: LIMIT_MS },
  );
  const missingPictures: string[] = [];
  const media = await writeLines(join(folder, MEDIA_LIST), copyPictures(folder, pictures, missingPictures), (done) =>
    progress('pictures', done),
  );
  const manifest: Manifest = {
    format: 'news-portal-archive',
    version: 1,
    ...origin,
    writtenAt: now().toISOString(),
    tables,
    media,
    contentHash: contentHashOf({ tables, media }),
  };
  // Last: a folder without it is no archive.
  await writeFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  return { ok: true, manifest, missingPictures };
}

/** Rows as PostgreSQL writes them down, keys in an order of its own that is always the same. */
async function* rowsOf(
  transaction: Prisma.TransactionClient,
  { rows, generated = [] }: ArchivedTable,
): AsyncGenerator<string> {
  await transaction.$executeRaw`DECLARE archived CURSOR FOR SELECT (to_jsonb(t) - ${generated}::text[])::text AS line FROM ${rows}`;
  let lines: { line: string }[];
  do {
    lines = await transaction.$queryRaw`FETCH 500 FROM archived`;
    for (const { line } of lines) yield line;
  } while (lines.length > 0);
  await transaction.$executeRaw`CLOSE archived`;
}

async function readOrigin(
  transaction: Prisma.TransactionClient,
): Promise<{ migration: string; languages: string[]; pictures: string[] }> {
  const [row] = await transaction.$queryRaw<{ migration: string; languages: string[]; pictures: string[] }[]>`
    SELECT
      (SELECT max(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL) AS migration,
      ARRAY(SELECT code FROM language ORDER BY code) AS languages,
      ARRAY(SELECT id::text FROM picture ORDER BY id) AS pictures`;
  if (!row) throw new Error('the database did not answer');
  return row;
}

async function* copyPictures(folder: string, ids: readonly string[], missing: string[]): AsyncGenerator<string> {
  for (const id of ids) {
    const file = masterFile(id);
    const bytes = await readStoredFile(file);
    if (!bytes) {
      missing.push(id);
      continue;
    }
    await mkdir(join(folder, 'media', dirname(file)), { recursive: true });
    await writeFile(join(folder, 'media', file), bytes);
    yield JSON.stringify({ file, bytes: bytes.length, sha256: hash('sha256', bytes) });
  }
}

async function writeLines(
  file: string,
  lines: AsyncIterable<string>,
  progress: (done: number) => void,
): Promise<Listing> {
  await mkdir(dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  const sum = createHash('sha256');
  let count = 0;
  for await (const line of lines) {
    sum.update(`${line}\n`);
    if (!stream.write(`${line}\n`)) await once(stream, 'drain');
    if (++count % 1_000 === 0) progress(count);
  }
  stream.end();
  await finished(stream);
  return { lines: count, sha256: sum.digest('hex') };
}
