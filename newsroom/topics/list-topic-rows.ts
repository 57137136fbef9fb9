import type { TopicKind, TopicRow } from '#newsroom/topics/editable-topic';
import { contains } from '#platform/contains';
import { database, sql, sqlNothing } from '#platform/database';

/** What differs between the kinds of topics in PostgreSQL. */
export const TABLES = {
  section: {
    topic: sql`section`,
    text: sql`section_text`,
    id: sql`section_id`,
    about: sql`description`,
    story: sql`story`,
  },
  tag: { topic: sql`tag`, text: sql`tag_text`, id: sql`tag_id`, about: null, story: sql`story_tag` },
  author: {
    topic: sql`author`,
    text: sql`author_text`,
    id: sql`author_id`,
    about: sql`biography`,
    story: sql`story_author`,
  },
} as const;

/**
 * Topics with the number of their stories: sections all, in the paper's order; tags and authors by key, from just after
 * the key `after` on, at most `limit` of them. `matching` is any part of a name or key, in whatever language. `next` is
 * where the following page starts, null on the last.
 */
export async function listTopicRows(
  kind: TopicKind,
  { matching = '', after = '', limit }: { matching?: string; after?: string; limit: number },
): Promise<{ topics: TopicRow[]; next: string | null }> {
  const { topic, text, id, story } = TABLES[kind];
  const named = sql`AND t.id IN (
    SELECT ${id} FROM ${text} WHERE ${contains(sql`search.folded(name)`, matching)}
    UNION ALL SELECT id FROM ${topic} WHERE key LIKE ${`%${matching.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`})`;
  const rows = await database().$queryRaw<TopicRow[]>`
    SELECT t.key, (SELECT count(*)::int FROM ${story} s WHERE s.${id} = t.id) AS stories,
      (SELECT coalesce(jsonb_object_agg(w.language, w.name), '{}') FROM ${text} w WHERE w.${id} = t.id) AS names
    FROM ${topic} t
    WHERE ${kind === 'section' ? sql`true` : sql`t.key > ${after}`} ${matching ? named : sqlNothing}
    ORDER BY ${kind === 'section' ? sql`t.position, t.key` : sql`t.key`}
    LIMIT ${kind === 'section' ? sql`ALL` : sql`${limit + 1}`}`;
  if (kind === 'section') return { topics: rows, next: null };
  const topics = rows.slice(0, limit);
  return { topics, next: rows.length > limit ? (topics.at(-1)?.key ?? null) : null };
}
