import type { ImportReason } from '#newsroom/transfer/run/import-reasons';
import type { ItemOutcome } from '#newsroom/transfer/run/item-outcome';
import { database, sql, sqlNothing } from '#platform/database';

/** An item of an import in its list. */
export type ListedItem = {
  position: number;
  kind: string;
  sourceId: string;
  title: string;
  outcome: ItemOutcome;
  reasons: string[];
  became: string;
};

/** Items of an import that have ended so, in the order of the file, from just after one on; `next` where there are more. */
export async function listImportItems(
  importId: number,
  {
    outcome,
    reason,
    after = -1,
  }: { outcome?: ItemOutcome | undefined; reason?: ImportReason | undefined; after?: number },
  limit: number,
): Promise<{ items: ListedItem[]; next?: number }> {
  const rows = await database().$queryRaw<ListedItem[]>`
    SELECT position, kind, source_id AS "sourceId", title, outcome, reasons, became FROM import_item
    WHERE import_id = ${importId} AND position > ${after} AND outcome IS NOT NULL
      ${outcome ? sql`AND outcome = ${outcome}` : sqlNothing} ${reason ? sql`AND reasons @> ARRAY[${reason}]` : sqlNothing}
    ORDER BY position LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(rows.length > limit && last && { next: last.position }) };
}
