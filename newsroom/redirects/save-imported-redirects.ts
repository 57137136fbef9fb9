import { parseOldAddress, writeOldAddress } from '#newsroom/redirects/old-address';
import { isAlwaysOwn } from '#newsroom/redirects/own-address';
import { type RedirectTarget, targetColumns } from '#newsroom/redirects/redirect-target';
import { database, type Prisma } from '#platform/database';

/** An address of the former site, in any form in which it stood somewhere, and what it leads to. */
export type ImportedRedirect = { from: string; to: RedirectTarget };

export type ImportedRedirects = {
  /** Rows that are new, or lead elsewhere than before. */
  saved: number;
  /** Rows that were there already, made by hand (these stay as they are), by an import, or by an earlier one of `rows`. */
  kept: number;
  /** `address`: it is none, or too long; `own`: the site itself has it; `target`: what it is to lead to is not there. */
  refused: { from: string; why: 'address' | 'own' | 'target' }[];
};

/**
 * Saves old addresses that an import found, a thousand or so at a time; the first of several for one address counts.
 * What a person made or changed by hand stays. `client` is the import's transaction. With `portal.quiet` set in it
 * (`SELECT set_config('portal.quiet', 'on', true)`) nobody is told, and whoever imports says `everything` at the end.
 */
export async function saveImportedRedirects(
  importId: number,
  rows: readonly ImportedRedirect[],
  client: Pick<Prisma.TransactionClient, '$queryRaw'> = database(),
): Promise<ImportedRedirects> {
  const refused: ImportedRedirects['refused'] = [];
  const valid: { address: string; from: string; to: ReturnType<typeof targetColumns> }[] = [];
  for (const { from, to } of rows) {
    const address = parseOldAddress(from);
    if (!address) refused.push({ from, why: 'address' });
    else if (isAlwaysOwn(address)) refused.push({ from, why: 'own' });
    else valid.push({ address: writeOldAddress(address), from, to: targetColumns(to) });
  }
  const given = valid.map(({ address, to }, position) => ({ position, address, ...to }));
  const [row] = await client.$queryRaw<{ saved: number; missing: number[] }[]>`
    WITH given AS (
      SELECT g.*, article.story_id, coalesce(g.language, article.language) AS of_language,
        CASE g.kind
          WHEN 'article' THEN article.id IS NOT NULL
          WHEN 'picture' THEN EXISTS (SELECT FROM picture WHERE id = g."pictureId")
          ELSE true
        END AS is_there
      FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS g (
        position int, address text, kind "RedirectKind", language text, "articleId" int, "pictureId" char(20), target text)
      LEFT JOIN article ON article.id = g."articleId"
    ), saved AS (
      INSERT INTO redirect (address, kind, language, story_id, picture_id, target, import_id)
      SELECT DISTINCT ON (address) address, kind, of_language, story_id, "pictureId", target, ${importId}::int
      FROM given WHERE is_there
      ORDER BY address, position
      ON CONFLICT (address) DO UPDATE
      SET kind = excluded.kind, language = excluded.language, story_id = excluded.story_id,
        picture_id = excluded.picture_id, target = excluded.target, import_id = excluded.import_id,
        version = redirect.version + 1
      WHERE redirect.import_id IS NOT NULL
        AND (redirect.kind, redirect.language, redirect.story_id, redirect.picture_id, redirect.target)
          IS DISTINCT FROM (excluded.kind, excluded.language, excluded.story_id, excluded.picture_id, excluded.target)
      RETURNING 1
    )
    SELECT (SELECT count(*)::int FROM saved) AS saved,
      array(SELECT position FROM given WHERE NOT is_there ORDER BY position) AS missing`;
  const { saved = 0, missing = [] } = row ?? {};
  for (const position of missing) refused.push({ from: valid[position]?.from ?? '', why: 'target' });
  return { saved, kept: valid.length - missing.length - saved, refused };
}
