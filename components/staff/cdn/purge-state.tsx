import { useTranslations } from 'next-intl';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { ListedPurgeTarget } from '#newsroom/purges/list-purge-targets';

/** How times are shown. */
export type Shown = { language: Language; timeZone: string };

/** Whether a cache in front could be told what has changed, its last answer, and when it was told last. */
export function PurgeState({ target, shown }: { target: ListedPurgeTarget; shown: Shown }) {
  const t = useTranslations('cdn');
  const { trouble, answer, answeredAt, succeededAt } = target;
  const time = (instant: Date) => dateAndTime(instant, shown.language, shown.timeZone);
  return (
    <>
      {trouble ? (
        <p className="message message-trouble">{t(`trouble.${trouble}`)}</p>
      ) : (
        <p>
          <span className="state">{t(answeredAt ? 'on' : 'starting')}</span>
        </p>
      )}
      <p className="text-small text-soft [overflow-wrap:anywhere]">
        {answeredAt && t('lastAnswer', { time: time(answeredAt), answer })}{' '}
        {t('lastSuccess', { time: succeededAt ? time(succeededAt) : '–' })}
      </p>
    </>
  );
}
