import { createHash, hash } from 'node:crypto';
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
import type { WriteFile } from '#newsroom/transfer/export/write-file';
import { now } from '#platform/clock';
import { database, type Prisma } from '#platform/database';
import { readStoredFile } from '#platform/files';

/** An archive of 100,000 stories takes minutes. */
const LIMIT_MS = 6 * 3_600_000;

export type Written = { manifest: Manifest; missingPictures: string[] };

/**
 * Writes all that the newsroom has made: rows as lines of JSON, pictures as they came in, and a manifest with their
 * SHA-256. One snapshot of the database, whatever is written meanwhile. No people, no secrets (NOT_ARCHIVED). A picture
 * whose file is missing is named in the result.
 */
export async function writeArchive(
  write: WriteFile,
  progress: (what: string, done: number) => void = () => {},
): Promise<Written> {
  const tables: Record<string, Listing> = {};
  const { pictures, ...origin } = await database().$transaction(
    async (transaction) => {
      // Times as text are the same wherever they are written.
      await transaction.$executeRaw`SET LOCAL TIME ZONE 'UTC'`;
      for (const table of ARCHIVED_TABLES) {
        const lines = rowsOf(transaction, table);
        tables[table.name] = await writeLines(write, tableFile(table.name), lines, (done) =>
          progress(table.name, done),
        );
      }
      return readOrigin(transaction);
    },
    { isolationLevel: 'RepeatableRead', timeout: LIMIT_MS },
  );
  const missingPictures: string[] = [];
  const copied: string[] = [];
  for (const id of pictures) {
    const line = await copyPicture(write, id);
    if (line) copied.push(line);
    else missingPictures.push(id);
    if (copied.length % 100 === 0) progress('pictures', copied.length);
  }
  const media = await writeLines(write, MEDIA_LIST, copied);
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
  await write(MANIFEST_FILE, [`${JSON.stringify(manifest, null, 2)}\n`]);
  return { manifest, missingPictures };
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

/** Its line in the list of media; undefined where its file is missing. */
async function copyPicture(write: WriteFile, id: string): Promise<string | undefined> {
  const file = masterFile(id);
  const bytes = await readStoredFile(file);
  if (!bytes) return undefined;
  await write(`media/${file}`, [bytes]);
  return JSON.stringify({ file, bytes: bytes.length, sha256: hash('sha256', bytes) });
}

async function writeLines(
  write: WriteFile,
  file: string,
  lines: AsyncIterable<string> | Iterable<string>,
  progress: (done: number) => void = () => {},
): Promise<Listing> {
  const sum = createHash('sha256');
  let count = 0;
  async function* counted() {
    for await (const line of lines) {
      sum.update(`${line}\n`);
      yield `${line}\n`;
      if (++count % 1_000 === 0) progress(count);
    }
  }
  await write(file, counted());
  return { lines: count, sha256: sum.digest('hex') };
}
