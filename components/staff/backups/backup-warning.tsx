import { useTranslations } from 'next-intl';
import { BACKUPS } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { BackupState } from '#newsroom/backups/find-backup-state';

/** What is wrong with backups; nothing where all is well. */
export function BackupWarning({
  backups: { state, verifiedAt },
  language,
  timeZone,
}: {
  backups: BackupState;
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('backups');
  if (state === 'well') return null;
  return (
    <p className="message mb-4">
      {t(`warning.${state}`)} {verifiedAt && t('warning.last', { time: dateAndTime(verifiedAt, language, timeZone) })}{' '}
      <a href={BACKUPS} className="underline">
        {t('title')}
      </a>
    </p>
  );
}
