import type { Language } from '#i18n/languages';
import type { WireStatus } from '#newsroom/wire/wire-entry';
import type { WireFilter } from '#newsroom/wire/wire-filter';
import { contains } from '#platform/contains';
import { database, type Sql, sql, sqlList, sqlNothing } from '#platform/database';

/** An item as the list shows it. */
export type WireRow = {
  id: number;
  stackId: number;
  agency: string;
  language: Language;
  version: number;
  status: WireStatus;
  headline: string;
  standfirst: string;
  embargoUntil: Date | null;
  changedAt: Date;
  isUsed: boolean;
};

/** An item with those that tell the same, the newest first. */
export type WireStack = WireRow & { others: WireRow[] };

/** A place in the list: the last item seen. */
export type WireCursor = { changedAt: Date; id: number };

/** Of one stack so many others are shown. */
const MOST_OTHERS = 20;

/**
 * Items that match a filter, last changed first, from just after `before` on. Of those that tell the same the newest
 * stands for all. `next` is where the following page starts, null on the last.
 */
export async function listWireItems(
  filter: WireFilter,
  { before, limit }: { before?: WireCursor | undefined; limit: number },
): Promise<{ stacks: WireStack[]; next: WireCursor | null }> {
  const rows = await database().$queryRaw<WireRow[]>`
    SELECT ${COLUMNS} FROM wire_item i
    WHERE ${sqlList(conditions(filter, sql`i`), ' AND ')}
      ${before ? sql`AND (i.changed_at, i.id) < (${before.changedAt}::timestamptz, ${before.id}::int)` : sqlNothing}
      AND NOT EXISTS (
        SELECT FROM wire_item n
        WHERE n.stack_id = i.stack_id AND (n.changed_at, n.id) > (i.changed_at, i.id)
          AND ${sqlList(conditions(filter, sql`n`), ' AND ')})
    ORDER BY i.changed_at DESC, i.id DESC
    LIMIT ${limit + 1}`;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const others = await listOthers(shown);
  return {
    stacks: shown.map((row) => ({ ...row, others: others.filter(({ stackId }) => stackId === row.stackId) })),
    next: last && rows.length > limit ? { changedAt: last.changedAt, id: last.id } : null,
  };
}

const COLUMNS = sql`i.id, i.stack_id AS "stackId", i.agency, i.language, i.version, i.status, i.headline, i.standfirst,
  i.embargo_until AS "embargoUntil", i.changed_at AS "changedAt",
  ${isUsed(sql`i`)} AS "isUsed"`;

/** By an article, or an entry of a live blog, that is not in the trash. */
function isUsed(item: Sql): Sql {
  return sql`(EXISTS (
    SELECT FROM wire_use u JOIN article a ON a.id = u.article_id
    WHERE u.item_id = ${item}.id AND a.removed_at IS NULL
  ) OR EXISTS (
    SELECT FROM wire_live_use l JOIN article a ON a.story_id = l.story_id
    WHERE l.item_id = ${item}.id AND a.removed_at IS NULL))`;
}

function conditions({ source, language, use, q }: WireFilter, item: Sql): Sql[] {
  const wanted = [sql`true`];
  if (source) wanted.push(sql`${item}.source_id = ${Number(source)}`);
  if (language) wanted.push(sql`${item}.language = ${language}`);
  if (q) wanted.push(contains(sql`${item}.words_folded`, q));
  if (use) wanted.push(use === 'used' ? isUsed(item) : sql`NOT ${isUsed(item)}`);
  return wanted;
}

async function listOthers(shown: readonly WireRow[]): Promise<WireRow[]> {
  if (shown.length === 0) return [];
  return database().$queryRaw<WireRow[]>`
    SELECT other.* FROM unnest(${shown.map(({ id }) => id)}::int[], ${shown.map(({ stackId }) => stackId)}::int[])
      AS head (id, stack_id)
    CROSS JOIN LATERAL (
      SELECT ${COLUMNS} FROM wire_item i
      WHERE i.stack_id = head.stack_id AND i.id <> head.id
      ORDER BY i.changed_at DESC, i.id DESC LIMIT ${MOST_OTHERS}
    ) AS other`;
}
