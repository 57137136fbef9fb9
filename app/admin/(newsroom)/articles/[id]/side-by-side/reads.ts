import { picturesIn } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { ArticleText } from '#newsroom/editing/working-copy';
import { listPictures } from '#newsroom/media/list-pictures';

/** The pictures of a source as its readers see them, by id. */
export async function readSourcePictures({ body }: ArticleText, language: Language) {
  const pictures = await listPictures(picturesIn(body), language);
  return new Map(pictures.map((picture) => [picture.id, picture]));
}
