import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { copyDatabase, readAllRows, readDefinitions } from '#e2e/logical-copy';
import { actorFor } from '#e2e/test-data';
import { createArticle } from '#newsroom/editing/create-article';
import { publishArticle } from '#newsroom/editing/publish-article';
import { saveText } from '#newsroom/editing/save-text';
import { listMatches } from '#newsroom/search/list-matches';
import { connect } from '#platform/database';
import { databaseAt } from '#processes/checks/test-database.setup';
import { migrate } from '#processes/migrate/migrate';
import { createOldDatabase, OLD_SCHEMAS } from '#processes/migrate/old-database';

const REPAIR = readFileSync('processes/migrate/restorable-0.2.0.sql', 'utf8');
const opened: Client[] = [];

async function open(name: string): Promise<Client> {
  const client = new Client({ connectionString: urlOf(name) });
  await client.connect();
  opened.push(client);
  return client;
}

const urlOf = (name: string) => databaseAt(inject('postgres'), name);

async function openNew(name: string): Promise<Client> {
  await (await open('postgres')).query(`CREATE DATABASE ${name}`);
  return open(name);
}

async function openOld(name: string, release: keyof typeof OLD_SCHEMAS, files: string[]): Promise<Client> {
  const { client } = await createOldDatabase(inject('postgres'), name, OLD_SCHEMAS[release]);
  opened.push(client);
  for (const file of files) await client.query(readFileSync(`processes/migrate/${file}`, 'utf8'));
  return client;
}

afterAll(async () => {
  for (const client of opened) await client.end();
});

describe('a copy by dump and restore', () => {
  let original: Client;
  let copy: Client;

  beforeAll(async () => {
    await openOld('dumped', 'main before languages became rows', ['old-rows-0.2.0.sql', 'old-rows-main.sql']);
    await migrate(urlOf('dumped'));
    original = await open('dumped');
    // A kind of column that a migration may bring any day.
    await original.query(`
      CREATE TABLE search.numbered (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
      INSERT INTO search.numbered (name) VALUES ('one'), ('two')`);
    // The rows have come with their ids.
    await original.query("SELECT setval(oid::regclass, 1000) FROM pg_class WHERE relkind = 'S'");
    copy = await openNew('restored');
    expect(await copyDatabase(original, copy)).toEqual({});
  }, 60_000);

  it('has every table, function, constraint, index and trigger, and every row', async () => {
    expect(await readDefinitions(copy)).toEqual(await readDefinitions(original));
    expect(await readAllRows(copy)).toEqual(await readAllRows(original));
  });

  it('is written in, published on and searched', async () => {
    const holder = globalThis as { portalDatabase?: ReturnType<typeof connect> };
    const client = connect(urlOf('restored'), { max: 2 });
    holder.portalDatabase = client;
    try {
      const editor = await actorFor('editor');
      const begun = await createArticle(editor, { language: 'en', section: 'region' });
      if (!begun.ok) throw new Error(begun.why);
      const body = [{ type: 'paragraph' as const, text: [{ text: 'A lighthouse was restored.' }] }];
      const text = { headline: 'Lighthouse', standfirst: '', body, source: 'Paper' };
      const saved = await saveText(editor, begun.articleId, { text, base: 1, isExplicit: true });
      if (!saved.ok) throw new Error(saved.why);
      expect(await publishArticle(editor, begun.articleId, { version: saved.version })).toMatchObject({ ok: true });
      const found = await listMatches('en', 'lighthouses');
      expect(found.matches.map(({ article }) => article.headline)).toEqual(['Lighthouse']);
    } finally {
      await client.$disconnect();
      holder.portalDatabase = undefined as never;
    }
  });
});

describe('every function of the database', () => {
  let client: Client;

  beforeAll(async () => {
    client = await open(new URL(String(process.env.DATABASE_URL)).pathname.slice(1));
  });

  const OWN = `FROM pg_proc WHERE pronamespace IN ('public'::regnamespace, 'search'::regnamespace)
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')`;
  const list = async (condition: string) =>
    (await client.query<{ name: string }>(`SELECT oid::regprocedure::text AS name ${OWN} AND ${condition}`)).rows;

  it('has names for all parameters or for none: PostgreSQL cannot print one that has names for some', async () => {
    expect((await list('true')).length).toBeGreaterThan(20);
    expect(await list("'' = ANY (proargnames)")).toEqual([]);
  });

  it('finds what it names whatever the search_path: bound when it was made, or with one of its own', async () => {
    // What is immutable reads no tables.
    expect(
      await list(
        `prosqlbody IS NULL AND provolatile <> 'i'
          AND NOT EXISTS (SELECT FROM unnest(proconfig) setting WHERE setting LIKE 'search_path=%')`,
      ),
    ).toEqual([]);
  });

  it('runs without a search_path, as it does while a dump is restored', async () => {
    await client.query("SET track_functions = 'all'; SET search_path = ''");
    await client.query(EVERY_TRIGGER);
    await client.query('SELECT pg_stat_force_next_flush()');
    const { rows } = await client.query<{ name: string }>(`
      SELECT oid::regprocedure::text AS name ${OWN} AND EXISTS (SELECT FROM pg_trigger WHERE tgfoid = pg_proc.oid)
        AND NOT EXISTS (SELECT FROM pg_stat_user_functions WHERE funcid = pg_proc.oid AND calls > 0)`);
    expect(rows).toEqual([]);
    await client.query('SELECT search.reindex()');
  });
});

/** Adds, changes and deletes a row of everything that triggers follow. */
const EVERY_TRIGGER = `
  INSERT INTO public.site_settings (founded_year) VALUES (2020);
  INSERT INTO public.site_text (language, name, tagline, reuse_rule) VALUES ('en', 'Paper', '', '');
  INSERT INTO public.social_link VALUES (0, 'https://x.com/paper');
  INSERT INTO public.house_ad (place, language, title, text, href) VALUES ('column', 'en', 'a', 'b', '/en');
  INSERT INTO public.page (key) VALUES ('about');
  INSERT INTO public.page_text (page_key, language, title, description, body) VALUES ('about', 'en', 'About', '', '[]');
  INSERT INTO public.picture (id, key, width, height) VALUES (repeat('0', 20), 'lake', 10, 10);
  INSERT INTO public.picture_text VALUES (repeat('0', 20), 'en', 'Lake', '', '');
  INSERT INTO public.section (id, key, position) VALUES (1, 'region', 0);
  INSERT INTO public.section_text VALUES (1, 'en', 'Region', '');
  INSERT INTO public.tag (id, key) VALUES (1, 'water');
  INSERT INTO public.tag_text VALUES (1, 'en', 'Water');
  INSERT INTO public.author (id, key) VALUES (1, 'anna');
  INSERT INTO public.author_text VALUES (1, 'en', 'Anna', '');
  INSERT INTO public.story (id, section_id, lead_id) VALUES (1, 1, repeat('0', 20));
  INSERT INTO public.article (
    id, story_id, section_id, language, slug, headline, standfirst, body, body_text, source, state, published_at
  ) VALUES
    (1, 1, 1, 'en', 'boats', 'Boats', '', '[]', 'Boats', 'Paper', 'published', now()),
    (2, 1, 1, 'ru', 'lodki', 'Лодки', '', '[]', 'Лодки', 'Газета', 'draft', NULL);
  INSERT INTO public.story_tag VALUES (1, 1);
  INSERT INTO public.story_author VALUES (1, 1, 0);
  INSERT INTO public.article_note (article_id, kind, text) VALUES (1, 'update', 'Opened.');
  INSERT INTO public.placement (article_id, language, place, rank) VALUES (1, 'en', 'lead', 0);
  INSERT INTO public.story_audio (article_id, language, published_at, hash) VALUES (1, 'en', now(), '0');
  UPDATE public.story SET kind = 'live';
  INSERT INTO public.live_entry (id, story_id, token) VALUES (1, 1, 'a');
  INSERT INTO public.live_entry_text (entry_id, language, story_id, change) VALUES (1, 'en', 1, 1);
  UPDATE public.live_entry_text SET change = 2;
  UPDATE public.live_blog SET closed_at = now();
  INSERT INTO public.breaking_news (id, story_id, leads_front, ends_at) VALUES (1, 1, true, now() + interval '1 hour');
  INSERT INTO public.breaking_text VALUES (1, 'en', 'Boats!');
  UPDATE public.site_settings SET founded_year = 2021;
  UPDATE public.picture SET focus_x = 0.1;
  UPDATE public.picture_text SET alt = 'River';
  UPDATE public.tag_text SET name = 'Waters';
  UPDATE public.author_text SET name = 'Anne';
  UPDATE public.story SET kind = 'opinion';
  UPDATE public.story_author SET position = 1;
  UPDATE public.article SET headline = 'Ships', state = 'published', published_at = now();
  UPDATE public.article_note SET text = 'Closed.';
  UPDATE public.placement SET place = 'second';
  INSERT INTO public.letter_settings (is_on) VALUES (true);
  DELETE FROM search.article_forms;
  DELETE FROM public.placement;
  DELETE FROM public.article_note;
  DELETE FROM public.story_tag;
  DELETE FROM public.story;
  DELETE FROM public.tag;
  DELETE FROM public.author;
  DELETE FROM public.section;
  DELETE FROM public.page;
  DELETE FROM public.picture;
  DELETE FROM public.site_settings`;

// Four functions of 0.2.0 have names for some parameters: its dumps lack them and the table of search.
describe('a database of 0.2.0', () => {
  it('can be dumped once its parameters have names', async () => {
    const old = await openOld('dumped_0_2_0', '0.2.0', ['old-rows-0.2.0.sql']);
    await old.query(REPAIR);
    const copy = await openNew('restored_0_2_0');
    expect(await copyDatabase(old, copy)).toEqual({});
    expect(await readDefinitions(copy)).toEqual(await readDefinitions(old));
    await copy.query('DISCARD ALL');
    await migrate(urlOf('restored_0_2_0'));
  }, 60_000);

  it('that was restored from a dump without them is made whole, and can be upgraded', async () => {
    const old = await openOld('lost_0_2_0', '0.2.0', ['old-rows-0.2.0.sql']);
    const copy = await openNew('found_0_2_0');
    const lost = await copyDatabase(old, copy);
    expect(Object.keys(lost)).toEqual(expect.arrayContaining(['table search.article']));
    await copy.query('DISCARD ALL');
    await copy.query(REPAIR);
    await old.query(REPAIR);
    expect(await readDefinitions(copy)).toEqual(await readDefinitions(old));
    const rows = async (client: Client) => (await readAllRows(client))['search.article'];
    expect(await rows(copy)).toEqual(await rows(old));
    await copy.query('DISCARD ALL');
    await migrate(urlOf('found_0_2_0'));
  }, 60_000);
});
