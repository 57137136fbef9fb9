import { useTranslations } from 'next-intl';
import { PlacedStory } from '#components/staff/fronts/placed-story';
import type { Language } from '#i18n/languages';
import type { Placed } from '#newsroom/fronts/placement';

/** Stories that somebody keeps off the front page. */
export function HiddenStories({
  placed,
  language,
  timeZone,
}: {
  placed: readonly Placed[];
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('fields');
  const own = placed.filter(({ place }) => place === 'kept_off');
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="kept-off" className="mt-6">
      <h2 id="kept-off" className="newsroom-heading">
        {t('keptOff')}
      </h2>
      <ul>
        {own.map((one) => (
          <li key={one.articleId} className="front-place">
            <PlacedStory placed={one} rank={one.standing} language={language} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </section>
  );
}
