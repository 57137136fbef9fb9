import type { Language } from '#i18n/languages';
import { recordEvent, recordSystemEvent } from '#newsroom/audit/record-event';
import { addDraft } from '#newsroom/live/add-draft';
import { entryName } from '#newsroom/live/entry';
import type { Actor } from '#newsroom/permissions/actor';
import { type Result, refuse } from '#newsroom/result';
import { lockItem } from '#newsroom/wire/lock-item';
import { type Prisma, sql } from '#platform/database';

/**
 * Makes a draft of an entry of an item, in the item's language; `by` is null where a source's setting makes it: such a
 * draft follows the item until somebody touches it (follow-item.ts). An item is one entry of a live blog. Fails by value
 * for an item that is gone, taken back, under embargo or too long, and for a live blog that does not go on in its language.
 */
export async function makeEntry(
  transaction: Prisma.TransactionClient,
  { itemId, storyId, by }: { itemId: number; storyId: number; by: Actor | null },
): Promise<Result<{ entryId: number; language: Language }>> {
  const item = await lockItem(transaction, itemId);
  if (!item) return refuse('not-found', 'wireItem');
  const { language, text } = item;
  if (item.status !== 'usable') return refuse('wrong-state', 'wireItem');
  if (item.isUnderEmbargo) return refuse('under-embargo', 'wireItem');
  if (!text) return refuse('invalid', 'entryLength');
  const uses = await transaction.wireLiveUse.count({ where: { itemId, storyId } });
  if (uses > 0) return refuse('already-taken', 'liveEntry');
  const entryId = await addDraft(transaction, { storyId, language, text, createdById: by?.id ?? null });
  if (entryId === undefined) return refuse('wrong-state', 'liveBlog');
  // Its first text is what a draft that follows the item is compared with.
  const textVersion = by ? null : 1;
  const made = sql`SELECT story_id, ${language}, ${entryName(text)}, jsonb_build_object('agency', ${item.agency}::text)
    FROM used`;
  await transaction.$executeRaw`
    WITH used AS (
      INSERT INTO wire_live_use (item_id, story_id, entry_id, used_version, text_version)
      VALUES (${itemId}, ${storyId}, ${entryId}, ${item.version}, ${textVersion}::int)
      RETURNING story_id
    )
    ${by ? recordEvent(by, 'live.entryMadeFromWire', made) : recordSystemEvent('live.entryMadeFromWire', made)}`;
  return { ok: true, entryId, language };
}
