import { database } from '#platform/database';

/**
 * Thins out what autosave has kept: of what is older than a day the last text of each quarter of an hour stays, for 90
 * days. What somebody saved or published, and what was replaced by others or lost many words, stays for ever. Looks at
 * `limit` revisions at most and returns how many it has looked at; none is looked at more than twice.
 */
export async function thinRevisions(limit: number): Promise<number> {
  const [row] = await database().$queryRaw<{ looked: number }[]>`
    WITH old AS (
      SELECT article_id, version, kind, at FROM revision
      WHERE kind = 'autosaved' AND at < now() - interval '1 day' OR kind = 'interval' AND at < now() - interval '90 days'
      LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ), judged AS (
      SELECT article_id, version, kind = 'autosaved' AND NOT EXISTS (
        SELECT FROM revision later
        WHERE later.article_id = old.article_id AND later.version > old.version
          AND date_bin('15 minutes', later.at, 'epoch') = date_bin('15 minutes', old.at, 'epoch')
      ) AS stays
      FROM old
    ), deleted AS (
      DELETE FROM revision USING judged
      WHERE revision.article_id = judged.article_id AND revision.version = judged.version AND NOT judged.stays
    ), kept AS (
      UPDATE revision SET kind = 'interval' FROM judged
      WHERE revision.article_id = judged.article_id AND revision.version = judged.version AND judged.stays
    )
    SELECT count(*)::int AS looked FROM judged`;
  return row?.looked ?? 0;
}
