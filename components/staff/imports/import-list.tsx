import { useTranslations } from 'next-intl';
import { importAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import { wholeNumber } from '#i18n/numbers';
import { isWork } from '#newsroom/transfer/manage/import-state';
import type { ListedImport } from '#newsroom/transfer/manage/list-imports';

/** Imports, a line each: their file, when it was uploaded, and how far they are. */
export function ImportList({
  imports,
  language,
  timeZone,
}: {
  imports: ListedImport[];
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('import');
  if (imports.length === 0) return <p>{t('list.empty')}</p>;
  return (
    <table className="newsroom-table [&_td]:align-middle">
      <thead>
        <tr>
          <th scope="col">{t('list.file')}</th>
          <th scope="col">{t('list.started')}</th>
          <th scope="col">{t('list.state')}</th>
          <th scope="col">{t('list.items')}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map(({ id, file, system, state, isRunning, startedAt, items }) => (
          <tr key={id}>
            <td className="wide [overflow-wrap:anywhere]">
              <a href={importAddress(id)} className="inline-flex min-h-11 items-center font-semibold underline">
                {file}
              </a>{' '}
              <span className="text-soft">{system}</span>
            </td>
            <td className="text-soft">{dateAndTime(startedAt, language, timeZone)}</td>
            <td>
              <span className="state">{isWork(state) && !isRunning ? t('isCutShort') : t(`states.${state}`)}</span>
            </td>
            <td className="text-soft">{wholeNumber(items, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
