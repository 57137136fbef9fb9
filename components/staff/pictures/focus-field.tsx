import { useTranslations } from 'next-intl';
import { FocalPoint } from '#components/staff/pictures/focal-point.island';
import type { LibraryPictureDetails } from '#newsroom/media/library';
import { renditionFile, renditionSizes } from '#newsroom/media/picture';

const NAMES = ['label', 'hint', 'marker', 'x', 'y', 'crops'] as const;

/** The whole picture in its largest size, with the focus on it. */
export function FocusField({ entry: { id, cut, width, height, focus } }: { entry: LibraryPictureDetails }) {
  const t = useTranslations('pictures.details.focus');
  const size = renditionSizes({ width, height }, 'whole').at(-1) ?? { width, height };
  const words = Object.fromEntries(NAMES.map((name) => [name, t(name)])) as Record<(typeof NAMES)[number], string>;
  return (
    <FocalPoint
      src={`/media/${renditionFile({ id, cut }, 'whole', size.width, 'jpg')}`}
      width={width}
      height={height}
      focus={{ x: Math.round(focus.x * 100), y: Math.round(focus.y * 100) }}
      words={words}
    />
  );
}
