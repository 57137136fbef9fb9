import type { ImportRun, WaitingItem } from '#newsroom/transfer/run/import-run';
import type { Known, LedgerKind } from '#newsroom/transfer/run/ledger';
import { madeFingerprint } from '#newsroom/transfer/undo/made-fingerprint';

/** A thing that an earlier import made, as it is now. */
export type RowsBefore = {
  /** Whether nobody has changed it here; false too where it has been deleted. */
  isUnedited: boolean;
  isThere: boolean;
  /** Its rows, and what was remembered of it: newsroom/transfer/undo/restore-rows.ts puts them back. */
  before: unknown;
};

/** What an earlier import made of those items that a newer export has otherwise, before anything is changed. */
export async function readRowsBefore(
  run: ImportRun,
  kind: LedgerKind,
  items: readonly WaitingItem<unknown>[],
  known: ReadonlyMap<string, Known>,
): Promise<Map<string, RowsBefore>> {
  const ids = items
    .filter(({ sourceId, fingerprint }) => known.has(sourceId) && known.get(sourceId)?.fingerprint !== fingerprint)
    .map(({ sourceId }) => sourceId);
  if (ids.length === 0) return new Map();
  const rows = await run.client.$queryRaw<(RowsBefore & { sourceId: string })[]>`
    SELECT i.source_id AS "sourceId", i.made = coalesce(${madeFingerprint}, '') AS "isUnedited",
      i.resource IN ('section', 'nothing') OR now.rows IS NOT NULL AS "isThere",
      jsonb_build_object('item', to_jsonb(i), 'rows', now.rows) AS before
    FROM imported_item i
    CROSS JOIN LATERAL (SELECT i.resource, i.resource_id AS "resourceId") AS r
    CROSS JOIN LATERAL (
      SELECT CASE i.resource
        WHEN 'article' THEN (
          SELECT jsonb_build_object('article', to_jsonb(a), 'copy', to_jsonb(w), 'story', to_jsonb(s),
            'tags', ARRAY(SELECT tag_id FROM story_tag WHERE story_id = s.id),
            'authors', ARRAY(SELECT to_jsonb(x) FROM story_author x WHERE story_id = s.id))
          FROM article a JOIN working_copy w ON w.article_id = a.id JOIN story s ON s.id = a.story_id
          WHERE a.id = i.resource_id::integer AND a.removed_at IS NULL)
        WHEN 'page' THEN (
          SELECT jsonb_build_object('texts', jsonb_build_array(to_jsonb(t))) FROM page_text t
          WHERE t.page_key = split_part(i.resource_id, '/', 1) AND t.language = split_part(i.resource_id, '/', 2))
        WHEN 'tag' THEN (
          SELECT jsonb_build_object('tag', to_jsonb(g),
            'texts', ARRAY(SELECT to_jsonb(t) FROM tag_text t WHERE t.tag_id = g.id))
          FROM tag g WHERE g.id = i.resource_id::integer)
        WHEN 'author' THEN (
          SELECT jsonb_build_object('author', to_jsonb(h),
            'texts', ARRAY(SELECT to_jsonb(t) FROM author_text t WHERE t.author_id = h.id))
          FROM author h WHERE h.id = i.resource_id::integer)
        WHEN 'picture' THEN (
          SELECT jsonb_build_object('picture', to_jsonb(p),
            'texts', ARRAY(SELECT to_jsonb(t) FROM picture_text t WHERE t.picture_id = p.id))
          FROM picture p WHERE p.id = i.resource_id)
      END AS rows
    ) AS now
    WHERE i.site = ${run.site} AND i.kind = ${kind} AND i.source_id = ANY (${ids})`;
  return new Map(rows.map(({ sourceId, ...row }) => [sourceId, row]));
}
