import { masterFile, renditionFile, renditionSizes } from '#newsroom/media/picture';
import { readStoredFile } from '#platform/files';

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
