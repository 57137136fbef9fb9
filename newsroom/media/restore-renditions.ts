import { outwardSize, renditionFile, renditionSizes } from '#newsroom/media/picture';
import { saveRenditions } from '#newsroom/media/save-renditions';
import { database } from '#platform/database';
import { hasFile, readStoredFile } from '#platform/files';

/**
 * Makes what is missing of pictures that were imported before the paper cut so many sizes: originals are not kept, so it is made from the
 * largest file there is of the whole picture. Returns how many files were made. Pictures that have everything cost a look at one file.
 */
export async function restoreRenditions(): Promise<number> {
  const pictures = await database().picture.findMany({ select: { id: true, width: true, height: true, focusX: true, focusY: true } });
  let made = 0;
  for (const { focusX, focusY, ...picture } of pictures) {
    // The last that saveRenditions makes: where it is, all are.
    if (await hasFile(renditionFile(picture.id, 'share', outwardSize(picture, 'share').width, 'jpg'))) continue;
    const largest = renditionSizes(picture, 'whole').at(-1);
    const source = largest && (await readStoredFile(renditionFile(picture.id, 'whole', largest.width, 'jpg')));
    if (source) made += await saveRenditions({ ...picture, focus: { x: focusX, y: focusY } }, source);
  }
  return made;
}
