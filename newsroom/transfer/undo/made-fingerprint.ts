import { sql } from '#platform/database';

/**
 * What says whether somebody has changed a thing since an import made it, of `resource` and `"resourceId"` of a row r:
 * its versions and what is changed without one. That a scheduled article was published when it was due is no change.
 */
export const madeFingerprint = sql`
  CASE r.resource
    WHEN 'article' THEN (
      SELECT md5(concat_ws(' ', w.version, a.slug, CASE a.state WHEN 'scheduled' THEN 'published' ELSE a.state::text END,
        extract(epoch FROM a.published_at), a.removed_at IS NULL, s.version))
      FROM article a JOIN working_copy w ON w.article_id = a.id JOIN story s ON s.id = a.story_id
      WHERE a.id = r."resourceId"::integer)
    WHEN 'page' THEN (
      SELECT md5(concat_ws(' ', t.title, t.description, t.body)) FROM page_text t
      WHERE t.page_key = split_part(r."resourceId", '/', 1) AND t.language = split_part(r."resourceId", '/', 2))
    WHEN 'tag' THEN (SELECT version::text FROM tag WHERE id = r."resourceId"::integer)
    WHEN 'author' THEN (SELECT concat_ws(' ', version, picture_id) FROM author WHERE id = r."resourceId"::integer)
    WHEN 'picture' THEN (SELECT version::text FROM picture WHERE id = r."resourceId")
    ELSE ''
  END`;
