import { type LiveContext, LiveEntryView } from '#components/live/live-entry';
import { LiveHeadView } from '#components/live/live-head';
import type { EntryChanges } from '#newsroom/live/list-entry-changes';

/** What an open page of a live blog is told (enhance/live-updates.ts): hardly anything, where nothing is new. */
export function LiveChanges({ changes, context }: { changes: EntryChanges; context: LiveContext }) {
  const { change, hasMore, isClosed, entries, withdrawn, head, summary } = changes;
  return (
    <live-changes
      data-change={change}
      data-more={hasMore || undefined}
      data-closed={isClosed || undefined}
      data-summary={summary ?? undefined}
    >
      {entries.map((entry) => (
        <LiveEntryView key={entry.id} entry={entry} context={context} />
      ))}
      {withdrawn.map((id) => (
        <i key={id} data-withdrawn={id} />
      ))}
      {head && <LiveHeadView head={head} context={context} />}
    </live-changes>
  );
}
