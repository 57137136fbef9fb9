import { useTranslations } from 'next-intl';
import { PLACES, type Place } from '#newsroom/fronts/placement';

/** A button for each place that a story can be put into; `here` is where it stands by itself. */
export function PlacementButtons({ id, headline, here }: { id: number; headline: string; here?: Place }) {
  const t = useTranslations('frontLayout');
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-1">
      <legend className="unseen">{t('placeGroup', { headline })}</legend>
      {PLACES.map((place) => (
        <button
          key={place}
          type="submit"
          name="press"
          value={`put.${id}.${place}`}
          className="button min-w-11 px-2"
          aria-label={
            place === here ? t('pinNamed', { headline }) : t('placeNamed', { place: t(`places.${place}`), headline })
          }
        >
          {place === here ? t('pin') : t(`places.${place}`)}
        </button>
      ))}
    </fieldset>
  );
}
