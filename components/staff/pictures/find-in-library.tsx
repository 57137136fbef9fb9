import { FIND_PICTURES } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import type { ShownPicture } from '#newsroom/media/shown-picture';

export type FoundPictures = { pictures: ShownPicture[]; next: string | null };

/**
 * Pictures of the library, newest first, by words in any language; `before` is the `next` of the answer before. Null
 * where it could not be reached.
 */
export async function findInLibrary(
  language: Language,
  { q = '', before, ids }: { q?: string; before?: string; ids?: readonly string[] },
): Promise<FoundPictures | null> {
  const query = new URLSearchParams({
    language,
    ...(q && { q }),
    ...(before && { before }),
    ...(ids && { ids: ids.join(',') }),
  });
  try {
    const answer = await fetch(`${FIND_PICTURES}?${query}`);
    return answer.ok ? ((await answer.json()) as FoundPictures) : null;
  } catch {
    return null;
  }
}
