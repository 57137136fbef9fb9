import type { Language } from '#i18n/languages';
import { entryKey, storyKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** The live blog that a story was made from, with the entry. */
export type EntryOrigin = { entryId: number; slug: string; headline: string };

/** From which entry of a live blog a story was made, as long as readers of the language can see it; else null. */
export async function findEntryOrigin(storyId: number, language: Language): Promise<EntryOrigin | null> {
  const [row] = await database().$queryRaw<
    { entryId: number; ofStory: number; isThere: boolean; slug: string | null; headline: string | null }[]
  >`
    SELECT e.id AS "entryId", e.story_id AS "ofStory", coalesce(t.state = 'published', false) AS "isThere",
      a.slug, a.headline
    FROM live_entry e
    LEFT JOIN live_entry_text t ON t.entry_id = e.id AND t.language = ${language}
    LEFT JOIN article a ON a.story_id = e.story_id AND a.language = ${language} AND a.state = 'published'
    WHERE e.own_story_id = ${storyId} ORDER BY e.id LIMIT 1`;
  if (!row) return null;
  dependOn(entryKey(row.entryId), storyKey(row.ofStory));
  const { entryId, slug, headline, isThere } = row;
  return isThere && slug !== null && headline !== null ? { entryId, slug, headline } : null;
}
