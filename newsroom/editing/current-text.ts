import { sql } from '#platform/database';

/**
 * Articles with the text that is on the desk, which is the one that readers have where nothing else is; to stand in the
 * FROM of a statement.
 */
export const currentText = sql`(
  SELECT a.id, a.story_id, a.section_id, a.language, a.version, a.removed_at, a.changed_at, a.changed_by_id,
    coalesce(d.headline, a.headline) AS headline, coalesce(d.standfirst, a.standfirst) AS standfirst,
    coalesce(d.body, a.body) AS body, coalesce(d.body_text, a.body_text) AS body_text,
    coalesce(d.source, a.source) AS source
  FROM article a LEFT JOIN draft d ON d.article_id = a.id)`;
