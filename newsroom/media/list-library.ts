import type { Language } from '#i18n/languages';
import { isUsed } from '#newsroom/media/find-picture-uses';
import type { LibraryCursor, LibraryPicture } from '#newsroom/media/library';
import { contains } from '#platform/contains';
import { database, sql, sqlNothing } from '#platform/database';

type RequestKind = {
  /** Part of a word in any language, of a file's name or of a key. */
  text?: string;
  /** Only what nothing uses. */
  unused?: boolean;
  /** These alone. */
  ids?: readonly string[];
  before?: LibraryCursor;
  limit: number;
};

/**
 * Pictures of the library, newest first, with their words in one language. `next` is where the following page starts,
 * or null on the last.
 */
export async function listLibrary(
  language: Language,
  { text = '', unused = false, ids, before, limit }: RequestKind,
): Promise<{ pictures: LibraryPicture[]; next: LibraryCursor | null }> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const found = sql`AND p.id IN (
    SELECT picture_id FROM picture_text WHERE ${contains(sql`words_folded`, text)}
    UNION SELECT id FROM picture WHERE key || ' ' || file_name ILIKE ${pattern})`;
  const rows = await database().$queryRaw<(LibraryPicture & { addedAt: Date })[]>`
    SELECT p.id, p.cut, p.width, p.height, p.file_name AS "fileName", p.added_at AS "addedAt",
      coalesce(t.alt, '') AS alt, coalesce(t.caption, '') AS caption, coalesce(t.credit, '') AS credit
    FROM picture p LEFT JOIN picture_text t ON t.picture_id = p.id AND t.language = ${language}
    WHERE true
      ${before ? sql`AND (p.added_at, p.id) < (${before.addedAt}, ${before.id}::bpchar)` : sqlNothing}
      ${text ? found : sqlNothing}
      ${ids ? sql`AND p.id = ANY (${ids}::bpchar[])` : sqlNothing}
      ${unused ? sql`AND NOT ${isUsed(sql`p.id`)}` : sqlNothing}
    ORDER BY p.added_at DESC, p.id DESC
    LIMIT ${limit + 1}`;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    pictures: rows.slice(0, limit).map(({ addedAt: _, ...picture }) => picture),
    next: last ? { addedAt: last.addedAt, id: last.id } : null,
  };
}
