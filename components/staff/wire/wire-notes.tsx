import { useTranslations } from 'next-intl';
import type { Answer } from '#components/staff/staff-form.island';
import { DismissVersion } from '#components/staff/wire/dismiss-version';
import { wireComparisonAddress, wireItemAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { WireOrigin } from '#newsroom/wire/article-wire';

/** What an article was made from, and what its agency has said since: a kill, a new version. */
export function WireNotes({
  articleId,
  origins,
  mayEdit,
  now,
  language,
  timeZone,
  action,
}: {
  articleId: number;
  origins: WireOrigin[];
  mayEdit: boolean;
  now: Date;
  language: Language;
  timeZone: string;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('wire');
  if (origins.length === 0) return null;
  return (
    <section aria-label={t('onArticle.title')} className="mb-4 grid gap-2">
      {origins.map((origin) => {
        const { itemId, agency, status, version, seenVersion, embargoUntil, unscheduledFrom } = origin;
        return (
          <div key={itemId} className="grid gap-2">
            {status !== 'usable' && (
              <p role="alert" className="message message-trouble">
                {t(`onArticle.${status}`, { agency })}
                {unscheduledFrom &&
                  ` ${t('onArticle.unscheduled', { time: dateAndTime(unscheduledFrom, language, timeZone) })}`}
              </p>
            )}
            {origin.articleId === articleId && version > seenVersion && (
              <div className="message">
                <p>
                  {t('onArticle.newVersion', { agency })}{' '}
                  <a href={wireComparisonAddress(itemId, articleId)} className="underline">
                    {t('onArticle.compare')}
                  </a>
                </p>
                {mayEdit && <DismissVersion of={{ article: articleId }} item={origin} action={action} />}
              </div>
            )}
            <p className="text-small text-soft">
              <a href={wireItemAddress(itemId)} className="underline">
                {t('onArticle.from', { agency })}
              </a>{' '}
              {embargoUntil &&
                embargoUntil > now &&
                t('embargo', { time: dateAndTime(embargoUntil, language, timeZone) })}
            </p>
          </div>
        );
      })}
    </section>
  );
}
