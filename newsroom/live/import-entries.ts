import { storedBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { EntryText } from '#newsroom/live/entry';
import { database, type Prisma } from '#platform/database';

export type ImportedEntry = {
  shownAt: Date;
  isPinned: boolean;
  isKey: boolean;
  /** In the languages that it was published in. */
  texts: Partial<Record<Language, EntryText>>;
};

/**
 * Takes over the entries of a live blog as they were elsewhere, the oldest first, and whether it has ended; nothing of it
 * is announced. One that has entries already is left alone. All or nothing.
 */
export async function importEntries(
  storyId: number,
  { entries, closedAt }: { entries: readonly ImportedEntry[]; closedAt: Date | null },
): Promise<void> {
  await database().$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT FROM live_blog WHERE story_id = ${storyId} FOR UPDATE`;
    if ((await transaction.liveEntry.count({ where: { storyId } })) > 0) return;
    await transaction.$executeRaw`SET LOCAL portal.quiet = 'on'`;
    for (const [index, { shownAt, isPinned, isKey, texts }] of entries.entries()) {
      const change = index + 1;
      await transaction.liveEntry.create({
        data: {
          ...{ storyId, shownAt, isPinned, keyPosition: isKey ? change : null, token: `${storyId}-${change}` },
          texts: {
            create: Object.entries(texts).map(([language, { title, body }]) => {
              const stored = storedBody(body) as Prisma.InputJsonArray;
              return {
                ...{ language, storyId, title, body: stored, state: 'published', change, publishedVersion: 1 },
                ...{ publishedTitle: title, publishedBody: stored, publishedAt: shownAt },
              };
            }),
          },
        },
      });
    }
    await transaction.liveBlog.update({ where: { storyId }, data: { change: entries.length, closedAt } });
  });
}
