import type { Language } from '#i18n/languages';
import { liveKey } from '#newsroom/surrogate-keys';
import type { Change } from '#newsroom/syndication/change';
import { database } from '#platform/database';

/** The live blogs whose entries have changed, by language and slug, as far as readers can see them. */
export async function listChangedLiveBlogs(
  changes: readonly Change[],
): Promise<{ language: Language; slug: string }[]> {
  const keys = changes.flatMap((change) => (change.concerns === 'live' ? change.keys : []));
  if (keys.length === 0) return [];
  const blogs = await database().article.findMany({
    where: { state: 'published', story: { kind: 'live' }, storyId: { in: keys.flatMap(storyIdOf) } },
    select: { language: true, slug: true, storyId: true },
  });
  const changed = new Set(keys);
  return (blogs as { language: Language; slug: string; storyId: number }[]).filter(({ storyId, language }) =>
    changed.has(liveKey(storyId, language)),
  );
}

function storyIdOf(key: string): number[] {
  const [, id] = /^live-(\d+)-/.exec(key) ?? [];
  return id ? [Number(id)] : [];
}
