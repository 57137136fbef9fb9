import { useLocale, useTranslations } from 'next-intl';
import { dateAndTime } from '#i18n/dates';
import type { LibraryPictureDetails } from '#newsroom/media/library';

/** When a picture came, from whom, and how large it is. */
export function PictureFacts({
  entry: { fileName, width, height, addedAt, addedBy },
  timeZone,
}: {
  entry: LibraryPictureDetails;
  timeZone: string;
}) {
  const t = useTranslations('pictures.details');
  const date = dateAndTime(addedAt, useLocale(), timeZone);
  const facts = [
    fileName,
    t('size', { width, height }),
    addedBy ? t('addedBy', { date, name: addedBy }) : t('added', { date }),
  ];
  return <p className="break-words text-small text-soft">{facts.filter(Boolean).join(' · ')}</p>;
}
