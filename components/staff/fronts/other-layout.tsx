import { useLocale, useTranslations } from 'next-intl';
import { frontLayoutAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { LastEvent } from '#newsroom/audit/find-last-event';
import { layoutDifference, type Placed } from '#newsroom/fronts/placement';

/**
 * What somebody else has saved while this layout was being made, where it differs from `own`, and what can be done
 * about it.
 */
export function OtherLayout({
  other: { placed, version, by },
  own,
  language,
  timeZone,
}: {
  other: { placed: readonly Placed[]; version: number; by: LastEvent | null };
  own: readonly Placed[];
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('frontLayout.conflict');
  const f = useTranslations('fields');
  const differing = layoutDifference(placed, own);
  return (
    <section role="alert" aria-labelledby="theirs" className="message message-trouble mb-4 grid gap-3">
      <p>{by ? t('with', { name: by.actorName, time: by.time }) : t('someone')}</p>
      <h2 id="theirs" tabIndex={-1} className="font-bold">
        {t('differences')}
      </h2>
      {differing.length === 0 && <p>{t('same')}</p>}
      <dl className="grid gap-x-4 gap-y-1 tablet:grid-cols-[12rem_1fr]">
        {differing.map(({ place, before, after }) => (
          <div key={place} className="contents">
            <dt className="text-soft">{f(place === 'kept_off' ? 'keptOff' : place)}</dt>
            <dd className="[overflow-wrap:anywhere]">
              {t('theirs')}: <Stories placed={before} language={language} timeZone={timeZone} />
              <br />
              {t('yours')}: <Stories placed={after} language={language} timeZone={timeZone} />
            </dd>
          </div>
        ))}
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

/** What stands in a place, with its times where it has any. */
function Stories({ placed, language, timeZone }: { placed: readonly Placed[]; language: Language; timeZone: string }) {
  const t = useTranslations('frontLayout.conflict');
  const own = useLocale();
  const clock = (time: Date | null) => (time ? dateAndTime(time, own, timeZone) : '…');
  if (placed.length === 0) return t('automatic');
  return placed.map(({ articleId, headline, from, until }, index) => (
    <span key={articleId}>
      {index > 0 && ' · '}
      <span lang={language}>{headline}</span>
      {(from || until) && ` (${clock(from)} – ${clock(until)})`}
    </span>
  ));
}
