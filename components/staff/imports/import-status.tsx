import { useTranslations } from 'next-intl';
import { KeepCurrent } from '#components/staff/imports/keep-current';
import type { FoundImport } from '#newsroom/transfer/manage/find-import';

/** How an import stands, and what has stopped it. */
export function ImportStatus({ found, isCutShort }: { found: FoundImport; isCutShort: boolean }) {
  const t = useTranslations('import');
  const { state, system, trouble, isRunning, isUploaded } = found;
  return (
    <div className="mb-4 grid gap-2">
      <p role="status">
        <span className="state">{isCutShort ? t('isCutShort') : t(`states.${state}`)}</span>{' '}
        <span className="text-soft">{system}</span>
      </p>
      {isCutShort && !trouble && (
        <p className="message">{isUploaded || state === 'undoing' ? t('cutShort') : t('commandLine')}</p>
      )}
      {isCutShort && !trouble && isUploaded && <KeepCurrent />}
      {trouble && !isRunning && <p className="message message-trouble">{t(`trouble.${trouble}`)}</p>}
      {state === 'undone' && <p className="message">{t('undoneNote')}</p>}
    </div>
  );
}
