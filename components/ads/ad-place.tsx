import { useTranslations } from 'next-intl';
import type { AdPlace as Place } from '#newsroom/settings/ad-places';
import type { HouseAds } from '#newsroom/settings/site-settings';

// The room is there before, with and without an advertisement of whatever length, so that nothing below it moves.
const ROOM: Record<Place, string> = {
  top: 'min-h-36 tablet:min-h-24',
  story: 'min-h-32',
  column: 'min-h-64',
  front: 'min-h-28 tablet:min-h-20',
};

export function AdPlace({ place, ads }: { place: Place; ads: HouseAds }) {
  const t = useTranslations('ads');
  const ad = ads[place];
  const look = `no-print my-4 flex flex-col justify-center bg-tint px-4 py-3 ${ROOM[place]}`;
  if (!ad) return <div className={look} />;
  return (
    <aside aria-label={`${t('label')}: ${ad.title}`} className={look}>
      <p className="text-small text-soft">{t('label')}</p>
      <p>
        <a href={ad.href} className="font-semibold underline">
          {ad.title}
        </a>{' '}
        {ad.text}
      </p>
    </aside>
  );
}
