import { masterFile, renditionFile, renditionSizes } from '#newsroom/media/picture';

type Original = { id: string; width: number; height: number };

/** What renditions can be made from: the master or, of pictures older than masters, the largest file of the whole. */
export function sourceFiles(picture: Original): string[] {
  const largest = renditionSizes(picture, 'whole').at(-1);
  const whole = largest && renditionFile({ id: picture.id, cut: '' }, 'whole', largest.width, 'jpg');
  return [masterFile(picture.id), ...(whole ? [whole] : [])];
}

/** Whether a file may be one of those, by its name. */
export function isSourceFile(name: string): boolean {
  return /^[0-9a-f]{20}\/(master|whole-\d{2,4})\.jpg$/.test(name);
}
