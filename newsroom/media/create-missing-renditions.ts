import { createRenditions } from '#newsroom/media/create-renditions';
import { masterFile, renditionFile, renditionSizes, sharingSize } from '#newsroom/media/picture';
import { database } from '#platform/database';
import { hasFile, readStoredFile } from '#platform/files';

/**
 * Makes what is missing of pictures that were imported before the paper cut so many sizes. What staff add has all its
 * files before it is there. Returns how many files were made. Pictures that have everything cost a look at one file.
 */
export async function createMissingRenditions(): Promise<number> {
  const pictures = await database().picture.findMany({
    where: { addedById: null },
    select: { id: true, cut: true, width: true, height: true, focusX: true, focusY: true },
  });
  let made = 0;
  for (const { focusX, focusY, ...picture } of pictures) {
    // The last that createRenditions makes: where it is, all are.
    if (await hasFile(renditionFile(picture, 'share', sharingSize(picture, 'share').width, 'jpg'))) continue;
    const source = await readSource(picture);
    if (source) made += await createRenditions({ ...picture, focus: { x: focusX, y: focusY } }, source);
  }
  return made;
}

/**
 * What renditions can be made from: the master or, of pictures older than masters, the largest file there is of the
 * whole; undefined without either.
 */
export async function readSource(picture: {
  id: string;
  width: number;
  height: number;
}): Promise<Uint8Array | undefined> {
  const largest = renditionSizes(picture, 'whole').at(-1);
  const readLargest = () =>
    largest && readStoredFile(renditionFile({ id: picture.id, cut: '' }, 'whole', largest.width, 'jpg'));
  return (await readStoredFile(masterFile(picture.id))) ?? (await readLargest());
}
