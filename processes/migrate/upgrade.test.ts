import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { foldWords, WORD_RULES } from '#i18n/words';
import { AUDIT_EVENTS, type AuditEvent } from '#newsroom/audit/events';
import { reindexArticles } from '#newsroom/search/reindex-articles';
import { migrate } from '#processes/migrate/migrate';
import { OLD_AUDIT_ENTRIES } from '#processes/migrate/old-audit-entries';
import { createOldDatabase, OLD_SCHEMAS } from '#processes/migrate/old-database';

/** Columns as text, as PostgreSQL writes them: a changed space in a body is a difference. */
type Row = Record<string, string | null>;
type Tables = Record<string, Row[]>;

/** Tables and columns that have another name now, and columns whose values went elsewhere: other tests look there. */
const RENAMED_TABLES: Record<string, string> = {
  masthead: 'site_settings',
  masthead_text: 'site_text',
  entry_link: 'account_link',
  draft: 'working_copy',
};
const RENAMED_COLUMNS: Record<string, Record<string, string>> = { masthead_text: { masthead_id: 'settings_id' } };
const NETWORKS = [
  'x_url',
  'youtube_url',
  'instagram_url',
  'facebook_url',
  'telegram_url',
  'app_store_url',
  'google_play_url',
];
const WORK = ['version', 'published_version', 'workflow', 'desk_note', 'changed_at', 'changed_by_id'];
const MOVED_COLUMNS: Record<string, string[]> = {
  article: WORK,
  masthead: NETWORKS,
  audit_entry: ['act', 'thing', 'thing_id', 'detail'],
};
/** Migrations add to these: every article has a working copy, every language a front page, changes are announced. */
const GROWING = ['draft', 'front_layout', 'outbox'];

async function readTables(client: Client): Promise<Tables> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`);
  const tables: Tables = {};
  for (const { name } of rows) {
    const found = await client.query<{ row: Row }>(
      `SELECT (SELECT jsonb_object_agg(key, value) FROM jsonb_each_text(to_jsonb(t))) AS row FROM "${name}" t`,
    );
    tables[name] = found.rows.map(({ row }) => row);
  }
  return tables;
}

/** Of each row only these columns, under their old names, in an order that only depends on their values. */
function pick(rows: Row[], columns: string[], renamed: Record<string, string> = {}): string[] {
  return rows.map((row) => JSON.stringify(columns.map((name) => [name, row[renamed[name] ?? name]]))).sort();
}

const insertAuditEntries = (client: Client) =>
  client.query(
    `INSERT INTO audit_entry (id, at, actor_id, actor_name, address, act, thing, thing_id, language, title, detail)
     SELECT position, '2026-05-01Z'::timestamptz + position * interval '1 minute', nullif('s' || position % 3, 's0'),
       'Actor ' || position, '192.0.2.' || position, entry->>0, entry->>1, entry->>2,
       CASE entry->>1 WHEN 'article' THEN 'en'::"Language" END, 'Title ' || position, entry->3
     FROM jsonb_array_elements($1) WITH ORDINALITY AS e (entry, position)`,
    [JSON.stringify(OLD_AUDIT_ENTRIES.map(([old]) => old))],
  );

const RELEASES = [
  { release: '0.2.0', name: 'upgrade_from_release', files: ['old-rows-0.2.0.sql'] },
  {
    release: 'main before languages became rows',
    name: 'upgrade_from_main',
    files: ['old-rows-0.2.0.sql', 'old-rows-main.sql'],
  },
] as const;

describe.each(RELEASES)('a database of $release', ({ release, name, files }) => {
  let client: Client;
  let url: string;
  let old: Tables;
  let now: Tables;

  const read = async (sql: string) => (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;

  beforeAll(async () => {
    const made = await createOldDatabase(inject('postgres'), name, OLD_SCHEMAS[release]);
    client = made.client;
    url = made.url;
    for (const file of files) await client.query(readFileSync(`processes/migrate/${file}`, 'utf8'));
    if (release !== '0.2.0') await insertAuditEntries(client);
    old = await readTables(client);
    // What a session remembers of the old types does not fit the new ones.
    await client.query('DISCARD ALL');
    await migrate(made.url);
    now = await readTables(client);
    await reindexArticles(url, () => {});
  }, 60_000);

  afterAll(() => client.end());

  it('has rows in every table, so that a forgotten one fails', () => {
    expect(Object.keys(old).filter((table) => old[table]?.length === 0)).toEqual([]);
  });

  it('keeps every row of every table, in all columns', () => {
    for (const [table, rows] of Object.entries(old)) {
      const columns = Object.keys(rows[0] ?? {}).filter((column) => !MOVED_COLUMNS[table]?.includes(column));
      const before = pick(rows, columns);
      const after = pick(now[RENAMED_TABLES[table] ?? table] ?? [], columns, RENAMED_COLUMNS[table]);
      if (GROWING.includes(table)) expect.soft(after, table).toEqual(expect.arrayContaining(before));
      else expect.soft(after, table).toEqual(before);
    }
  });

  it('gives every article a working copy: the draft where there was one, else what is published', () => {
    const drafts = new Map(old.draft?.map((draft) => [draft.article_id, draft]));
    const expected = old.article?.map((article) => {
      const { headline, standfirst, body, source } = drafts.get(article.id ?? null) ?? article;
      const isOut = article.state === 'published' || article.state === 'withdrawn';
      return {
        article_id: article.id,
        version: article.version,
        // Readers have no version of what is not published, whatever the column said by default.
        published_version: article.state === 'draft' ? '0' : (article.published_version ?? article.version),
        workflow: article.workflow ?? 'ready',
        note: article.desk_note ?? '',
        ...{ headline, standfirst, body, source },
        changed_by_id: article.changed_by_id ?? null,
        // Release 0.2.0 knew only when readers saw it change.
        changed_at: article.changed_at ?? (isOut ? (article.revised_at ?? article.published_at) : expect.any(String)),
      };
    });
    const byArticle = (rows: { article_id?: string | null }[] = []) =>
      Object.fromEntries(rows.map((row) => [`article ${row.article_id}`, row]));
    expect(byArticle(now.working_copy)).toMatchObject(byArticle(expected));
    expect(now.working_copy).toHaveLength(Number(old.article?.length));
  });

  it('leads former addresses to the same articles and tags', async () => {
    expect(
      await read('SELECT f.slug, a.slug FROM former_slug f JOIN article a ON a.id = f.article_id ORDER BY 1'),
    ).toEqual([
      ['boats', 'lodki'],
      ['navak', 'navakner'],
      ['old-boats', 'boats'],
      ['older-boats', 'boats'],
    ]);
    const tags = await read('SELECT f.key, t.key FROM former_tag f JOIN tag t ON t.id = f.tag_id ORDER BY 1');
    expect(tags).toEqual(
      old.former_tag
        ? [
            ['aqua', 'water'],
            ['vino', 'wine'],
          ]
        : [],
    );
  });

  it('adds up the views of all days', async () => {
    expect(await read('SELECT article_id, views FROM article_view_total ORDER BY 1')).toEqual([
      [1, 151],
      [2, 7],
      [6, 9],
    ]);
  });

  it('keeps the addresses of all networks in their order', async () => {
    const links = await read('SELECT url FROM social_link ORDER BY position');
    expect(links.flat()).toEqual(NETWORKS.map((network) => old.masthead?.[0]?.[network]));
  });

  it('tells every entry of the log by a name and with details that this version knows', async () => {
    const entries = await read('SELECT event, resource, resource_id, detail FROM audit_entry ORDER BY id');
    expect(entries).toEqual(
      release === '0.2.0'
        ? []
        : OLD_AUDIT_ENTRIES.map(([[, thing, thingId], [event, detail, resource = thing, id = thingId]]) => [
            ...[event, resource, id, detail],
          ]),
    );
    for (const [event, resource, , detail] of entries) {
      expect(Object.keys(AUDIT_EVENTS)).toContain(event);
      const known: { resource: string; details?: object } = AUDIT_EVENTS[event as AuditEvent];
      expect(resource, String(event)).toBe(known.resource);
      expect(Object.keys(known.details ?? {}), String(event)).toEqual(
        expect.arrayContaining(Object.keys(detail as object)),
      );
    }
  });

  it('finds what is published by its headline, body and tags', async () => {
    const found = async (language: string, words: string) =>
      (
        await client.query<{ id: number }>(
          `SELECT id FROM search.article WHERE language = $1
            AND words @@ plainto_tsquery(search.stemming($1), $2) ORDER BY id`,
          [language, foldWords(words)],
        )
      ).rows.map(({ id }) => id);
    expect(await found('en', 'river boats')).toEqual([1]);
    expect(await found('en', 'fishermen wine')).toEqual([1]);
    expect(await found('en', 'captioned second')).toEqual([1, 7]);
    expect(await found('ru', 'рыбак вино')).toEqual([2]);
    expect(await found('hy', 'նավակներ')).toEqual([3]);
    expect(await found('ru', 'завтра')).toEqual([]);
  });

  it('has made the words of all articles anew, and counted them', async () => {
    expect(await read('SELECT count(*)::integer FROM search.pending')).toEqual([[0]]);
    expect(await read('SELECT queued, counted FROM search.rules')).toEqual([[WORD_RULES, WORD_RULES]]);
    expect(await read('SELECT id FROM search.article WHERE id NOT IN (SELECT id FROM search.article_forms)')).toEqual(
      [],
    );
    for (const [word, folded] of await read('SELECT word, folded FROM search.word')) {
      expect(foldWords(String(word))).toBe(folded);
    }
  });

  it('has the index of search that making it anew would give', async () => {
    const index = async () => [
      await read('SELECT id, language, section_id, published_at, words, partitions FROM search.article ORDER BY id'),
      await read('SELECT language, word, stories, sound FROM search.word ORDER BY language, word'),
    ];
    const kept = await index();
    await client.query('SELECT search.reindex()');
    await client.query('UPDATE search.rules SET counted = 0');
    await reindexArticles(url, () => {});
    expect(kept).toEqual(await index());
  });
});
