import { useTranslations } from 'next-intl';
import { PictureFrame } from '#components/article/picture-frame';
import type { Crop, Picture } from '#newsroom/media/picture';

/** A picture with its caption and credit. */
export function Figure({
  picture,
  crop,
  sizes,
  lead = false,
}: {
  picture: Picture;
  crop: Crop;
  sizes: string;
  lead?: boolean;
}) {
  const t = useTranslations('article');
  return (
    <figure>
      <PictureFrame picture={picture} crop={crop} sizes={sizes} lead={lead} />
      {(picture.caption || picture.credit) && (
        <figcaption className="mt-2 font-sans text-small leading-snug text-soft">
          {picture.caption}{' '}
          {picture.credit && (
            <small className="text-small">
              <span className="unseen">{t('pictureCredit')} </span>
              {picture.credit}
            </small>
          )}
        </figcaption>
      )}
    </figure>
  );
}
