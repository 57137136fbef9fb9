import type { Language } from '#i18n/languages';
import type { ArticleNote } from '#newsroom/articles/article';
import type { Cursor } from '#newsroom/articles/cursor';
import { cardKey, correctionsKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

export type ListedNote = ArticleNote & { id: number; article: { slug: string; headline: string } };

/**
 * What the paper has put right or added in stories that readers have, newest first, from just after `before` on.
 * `limit` is 1 to 100.
 */
export async function listNotes(
  language: Language,
  { before, limit }: { before?: Cursor; limit: number },
): Promise<{ notes: ListedNote[]; next: Cursor | null }> {
  dependOn(correctionsKey(language));
  const rows = await database().articleNote.findMany({
    where: {
      article: { language, state: 'published' },
      ...(before && {
        at: { lte: before.publishedAt },
        OR: [{ at: { lt: before.publishedAt } }, { id: { lt: before.id } }],
      }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    relationLoadStrategy: 'join',
    select: {
      id: true,
      kind: true,
      text: true,
      at: true,
      article: { select: { id: true, slug: true, headline: true } },
    },
  });
  dependOn(...rows.map(({ article }) => cardKey(article.id)));
  const notes = rows.slice(0, limit);
  const last = notes.at(-1);
  return { notes, next: last && rows.length > limit ? { publishedAt: last.at, id: last.id } : null };
}
