import type { Language } from '#i18n/languages';
import { database, type Sql, sql } from '#platform/database';

/**
 * What of an address only the database knows: the slug of a post, the key of a tag, an author or a section or page about
 * the paper (`list`), a day of the archive, where a list goes on (`cursor`, as writeCursor has it), or the key of IndexNow
 * (`key file`), or the id of an article (`id`), or of a live blog its slug, an entry of it (`slug/id`) or the number of a
 * change (`story/number`).
 */
export type AddressPart = {
  of: 'post' | 'tag' | 'author' | 'list' | 'day' | 'cursor' | 'key file' | 'id' | `live ${'blog' | 'entry' | 'change'}`;
  language: Language;
  key: string;
};

/**
 * The positions of those parts that the database knows. A post is known by any slug that it has or had in the language,
 * has in another one, or had before it was withdrawn; a day if it lies between the first story and the last. One
 * statement, by indexes, whatever the number.
 */
export async function findKnownAddresses(parts: readonly AddressPart[]): Promise<Set<number>> {
  const column = (name: keyof AddressPart) => parts.map((part) => part[name]);
  const rows = await database().$queryRaw<{ position: bigint }[]>`
    SELECT position
    FROM unnest(${column('of')}::text[], ${column('language')}::text[], ${column('key')}::text[])
      WITH ORDINALITY AS asked (of, language, key, position)
    WHERE CASE asked.of
      WHEN 'post' THEN EXISTS (
        SELECT FROM article
        WHERE slug = asked.key AND (
          state IN ('published', 'withdrawn')
          OR EXISTS (SELECT FROM article other WHERE other.story_id = article.story_id AND other.state = 'published')
        )
      ) OR EXISTS (SELECT FROM former_slug WHERE former_slug.language = asked.language AND slug = asked.key)
      WHEN 'tag' THEN EXISTS (SELECT FROM tag WHERE tag.key = asked.key)
        OR EXISTS (SELECT FROM former_tag WHERE former_tag.key = asked.key)
      WHEN 'author' THEN EXISTS (SELECT FROM author WHERE author.key = asked.key)
      WHEN 'list' THEN EXISTS (SELECT FROM section WHERE section.key = asked.key)
        OR EXISTS (SELECT FROM page WHERE page.key = asked.key)
      -- A day longer at both ends, for the time zone of the paper.
      WHEN 'day' THEN EXISTS (SELECT FROM article WHERE state = 'published' AND published_at < asked.key::date + 2)
        AND EXISTS (SELECT FROM article WHERE state = 'published' AND published_at >= asked.key::date - 1)
      WHEN 'cursor' THEN EXISTS (
        SELECT FROM article
        WHERE id = split_part(asked.key, '-', 2)::integer AND state = 'published'
          AND published_at = to_timestamp(0) + split_part(asked.key, '-', 1)::bigint * interval '1 millisecond'
      )
      WHEN 'id' THEN EXISTS (
        SELECT FROM article WHERE id = asked.key::integer AND state IN ('published', 'withdrawn')
      )
      WHEN 'live blog' THEN EXISTS (
        SELECT FROM (${withSlug(sql`asked.key`)}) AS article JOIN story ON story.id = article.story_id
        WHERE kind = 'live' AND state IN ('published', 'withdrawn')
      )
      WHEN 'live entry' THEN EXISTS (
        SELECT FROM (${withSlug(sql`split_part(asked.key, '/', 1)`)}) AS article
        JOIN live_entry_text t USING (story_id, language)
        WHERE article.state IN ('published', 'withdrawn')
          AND t.entry_id = split_part(asked.key, '/', 2)::integer AND t.change > 0
      )
      WHEN 'live change' THEN EXISTS (
        SELECT FROM live_blog JOIN article USING (story_id)
        WHERE story_id = split_part(asked.key, '/', 1)::integer AND article.language = asked.language
          AND article.state = 'published' AND change >= split_part(asked.key, '/', 2)::integer
      )
      WHEN 'key file' THEN EXISTS (SELECT FROM site_settings WHERE index_now_key = asked.key)
    END`;
  return new Set(rows.map(({ position }) => Number(position) - 1));
}

/** The articles that have or had a slug in the language that is asked for. */
function withSlug(slug: Sql): Sql {
  return sql`
    SELECT story_id, language, state FROM article WHERE slug = ${slug} AND language = asked.language
    UNION ALL
    SELECT a.story_id, a.language, a.state FROM former_slug f JOIN article a ON a.id = f.article_id
    WHERE f.slug = ${slug} AND f.language = asked.language`;
}
