import { Thumbnail } from '#components/staff/pictures/thumbnail';
import { type Crop, cropArea, type Focus } from '#newsroom/media/picture';

/** What a crop will show, cut from the whole picture by the browser just as the renditions are. */
export function CropPreview({
  src,
  size,
  crop,
  focus,
}: {
  src: string;
  size: { width: number; height: number };
  crop: Crop;
  focus: Focus;
}) {
  const { left, top, width, height } = cropArea(size, crop, focus);
  const share = (offset: number, room: number) => (room > 0 ? (offset / room) * 100 : 50);
  const objectPosition = `${share(left, size.width - width)}% ${share(top, size.height - height)}%`;
  return (
    <Thumbnail src={src} className="crop-preview" style={{ aspectRatio: `${width} / ${height}`, objectPosition }} />
  );
}
