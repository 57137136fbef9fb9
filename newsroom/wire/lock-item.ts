import { parseBody } from '#blocks/body';
import { type Language, languageCodeOf } from '#i18n/languages';
import type { EntryText } from '#newsroom/live/entry';
import { entryText } from '#newsroom/wire/entry-text';
import type { WireStatus } from '#newsroom/wire/wire-entry';
import { now } from '#platform/clock';
import type { Prisma } from '#platform/database';

/** An item as its newest version says it. */
type LockedItem = {
  agency: string;
  language: Language;
  version: number;
  status: WireStatus;
  isUnderEmbargo: boolean;
  /** As an entry of a live blog; undefined where it is too long for one. */
  text: EntryText | undefined;
};

/** An item that stays as it is until the transaction ends; undefined where there is none. */
export async function lockItem(transaction: Prisma.TransactionClient, itemId: number): Promise<LockedItem | undefined> {
  await transaction.$executeRaw`SELECT FROM wire_item WHERE id = ${itemId} FOR UPDATE`;
  const item = await transaction.wireItem.findUnique({ where: { id: itemId } });
  if (!item) return undefined;
  const { agency, version, status, embargoUntil } = item;
  const said = await transaction.wireVersion.findUniqueOrThrow({
    where: { itemId_version: { itemId, version } },
    select: { headline: true, standfirst: true, body: true },
  });
  const language = languageCodeOf(item.language);
  return {
    ...{ agency, language, version, status: status as WireStatus },
    isUnderEmbargo: embargoUntil !== null && embargoUntil > now(),
    text: await entryText({ ...item, ...said, language, body: parseBody(said.body) }),
  };
}
