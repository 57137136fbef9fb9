import type { Language } from '#i18n/languages';
import type { LiveEntry } from '#newsroom/live/entry';
import { listEntries } from '#newsroom/live/list-entries';
import { entryKey } from '#newsroom/surrogate-keys';
import { database, sql } from '#platform/database';
import { dependOn } from '#platform/reads';

/** What there is of an entry for readers of a language. */
export type FoundEntry = { kind: 'entry'; entry: LiveEntry } | { kind: 'withdrawn' } | { kind: 'absent' };

/** An entry of a live blog by its id. */
export async function findLiveEntry(storyId: number, language: Language, id: number): Promise<FoundEntry> {
  dependOn(entryKey(id));
  const [entry] = await listEntries(language, sql`e.story_id = ${storyId} AND e.id = ${id}`);
  if (entry) return { kind: 'entry', entry };
  const withdrawn = await database().liveEntryText.count({
    where: { entryId: id, language, storyId, state: 'withdrawn' },
  });
  return withdrawn > 0 ? { kind: 'withdrawn' } : { kind: 'absent' };
}
