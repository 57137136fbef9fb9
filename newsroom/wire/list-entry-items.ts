import type { WireStatus } from '#newsroom/wire/wire-entry';
import { database } from '#platform/database';

/** An item that an entry of a live blog was made from, as it is now. */
export type EntryItem = {
  itemId: number;
  agency: string;
  status: WireStatus;
  embargoUntil: Date | null;
  /** The newest version, and whether it came after the one that the entry was made from or that was dealt with since. */
  version: number;
  hasNewVersion: boolean;
};

/** Of some entries of live blogs those that were made from items, by their ids. */
export async function listEntryItems(entryIds: readonly number[]): Promise<Map<number, EntryItem>> {
  if (entryIds.length === 0) return new Map();
  const uses = await database().wireLiveUse.findMany({
    where: { entryId: { in: [...entryIds] } },
    relationLoadStrategy: 'join',
    select: {
      ...{ entryId: true, itemId: true, usedVersion: true },
      item: { select: { agency: true, status: true, embargoUntil: true, version: true } },
    },
  });
  return new Map(
    uses.map(({ entryId, itemId, usedVersion, item: { version, status, ...item } }) => [
      entryId,
      { ...item, itemId, version, status: status as WireStatus, hasNewVersion: version > usedVersion },
    ]),
  );
}
