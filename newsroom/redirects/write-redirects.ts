import { questionOf } from '#newsroom/articles/address-parts';
import type { Target } from '#newsroom/redirects/find-targets';
import { type OldAddress, writeOldAddress } from '#newsroom/redirects/old-address';
import { type Sql, sql } from '#platform/database';

/** An old address and what it is to lead to. */
export type NewRedirect = { address: OldAddress; target: Target };

/**
 * Parts of a statement that saves redirects that somebody made by hand (`byId`): `written` has a row (id, address) for each that is new or, with
 * `replaces`, changed. Their addresses are no longer without an answer, and redirects to a list or page that was there
 * once lead on with it, so that none ends at an old address.
 */
export function writeRedirects(byId: string, rows: readonly NewRedirect[], { replaces }: { replaces: boolean }): Sql {
  const given = rows.map(({ address, target }) => ({
    address: writeOldAddress(address),
    ...target,
    ...formerList(address),
  }));
  const onConflict = replaces
    ? sql`DO UPDATE SET kind = excluded.kind, language = excluded.language, story_id = excluded.story_id,
        picture_id = excluded.picture_id, target = excluded.target, version = redirect.version + 1,
        import_id = NULL, created_by_id = excluded.created_by_id
      WHERE (redirect.kind, redirect.language, redirect.story_id, redirect.picture_id, redirect.target)
        IS DISTINCT FROM (excluded.kind, excluded.language, excluded.story_id, excluded.picture_id, excluded.target)`
    : sql`DO NOTHING`;
  return sql`
    given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS g (
        address text, kind "RedirectKind", language text, "storyId" int, "pictureId" char(20), target text,
        "listKinds" text[], "listLanguage" text, "listKey" text)
    ), written AS (
      INSERT INTO redirect (address, kind, language, story_id, picture_id, target, created_by_id)
      SELECT address, kind, language, "storyId", "pictureId", target, ${byId} FROM given ORDER BY address
      ON CONFLICT (address) ${onConflict}
      RETURNING id, address
    ), led_on AS (
      UPDATE redirect r
      SET kind = g.kind, language = g.language, story_id = g."storyId", picture_id = g."pictureId", target = g.target,
        version = version + 1
      FROM given g
      WHERE r.target = g."listKey" AND r.language = g."listLanguage" AND r.kind::text = ANY (g."listKinds")
        AND r.address NOT IN (SELECT address FROM given)
    ), answered AS (
      DELETE FROM unanswered_address u USING given g WHERE u.address = g.address
    )`;
}

const LIST_KINDS: Record<string, string[]> = { list: ['section', 'page'], tag: ['tag'], author: ['author'] };

/** The list or page that was at an address while it was one of this site. */
function formerList({ path }: OldAddress): { listKinds: string[]; listLanguage: string; listKey: string } | object {
  const question = questionOf(path);
  const part = question.absent ? undefined : question.part;
  const listKinds = part && LIST_KINDS[part.of];
  return part && listKinds ? { listKinds, listLanguage: part.language, listKey: part.key } : {};
}
