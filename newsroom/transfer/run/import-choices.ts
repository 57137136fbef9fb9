import type { Client } from '#newsroom/transfer/run/import-run';

/** What of a source somebody may map to what is here, each with what it would become or has become. */
export type ImportChoices = {
  categories: { id: string; name: string; became: string; reasons: string[] }[];
  /** By the name that options know them by. */
  authors: { slug: string; name: string; became: string }[];
  /** The source's codes of languages, and how many items are in each. */
  languages: { code: string; items: number }[];
};

/** Those that an earlier import has brought stay what they are. */
const DECIDED = ['unchanged', 'unchanged-here', 'edited-here', 'deleted-here', 'duplicate', 'updated'];

/** So many of each are listed; the rest become what they would without anybody's choice. */
const LISTED = 200;

/** What of a staged import may be mapped. */
export async function readImportChoices(client: Client, importId: number): Promise<ImportChoices> {
  const categories = await client.$queryRaw<ImportChoices['categories']>`
    SELECT source_id AS id, title AS name, became, reasons FROM import_item
    WHERE import_id = ${importId} AND rank = 2 AND payload->>'taxonomy' = 'category'
      AND NOT reasons && ${DECIDED}::text[]
    ORDER BY position LIMIT ${LISTED}`;
  const authors = await client.$queryRaw<ImportChoices['authors']>`
    SELECT coalesce(nullif(payload->>'slug', ''), payload->>'name') AS slug, title AS name, became FROM import_item
    WHERE import_id = ${importId} AND rank = 1 AND NOT reasons && ${DECIDED}::text[]
    ORDER BY position LIMIT ${LISTED}`;
  const languages = await client.$queryRaw<ImportChoices['languages']>`
    SELECT coalesce(i.payload->>'language', import.language) AS code, count(*)::integer AS items
    FROM import_item i JOIN import ON import.id = i.import_id
    WHERE i.import_id = ${importId} AND i.rank IN (2, 3) AND coalesce(i.payload->>'language', import.language) <> ''
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${LISTED}`;
  return { categories, authors, languages };
}
