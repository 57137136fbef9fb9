import { CROPS, type Crop, cropSize, type Picture, renditionFile, renditionSizes } from '#newsroom/media/picture';

/** A picture in a crop, in the format and width that the browser wants. It has its room before it comes. */
export function PictureFrame({
  picture,
  crop,
  sizes,
  lead = false,
  decorative = false,
}: {
  picture: Picture;
  crop: Crop;
  /** How wide it is drawn, as in the sizes attribute of HTML. */
  sizes: string;
  /** Whether it is what the page opens with: fetched first, the others when they come near. */
  lead?: boolean;
  /**
   * Beside a headline that says it all: the ears are spared a description, and the page the addresses of the older
   * formats' sizes.
   */
  decorative?: boolean;
}) {
  const renditions = renditionSizes(picture, crop);
  const middle = renditions[Math.floor(renditions.length / 2)];
  if (!middle) return null;
  const set = (format: 'avif' | 'webp' | 'jpg') =>
    renditions.map(({ width }) => `/media/${renditionFile(picture, crop, width, format)} ${width}w`).join(', ');
  const room = CROPS[crop].ratio ? cropSize(picture, crop) : picture;
  return (
    <picture>
      <source type="image/avif" srcSet={set('avif')} sizes={sizes} />
      {!decorative && <source type="image/webp" srcSet={set('webp')} sizes={sizes} />}
      <img
        src={`/media/${renditionFile(picture, crop, middle.width, 'jpg')}`}
        {...(!decorative && { srcSet: set('jpg'), sizes })}
        width={room.width}
        height={room.height}
        alt={decorative ? '' : picture.alt}
        loading={lead ? 'eager' : 'lazy'}
        fetchPriority={lead ? 'high' : 'auto'}
        decoding="async"
        className="h-auto w-full"
      />
    </picture>
  );
}
