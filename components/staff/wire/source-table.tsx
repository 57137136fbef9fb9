import { useTranslations } from 'next-intl';
import { sourceAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { ListedSource } from '#newsroom/wire/list-sources';

/** Sources, a line each: how each stands, and when it last brought something. */
export function SourceTable({
  sources,
  language,
  timeZone,
}: {
  sources: ListedSource[];
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('sources');
  const time = (at: Date | null) =>
    at ? <time dateTime={at.toISOString()}>{dateAndTime(at, language, timeZone)}</time> : t('never');
  return (
    <table className="newsroom-table [&_td]:align-middle">
      <thead>
        <tr>
          <th scope="col">{t('columns.source')}</th>
          <th scope="col">{t('columns.status')}</th>
          <th scope="col">{t('columns.format')}</th>
          <th scope="col">{t('columns.lastItem')}</th>
          <th scope="col">{t('columns.lastPoll')}</th>
          <th scope="col">{t('columns.nextPoll')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.id}>
            <td className="wide">
              <a href={sourceAddress(source.id)} className="inline-flex min-h-11 items-center font-semibold underline">
                {source.name}
              </a>
            </td>
            <td className="wide">
              <SourceStatus source={source} />
            </td>
            <td className="text-soft">{source.format || t('notYet')}</td>
            <td>{time(source.lastItemAt)}</td>
            <td className="text-soft">{time(source.lastPollAt)}</td>
            <td className="text-soft">{source.state === 'on' ? time(source.nextPollAt) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SourceStatus({ source: { state, trouble, troubleDetail, failures, isSilent } }: { source: ListedSource }) {
  const t = useTranslations('sources');
  return (
    <>
      <span className={`state ${state === 'on' ? 'state-live' : 'state-now'}`}>{t(`states.${state}`)}</span>{' '}
      {isSilent && <strong className="state state-now">{t('silent')}</strong>}
      {trouble && (
        <p className="text-small [overflow-wrap:anywhere]">
          {t(`trouble.${trouble}`)} {troubleDetail && `(${troubleDetail})`}{' '}
          {failures > 1 && t('failures', { count: failures })}
        </p>
      )}
    </>
  );
}
