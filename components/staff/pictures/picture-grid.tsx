import { useTranslations } from 'next-intl';
import { Thumbnail } from '#components/staff/pictures/thumbnail';
import { pictureAddress } from '#i18n/admin-addresses';
import type { LibraryPicture } from '#newsroom/media/library';
import { nameOf, shownPicture } from '#newsroom/media/shown-picture';

/** Pictures as they are, not cut, each with what is said of it. */
export function PictureGrid({ pictures }: { pictures: LibraryPicture[] }) {
  const t = useTranslations('pictures');
  return (
    <ul aria-label={t('library')} className="picture-grid">
      {pictures.map((picture) => (
        <li key={picture.id}>
          <a href={pictureAddress(picture.id)} className="picture-tile">
            <Thumbnail src={shownPicture(picture).src} />
            <span className="picture-words">{nameOf(picture)}</span>
            {picture.credit && <span className="picture-words text-soft">{picture.credit}</span>}
            {!picture.alt && <span className="state">{t('noAlt')}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}
