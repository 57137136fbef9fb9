import type { Client } from 'pg';

/**
 * The words of all articles, much as search has them, in statements over all of them: what a newspaper writes in 27
 * years would take newsroom/search/reindex-articles.ts an hour. The corpus's words are only letters, which PostgreSQL
 * takes apart as we do.
 */
export async function indexAtOnce(client: Client): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(`
    SELECT format('search.%I', indexname) AS name, indexdef AS definition FROM pg_indexes
    WHERE schemaname = 'search' AND tablename IN ('article', 'word') AND indexname NOT LIKE '%_pkey'`);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await client.query(`
    SET maintenance_work_mem = '1GB';
    TRUNCATE search.pending, search.article, search.article_forms;
    INSERT INTO search.article (id, language, section_id, published_at, words)
    SELECT id, language, section_id, published_at,
      setweight(to_tsvector(search.stemming(language), headline), 'A')
        || setweight(to_tsvector(search.stemming(language), standfirst), 'B')
        || setweight(to_tsvector(search.stemming(language), body_text), 'D')
    FROM article WHERE state = 'published';
    INSERT INTO search.article_forms (id, language, forms)
    SELECT id, language, ARRAY(
      SELECT DISTINCT word FROM regexp_split_to_table(lower(concat_ws(' ', headline, standfirst, body_text)), '[^[:alpha:]]+') AS word
      WHERE length(word) BETWEEN 2 AND 40)
    FROM article WHERE state = 'published'`);
  for (const { definition } of indexes) await client.query(definition);
  await client.query('SELECT search.recount_words()');
  await client.query('VACUUM ANALYZE');
}
