import { useTranslations } from 'next-intl';
import { exportAddress } from '#i18n/admin-addresses';
import { EXPORT_FILES, EXPORT_FORMAT_NAMES, TABLE_NAMES, tableFileName } from '#newsroom/transfer/export/export-names';

/** Everything that can be taken out, as links to files. */
export function ExportList() {
  const t = useTranslations('export');
  return (
    <div className="grid max-w-2xl gap-8">
      <section className="grid gap-4">
        <h2 className="newsroom-heading">{t('site')}</h2>
        <ul className="grid gap-6">
          {EXPORT_FORMAT_NAMES.map((name) => (
            <li key={name} className="grid justify-items-start gap-1">
              <h3 className="font-semibold">{t(`formats.${name}.name`)}</h3>
              <p className="text-soft">{t(`formats.${name}.note`, { command: 'npm start -- --import archive' })}</p>
              <Download file={EXPORT_FILES[name]} />
            </li>
          ))}
        </ul>
      </section>
      <section className="grid gap-4">
        <h2 className="newsroom-heading">{t('tables')}</h2>
        <p className="text-soft">{t('tablesHint')}</p>
        <ul className="grid gap-3">
          {TABLE_NAMES.map((name) => (
            <li key={name} className="flex flex-wrap items-center justify-between gap-2">
              <span>{t(`names.${name}`)}</span>
              <Download file={tableFileName(name)} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Download({ file }: { file: string }) {
  const t = useTranslations('export');
  return (
    <a href={exportAddress(file)} className="button" download>
      {t('download', { file })}
    </a>
  );
}
