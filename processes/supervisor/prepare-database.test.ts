import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { databaseAt } from '#processes/checks/test-database.setup';
import { migrate } from '#processes/migrate/migrate';
import { createOldDatabase, OLD_SCHEMAS } from '#processes/migrate/old-database';
import { loadContent, migrateOrFail } from '#processes/supervisor/prepare-database';
import { StartupError } from '#processes/supervisor/startup-error';

// A start over every database that a restore may have left half filled.

const FILLED = 'start_filled';
/** A start writes rows of its own to these, into any database. */
const OWN_TABLES = ['_prisma_migrations', 'language', 'front_layout', 'address_key'];
const ONLY_OWN_ROWS = "UPDATE front_layout SET version = 0; DELETE FROM address_key WHERE kind <> 'reserved';";
let tables: string[];

type Rows = Record<string, string[]>;

async function onDatabase<T>(name: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseAt(inject('postgres'), name) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const onServer = (sql: string) => onDatabase('postgres', (client) => client.query(sql));

async function readRows(client: Client): Promise<Rows> {
  const rows: Rows = {};
  for (const table of tables) {
    const found = await client.query<{ row: string }>(`SELECT t::text AS row FROM "${table}" t ORDER BY 1`);
    rows[table] = found.rows.map(({ row }) => row);
  }
  return rows;
}

/**
 * Starts over a copy of the filled database after `change`. Returns the rows before and after, and what the start said.
 */
async function startAfter(
  change: string,
  start = startOn,
): Promise<{ before: Rows; after: Rows; refusal: string | undefined }> {
  const name = 'start_changed';
  await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${FILLED}`);
  return onDatabase(name, async (client) => {
    // As a restore does it: without triggers and foreign keys.
    await client.query('SET session_replication_role = replica');
    await client.query(change);
    const before = await readRows(client);
    const refusal = await start(databaseAt(inject('postgres'), name));
    return { before, after: await readRows(client), refusal };
  });
}

/** What a start says where it refuses. */
function startOn(url: string): Promise<string | undefined> {
  return refusalOf(url, async () => {
    await migrateOrFail(url);
    await loadContent(url, () => {});
  });
}

/** Without looking for migrations, which the other test does as often. */
function loadOn(url: string): Promise<string | undefined> {
  return refusalOf(url, () => loadContent(url, () => {}));
}

async function refusalOf(url: string, start: () => Promise<unknown>): Promise<string | undefined> {
  const holder = globalThis as { portalDatabase?: unknown };
  const usual = { url: process.env.DATABASE_URL, client: holder.portalDatabase };
  process.env.DATABASE_URL = url;
  holder.portalDatabase = undefined;
  try {
    await start();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as Error).message;
  } finally {
    process.env.DATABASE_URL = usual.url;
    holder.portalDatabase = usual.client;
  }
}

beforeAll(async () => {
  const release = 'main before languages became rows';
  const { client, url } = await createOldDatabase(inject('postgres'), FILLED, OLD_SCHEMAS[release]);
  for (const file of ['old-rows-0.2.0.sql', 'old-rows-main.sql'])
    await client.query(readFileSync(`processes/migrate/${file}`, 'utf8'));
  await client.end();
  await migrate(url);
  await onDatabase(FILLED, async (filled) => {
    const { rows } = await filled.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
    tables = rows.map(({ name }) => name);
    await filled.query(`
      INSERT INTO audit_entry (actor_name, event, resource, resource_id, title)
      VALUES ('Anna', 'settings.changed', 'settings', '1', 'Paper');
      INSERT INTO compression_dictionary (build, language, hash, content, articles) VALUES ('a', 'en', '00', '\\x00', '{1}');
      INSERT INTO demo_load DEFAULT VALUES;
      INSERT INTO site_file (name, type, width, height, content) VALUES ('logo-0.svg', 'image/svg+xml', 2, 1, '\\x3c');
      INSERT INTO backup_plan (place, hour, keep_days) VALUES ('/var/backups/portal', 3, 14);
      INSERT INTO purge_target (name, kind) VALUES ('fastly', 'fastly');
      INSERT INTO push_settings (public_key, private_key, contact) VALUES ('BA', '\\x00', 'mailto:a@paper.example');
      INSERT INTO push_subscription (id, endpoint_hash, endpoint, p256dh, auth, language, sections)
      VALUES (1, '\\x00', 'https://push.example/1', 'BA', 'AA', 'en', '{}');
      INSERT INTO push_message (id, article_id, revision, kind, language, section_id, title, text, address, day, number, last_id)
      VALUES (1, 1, 1, 'story', 'en', 1, 'Once', '', '/en/post/once', '2026-12-01', 1, 1);
      INSERT INTO story_audio (article_id, language, published_at) VALUES (1, 'en', '2026-12-01');
      INSERT INTO push_retry (message_id, subscription_id, tries, next_try_at) VALUES (1, 1, 1, now());
      INSERT INTO backup (place) VALUES ('/var/backups/portal');
      INSERT INTO breaking_news (id, story_id, leads_front, ends_at)
      SELECT 1, min(id), true, now() + interval '1 hour' FROM story;
      INSERT INTO breaking_text (breaking_id, language, text) VALUES (1, 'en', 'Once');
      INSERT INTO machine (address) VALUES ('http://10.0.0.4:3000');
      INSERT INTO menu_item (id, menu, position, kind, target) VALUES (1, 'header', 0, 'tag', 'a');
      INSERT INTO menu_item_text (item_id, language, label) VALUES (1, 'en', 'A');
      INSERT INTO demo_item (resource, resource_id, made) VALUES ('tag', '0', '1');
      INSERT INTO import (id, format, file, file_fingerprint, options) VALUES (1, 'ghost', 'a.json', '00', '{}');
      INSERT INTO import_item (import_id, position, rank, kind, source_id) VALUES (1, 0, 3, 'post', '12');
      INSERT INTO imported_item (site, kind, source_id, import_id, fingerprint, resource, resource_id, is_own)
      VALUES ('paper.example', 'post', '12', 1, '00', 'article', '1', true);
      INSERT INTO feed_identity (authority) VALUES ('paper.example,2020');
      INSERT INTO redirect (id, address, kind) VALUES (1, '/once', 'gone');
      INSERT INTO api_token (id, name, token_hash, hint, scopes) VALUES ('api-1', 'Agency', '\\x00', 'np_aaaa', '{}');
      INSERT INTO idempotent_request (token_id, key, fingerprint) VALUES ('api-1', 'once', '\\x00');
      INSERT INTO story_event (event, article_id, story_id, language, slug, headline)
      VALUES ('story.deleted', 900, 900, 'en', 'once', 'Once');
      INSERT INTO destination (id, kind, name, events) VALUES (1, 'webhook', 'Agency', '{story.deleted}');
      INSERT INTO delivery (destination_id, event_id, message_id, event, payload)
      VALUES (1, 1, 'msg_1', 'story.deleted', '{}');
      INSERT INTO channel_post (destination_id, article_id, remote_id, text) VALUES (1, 1, '1', 'Once');
      INSERT INTO letter_settings (sender_address) VALUES ('news@paper.example');
      INSERT INTO letter_plan (language, kind) VALUES ('en', 'daily');
      INSERT INTO subscriber (id, address, domain, language)
      VALUES ('00000000-0000-4000-8000-000000000001', 'anna@paper.example', 'paper.example', 'en');
      INSERT INTO subscription (subscriber_id, kind) VALUES ('00000000-0000-4000-8000-000000000001', 'daily');
      INSERT INTO consent (subscriber_id, act, language) VALUES ('00000000-0000-4000-8000-000000000001', 'asked', 'en');
      INSERT INTO letter (id, kind, language, occasion, due_at) VALUES (1, 'daily', 'en', '2026-12-07', now());
      INSERT INTO letter_item (letter_id, position, article_id) SELECT 1, 0, min(id) FROM article;
      INSERT INTO letter_recipient (letter_id, subscriber_id, domain, position)
      VALUES (1, '00000000-0000-4000-8000-000000000001', 'paper.example', 1);
      INSERT INTO mail_domain (domain) VALUES ('paper.example');
      INSERT INTO suppressed_address (hash, reason) VALUES ('\\x00', 'left');
      INSERT INTO channel_text (destination_id, article_id) VALUES (1, 1);
      INSERT INTO redirect_hit (redirect_id, hits, last_day) VALUES (1, 3, '2026-01-02');
      INSERT INTO unanswered_address (address, hits, first_day, last_day) VALUES ('/a', 1, '2026-01-02', '2026-01-02');
      INSERT INTO wire_source (id, name, address, language, credit) VALUES (1, 'A', 'https://a.example/feed', 'en', 'A');
      INSERT INTO wire_item (id, source_id, agency, credit, language, headline, fingerprint, stack_id)
      VALUES (1, 1, 'A', 'A', 'en', 'Rain', '00', 1);
      INSERT INTO wire_version (item_id, version, status, headline, standfirst, body)
      VALUES (1, 1, 'usable', 'Rain', '', '[]');
      INSERT INTO wire_identity (source_id, key, item_id) VALUES (1, '00', 1);
      INSERT INTO live_blog (story_id) SELECT min(id) FROM story;
      INSERT INTO live_entry (id, story_id, token) SELECT 1, story_id, 'a' FROM live_blog;
      INSERT INTO live_entry_text (entry_id, language, story_id) SELECT 1, 'en', story_id FROM live_blog;
      INSERT INTO live_summary (story_id, language, change) SELECT story_id, 'en', 1 FROM live_blog;
      INSERT INTO wire_live_use (item_id, story_id, entry_id, used_version) SELECT 1, story_id, 1, 1 FROM live_blog;
      INSERT INTO wire_use (item_id, article_id, used_version, seen_version) SELECT 1, min(id), 1, 1 FROM article;
      INSERT INTO network_reading (network, article_id, level, granted, counted, at)
      SELECT '\\x01', min(id), 1, 1, 1, now() FROM article`);
    const before = await readRows(filled);
    expect(tables.filter((name) => before[name]?.length === 0)).toEqual([]);
  });
}, 60_000);

describe('a start over a database that is filled in part', () => {
  it('leaves every row where one table is empty, and loads no demo', async () => {
    const changed: unknown[] = [];
    for (const table of tables) {
      const { before, after, refusal } = await startAfter(`DELETE FROM demo_load; DELETE FROM "${table}"`);
      const differing = tables.filter(
        (name) => !OWN_TABLES.includes(name) && String(before[name]) !== String(after[name]),
      );
      if (differing.length > 0) changed.push({ empty: table, differing });
      if (table === 'site_settings') expect(refusal).toMatch(/no settings of the site.*Nothing has been changed/);
    }
    expect(changed).toEqual([]);
  }, 300_000);

  it('leaves the rows of the only table that has some, and loads no demo', async () => {
    const changed: unknown[] = [];
    // The mark of a load that was cut short tells that the rest is the demo's.
    for (const table of tables.filter((name) => ![...OWN_TABLES, 'demo_load'].includes(name))) {
      const others = tables.filter((name) => ![table, ...OWN_TABLES].includes(name));
      const { before, after, refusal } = await startAfter(
        ONLY_OWN_ROWS + others.map((name) => `DELETE FROM "${name}"`).join(';'),
        loadOn,
      );
      if (String(before[table]) !== String(after[table]) || (after.story?.length ?? 0) > (before.story?.length ?? 0))
        changed.push(table);
      // What has changed is no newspaper; the index of search, which is still filled, is.
      if (table !== 'site_settings') expect(refusal, table).toContain(table === 'outbox' ? 'search.article' : table);
    }
    expect(changed).toEqual([]);
  }, 300_000);
});
