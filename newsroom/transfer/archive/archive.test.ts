import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { masterFile } from '#newsroom/media/picture';
import { ARCHIVED_TABLES, NOT_ARCHIVED } from '#newsroom/transfer/archive/archived-tables';
import { type Manifest, tableFile } from '#newsroom/transfer/archive/manifest';
import { readArchive } from '#newsroom/transfer/archive/read-archive';
import { writeArchive } from '#newsroom/transfer/archive/write-archive';
import { folderWriter } from '#newsroom/transfer/export/write-file';
import { database } from '#platform/database';
import { readStoredFile, removeFiles, storeFile } from '#platform/files';
import { databaseAt } from '#processes/checks/test-database.setup';
import { migrate } from '#processes/migrate/migrate';
import { createOldDatabase, OLD_SCHEMAS } from '#processes/migrate/old-database';

const FILLED = 'archive_filled';
const folder = mkdtempSync(join(tmpdir(), 'news-portal-archive-'));
const archive = join(folder, 'archive');
const SECRET = 'never-in-an-archive';
let written: Manifest;
let pictures: string[];

const on = async <T>(name: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: databaseAt(inject('postgres'), name) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Works with another database than the one of this test. */
async function at<T>(name: string, work: () => Promise<T>): Promise<T> {
  const holder = globalThis as { portalDatabase?: unknown };
  const usual = { url: process.env.DATABASE_URL, client: holder.portalDatabase };
  process.env.DATABASE_URL = databaseAt(inject('postgres'), name);
  holder.portalDatabase = undefined;
  try {
    return await work();
  } finally {
    await database().$disconnect();
    process.env.DATABASE_URL = usual.url;
    holder.portalDatabase = usual.client;
  }
}

async function emptyPortal(name: string): Promise<string> {
  await on('postgres', async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${inject('template')}`);
  });
  return name;
}

async function archiveInto(path: string) {
  const writer = await folderWriter(path);
  if (!writer) throw new Error(`${path} is not empty`);
  return writeArchive(writer);
}

/** Every row of the archive's tables. */
function rowsOf(name: string): Promise<Record<string, string[]>> {
  return on(name, async (client) => {
    const all: Record<string, string[]> = {};
    for (const table of ARCHIVED_TABLES) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table.name} t ORDER BY 1`);
      all[table.name] = rows.map(({ row }) => row);
    }
    return all;
  });
}

beforeAll(async () => {
  const { client, url } = await createOldDatabase(
    inject('postgres'),
    FILLED,
    OLD_SCHEMAS['main before languages became rows'],
  );
  for (const file of ['old-rows-0.2.0.sql', 'old-rows-main.sql'])
    await client.query(readFileSync(`processes/migrate/${file}`, 'utf8'));
  await client.end();
  await migrate(url);
  pictures = await on(FILLED, async (filled) => {
    await filled.query(`INSERT INTO feed_identity (authority) VALUES ('paper.example,2020')`);
    // A translation that was begun before its source.
    await filled.query(`
      UPDATE article SET source_article_id = (SELECT max(id) FROM article) WHERE id = (SELECT min(id) FROM article)`);
    await filled.query(`
      WITH made AS (INSERT INTO redirect (address, kind) VALUES ('/once', 'gone') RETURNING id)
      INSERT INTO redirect_hit (redirect_id, hits, last_day) SELECT id, 3, '2026-01-02' FROM made`);
    await filled.query(`
      INSERT INTO site_file (name, type, width, height, content) VALUES ('logo-0.svg', 'image/svg+xml', 2, 1, '\\x3c');
      INSERT INTO menu_item (id, menu, position, kind, target) VALUES (1, 'header', 0, 'tag', 'a');
      INSERT INTO menu_item_text (item_id, language, label) VALUES (1, 'en', 'A');
      UPDATE site_settings SET logo_light = 'logo-0.svg'`);
    await filled.query(`
      UPDATE story SET kind = 'live' WHERE id = (SELECT min(id) FROM story);
      INSERT INTO live_entry (id, story_id, token, own_story_id)
      SELECT 1, story_id, 'a', (SELECT max(id) FROM story) FROM live_blog;
      INSERT INTO live_entry_text (entry_id, language, story_id, state, change)
      SELECT 1, 'en', story_id, 'published', 1 FROM live_blog;
      UPDATE live_blog SET change = 1, closed_at = '2026-01-02'`);
    await filled.query(`INSERT INTO demo_item (resource, resource_id, made) VALUES ('tag', '0', '1')`);
    await filled.query(`UPDATE account SET password = '${SECRET}'`);
    await filled.query(`UPDATE session SET token = '${SECRET}' || id`);
    const { rows } = await filled.query<{ id: string }>('SELECT id FROM picture ORDER BY id');
    return rows.map(({ id }) => id);
  });
  for (const id of pictures) await storeFile(masterFile(id), Buffer.from(`picture ${id}`));
  const result = await at(FILLED, () => archiveInto(archive));
  expect(result.missingPictures).toEqual([]);
  written = result.manifest;
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('every table is archived, or left out for a reason', async () => {
  const names = await on(FILLED, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  });
  expect([...ARCHIVED_TABLES.map(({ name }) => name), ...Object.keys(NOT_ARCHIVED)].sort()).toEqual(names.sort());
});

it('an empty portal has the same rows and pictures afterwards, and writes the same archive', async () => {
  for (const id of pictures) await removeFiles(id);
  const name = await emptyPortal('archive_read');
  expect(await at(name, () => readArchive(archive))).toMatchObject({ ok: true });
  const [before, after] = [await rowsOf(FILLED), await rowsOf(name)];
  for (const table of Object.keys(before)) expect.soft(after[table], table).toEqual(before[table]);
  expect(Object.values(before).filter((rows) => rows.length === 0)).toEqual([]);
  for (const id of pictures)
    expect(Buffer.from((await readStoredFile(masterFile(id))) ?? []).toString()).toBe(`picture ${id}`);
  const again = await at(name, () => archiveInto(join(folder, 'again')));
  expect(again).toMatchObject({ manifest: { contentHash: written.contentHash } });
  const { rows: told } = await on(name, (client) =>
    client.query('SELECT keys FROM outbox WHERE cardinality(keys) > 0'),
  );
  expect(told).toEqual([{ keys: ['everything'] }]);
  // Whoever begins a story there begins a new one.
  const next = await on(name, (client) =>
    client.query(`INSERT INTO story (section_id) SELECT min(id) FROM section RETURNING id`),
  );
  expect(before.story?.some((row) => row.startsWith(`(${next.rows[0].id},`))).toBe(false);
});

it('holds no secret', () => {
  for (const { name } of ARCHIVED_TABLES)
    expect(readFileSync(join(archive, tableFile(name)), 'utf8')).not.toContain(SECRET);
});

it('is written into no folder that has something in it', async () => {
  expect(await folderWriter(archive)).toBeUndefined();
});

it('names pictures whose file is missing', async () => {
  await removeFiles(String(pictures[0]));
  const result = await at(FILLED, () => archiveInto(join(folder, 'without-one')));
  await storeFile(masterFile(String(pictures[0])), Buffer.from(`picture ${pictures[0]}`));
  expect(result).toMatchObject({ missingPictures: [pictures[0]] });
});

describe('nothing is kept of', () => {
  /** Tries a copy of the archive that was tampered with; returns the refusal. */
  async function tryWith(tamper: (copy: string) => void): Promise<unknown> {
    const copy = join(folder, 'tampered');
    rmSync(copy, { recursive: true, force: true });
    cpSync(archive, copy, { recursive: true });
    tamper(copy);
    const name = await emptyPortal('archive_refused');
    const before = await rowsOf(name);
    const result = await at(name, () => readArchive(copy));
    expect(await rowsOf(name)).toEqual(before);
    return result;
  }

  it('a folder without a manifest', async () => {
    expect(await tryWith((copy) => rmSync(join(copy, 'manifest.json')))).toMatchObject({
      ok: false,
      why: 'no-archive',
    });
    expect(await tryWith((copy) => writeFileSync(join(copy, 'manifest.json'), '{'))).toMatchObject({
      ok: false,
      why: 'no-archive',
    });
  });

  it('an archive of which a line, a file or a picture is another', async () => {
    const tampers = [
      (copy: string) => appendFileSync(join(copy, tableFile('tag')), '{}\n'),
      (copy: string) => rmSync(join(copy, tableFile('placement'))),
      (copy: string) => appendFileSync(join(copy, 'media', masterFile(String(pictures[0]))), '!'),
      (copy: string) => rmSync(join(copy, 'media', masterFile(String(pictures[0])))),
      (copy: string) => rmSync(join(copy, 'media.jsonl')),
    ];
    for (const tamper of tampers) expect(await tryWith(tamper)).toMatchObject({ ok: false, why: 'damaged' });
  });

  it('an archive for a portal that has something already', async () => {
    expect(await at(FILLED, () => readArchive(archive))).toMatchObject({ ok: false, why: 'not-empty' });
  });
});
