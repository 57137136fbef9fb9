import { useTranslations } from 'next-intl';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import { wholeNumber } from '#i18n/numbers';
import type { ListedBackup } from '#newsroom/backups/list-backups';

const MEGABYTE = 1_048_576;

type Shown = { backups: readonly ListedBackup[]; language: Language; timeZone: string };

/** Backups, a line each: when, how much, until when, and whether it could be restored. */
export function BackupList({ backups, language, timeZone }: Shown) {
  const t = useTranslations('backups.list');
  if (backups.length === 0) return <p>{t('empty')}</p>;
  const time = (instant: Date) => dateAndTime(instant, language, timeZone);
  return (
    <table className="newsroom-table">
      <thead>
        <tr>
          <th scope="col">{t('begun')}</th>
          <th scope="col">{t('place')}</th>
          <th scope="col">{t('size')}</th>
          <th scope="col">{t('until')}</th>
          <th scope="col">{t('verified')}</th>
        </tr>
      </thead>
      <tbody>
        {backups.map(({ id, begunAt, place, endedAt, bytes, until, trouble, verifiedAt, verifyTrouble }) => (
          <tr key={id}>
            <td>{time(begunAt)}</td>
            <td className="wide [overflow-wrap:anywhere]">{place}</td>
            <td className="text-soft">
              {endedAt && t('megabytes', { count: wholeNumber(Math.ceil(bytes / MEGABYTE), language) })}
            </td>
            <td className="[overflow-wrap:anywhere]">
              {trouble ? t('failed', { trouble }) : until ? time(until) : t('running')}
            </td>
            <td className="[overflow-wrap:anywhere]">
              {verifyTrouble ? t('notRight', { trouble: verifyTrouble }) : verifiedAt ? time(verifiedAt) : '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
