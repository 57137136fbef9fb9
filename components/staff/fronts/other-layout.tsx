import { useTranslations } from 'next-intl';
import { frontLayoutAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import type { LastEvent } from '#newsroom/audit/find-last-event';
import { PLACES, type Placed } from '#newsroom/fronts/placement';

/** What somebody else has saved while this layout was being made, and what can be done about it. */
export function OtherLayout({
  other: { placed, version, by },
  language,
}: {
  other: { placed: readonly Placed[]; version: number; by: LastEvent | null };
  language: Language;
}) {
  const t = useTranslations('frontLayout.conflict');
  const f = useTranslations('fields');
  return (
    <section role="alert" aria-labelledby="theirs" className="message message-trouble mb-4 grid gap-3">
      <p>{by ? t('with', { name: by.actorName, time: by.time }) : t('someone')}</p>
      <h2 id="theirs" tabIndex={-1} className="font-bold">
        {t('theirs')}
      </h2>
      <dl className="grid gap-x-4 gap-y-1 tablet:grid-cols-[12rem_1fr]">
        {PLACES.map((place) => {
          const own = placed.filter((one) => one.place === place);
          return (
            (place !== 'kept_off' || own.length > 0) && (
              <div key={place} className="contents">
                <dt className="text-soft">{f(place === 'kept_off' ? 'keptOff' : place)}</dt>
                <dd lang={own.length > 0 ? language : undefined} className="[overflow-wrap:anywhere]">
                  {own.map(({ headline }) => headline).join(' · ') || t('automatic')}
                </dd>
              </div>
            )
          );
        })}
      </dl>
      <p className="flex flex-wrap gap-2">
        <a href={frontLayoutAddress({ language })} className="button">
          {t('keepTheirs')}
        </a>
        <button type="submit" name="press" value={`mine.${version}`} className="button">
          {t('keepMine')}
        </button>
      </p>
    </section>
  );
}
