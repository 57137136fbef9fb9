import type { SourceItem } from '#newsroom/transfer/source/source-item';

const EARLIEST = Date.UTC(1000, 0);
const LATEST = Date.UTC(10_000, 0);

/** An item as import_item has it, with its times as such: JSON has none. */
export function readPayload(payload: unknown): SourceItem {
  const item = payload as SourceItem;
  if (item.kind !== 'post' && item.kind !== 'page') return item;
  const { publishedAt, changedAt, ...rest } = item;
  const [published, changed] = [timeOf(publishedAt), timeOf(changedAt)];
  return { ...rest, ...(published && { publishedAt: published }), ...(changed && { changedAt: changed }) };
}

/** A time that PostgreSQL and readers understand: its year has four digits. */
function timeOf(written: unknown): Date | undefined {
  const time = new Date(String(written));
  return time.getTime() >= EARLIEST && time.getTime() < LATEST ? time : undefined;
}
