import { useTranslations } from 'next-intl';
import { AddressTable } from '#components/staff/imports/address-table';
import { KindTable } from '#components/staff/imports/kind-table';
import { ReasonTable } from '#components/staff/imports/reason-table';
import { WorstItems } from '#components/staff/imports/worst-items';
import { importItemsAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import type { FoundImport } from '#newsroom/transfer/manage/find-import';

/** What would become of everything, or has become of it. */
export function ImportReport({ found, language }: { found: FoundImport; language: Language }) {
  const t = useTranslations('import');
  const { id, report, problems, state } = found;
  if (!report?.details) return null;
  const { details, reasons, words } = report;
  const percent = words.source === 0 ? 100 : Math.floor((words.kept / words.source) * 1_000) / 10;
  return (
    <div className="grid gap-8">
      <section className="grid justify-items-start gap-2">
        <h2 className="newsroom-heading">{state === 'done' ? t('summary.done') : t('summary.planned')}</h2>
        <KindTable kinds={details.kinds} language={language} />
        <p>{t('summary.words', { percent })}</p>
        <a href={importItemsAddress(id)} className="button">
          {t('summary.items')}
        </a>
      </section>
      <ReasonTable id={id} reasons={reasons} language={language} />
      {problems.length > 0 && (
        <section className="grid gap-2">
          <h2 className="newsroom-heading">{t('problemsTitle')}</h2>
          <ul className="message-lines [overflow-wrap:anywhere]">
            {problems.map(({ why, line, near }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: problems have no names, and do not move.
              <li key={index}>
                {line === undefined
                  ? t('problem', { why: t(`problems.${why}`), near })
                  : t('problemInLine', { line, why: t(`problems.${why}`), near })}
              </li>
            ))}
          </ul>
        </section>
      )}
      <WorstItems id={id} items={details.worst} />
      <AddressTable mapping={details.mapping} />
    </div>
  );
}
