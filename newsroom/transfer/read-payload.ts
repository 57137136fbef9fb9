import type { SourceItem } from '#newsroom/transfer/source-item';

/** An item as import_item has it, with its times as such: JSON has none. */
export function readPayload(payload: unknown): SourceItem {
  const item = payload as SourceItem;
  if (item.kind !== 'post' && item.kind !== 'page') return item;
  const { publishedAt, changedAt } = item;
  return {
    ...item,
    ...(publishedAt && { publishedAt: new Date(publishedAt) }),
    ...(changedAt && { changedAt: new Date(changedAt) }),
  };
}
