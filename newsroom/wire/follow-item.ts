import { recordSystemEvent } from '#newsroom/audit/record-event';
import { isUntouched, removeUntouched, replaceUntouched } from '#newsroom/live/untouched-draft';
import { lockItem } from '#newsroom/wire/lock-item';
import { type Prisma, sql } from '#platform/database';

/**
 * Does to entries of live blogs what follows from a new version of the item that they were made from. A draft that a
 * source's setting has made, and that nobody has touched since, says what the new version says, and goes with an item
 * that its agency has canceled. Any other entry stays as it is; of a kill it is told in the activity log. In the
 * transaction that takes in the version.
 */
export async function followItem(transaction: Prisma.TransactionClient, itemId: number): Promise<void> {
  const uses = await transaction.wireLiveUse.findMany({ where: { itemId }, orderBy: { storyId: 'asc' } });
  if (uses.length === 0) return;
  const item = await lockItem(transaction, itemId);
  if (!item) return;
  const { status, version, text, agency } = item;
  const told: number[] = [];
  for (const { entryId, textVersion } of uses) {
    const follows = textVersion !== null && (await isUntouched(transaction, entryId, textVersion));
    if (follows && status === 'canceled') await removeUntouched(transaction, entryId, agency);
    else if (status !== 'usable') told.push(entryId);
    else if (follows && text && !item.isUnderEmbargo) {
      const written = await replaceUntouched(transaction, entryId, text);
      await transaction.wireLiveUse.update({
        where: { entryId },
        data: { usedVersion: version, textVersion: written },
      });
    }
  }
  if (told.length === 0) return;
  await transaction.$executeRaw`${recordSystemEvent(
    status === 'canceled' ? 'live.wireCanceled' : 'live.wireWithheld',
    sql`SELECT DISTINCT ON (t.entry_id) t.story_id, t.language, t.title, jsonb_build_object('agency', ${agency}::text)
      FROM live_entry_text t WHERE t.entry_id = ANY(${told}::int[]) ORDER BY t.entry_id, t.language`,
  )}`;
}
