import { Client } from 'pg';

/** The rows of all tables but some, as texts in one order: to compare a database with itself. */
export async function readTables(url: string, without: readonly string[]): Promise<Record<string, string[]>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(`
      SELECT c.oid::regclass::text AS name FROM pg_class c
      WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace, 'search'::regnamespace) ORDER BY 1`);
    const rows: Record<string, string[]> = {};
    for (const { name } of tables.filter((table) => !without.includes(table.name))) {
      const found = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
      rows[name] = found.rows.map(({ row }) => row);
    }
    return rows;
  } finally {
    await client.end();
  }
}

/**
 * What an import has made, without ids and times of this database: to compare two databases. Tables that count or queue
 * are left out.
 */
export async function readImportedContent(url: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ content: unknown[] }>(`
      SELECT jsonb_build_array(
        (SELECT jsonb_agg(jsonb_build_array(a.language, a.slug, a.headline, a.standfirst, a.body, a.body_text, a.source,
            a.state, a.published_at, a.revised_at, w.version, w.published_version, w.workflow, w.note, w.headline, w.body,
            w.body_text, s.kind, section.key,
            ARRAY(SELECT key FROM story_tag JOIN tag ON tag.id = tag_id WHERE story_id = s.id ORDER BY key),
            ARRAY(SELECT key FROM story_author x JOIN author ON author.id = author_id WHERE story_id = s.id
              ORDER BY x.position),
            ARRAY(SELECT other.language || other.slug FROM article other WHERE other.story_id = s.id ORDER BY 1))
          ORDER BY a.language, a.slug)
        FROM article a JOIN working_copy w ON w.article_id = a.id JOIN story s ON s.id = a.story_id
          JOIN section ON section.id = s.section_id),
        (SELECT jsonb_agg(jsonb_build_array(key, ARRAY(SELECT language || name FROM tag_text WHERE tag_id = tag.id
          ORDER BY 1)) ORDER BY key) FROM tag),
        (SELECT jsonb_agg(jsonb_build_array(key, ARRAY(SELECT language || name || biography FROM author_text
          WHERE author_id = author.id ORDER BY 1)) ORDER BY key) FROM author),
        (SELECT jsonb_agg(jsonb_build_array(page_key, language, title, body) ORDER BY page_key, language) FROM page_text),
        (SELECT jsonb_agg(jsonb_build_array(site, kind, source_id, resource, is_own, fingerprint, translation_group)
          ORDER BY kind, source_id) FROM imported_item),
        (SELECT jsonb_agg(report) FROM import WHERE state = 'done')
      ) AS content`);
    return rows[0]?.content ?? [];
  } finally {
    await client.end();
  }
}
