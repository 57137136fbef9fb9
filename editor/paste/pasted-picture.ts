import { ACCEPTED } from '#newsroom/media/picture-file';

/** Smaller is no picture but holds the place of one that has not been loaded. Bytes. */
const SMALLEST = 300;

/** The file of a picture that stands in the clipboard as data; undefined where it is somewhere else. */
export function fileOf(image: Element): File | undefined {
  const [, type = '', data = ''] = /^data:(image\/[a-z]+);base64,(.*)$/is.exec(image.getAttribute('src') ?? '') ?? [];
  if (!ACCEPTED.split(',').includes(type)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (letter) => letter.charCodeAt(0));
    return bytes.length < SMALLEST ? undefined : new File([bytes], `picture.${type.split('/')[1]}`, { type });
  } catch {
    return undefined;
  }
}
