import { useTranslations } from 'next-intl';
import { importItemsAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import { wholeNumber } from '#i18n/numbers';
import { IMPORT_REASONS } from '#newsroom/transfer/run/import-reasons';

/** Why items are left out or changed, the most frequent reason first; each leads to its items. */
export function ReasonTable({
  id,
  reasons,
  language,
}: {
  id: number;
  reasons: Record<string, number>;
  language: Language;
}) {
  const t = useTranslations('import');
  const counted = IMPORT_REASONS.map((reason) => ({ reason, count: reasons[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  if (counted.length === 0) return null;
  return (
    <section className="grid justify-items-start gap-2">
      <h2 className="newsroom-heading">{t('reasonsTitle')}</h2>
      <table className="import-counts">
        <thead>
          <tr>
            <th scope="col">{t('items.reason')}</th>
            <th scope="col">{t('reasonCount')}</th>
          </tr>
        </thead>
        <tbody>
          {counted.map(({ reason, count }) => (
            <tr key={reason}>
              <th scope="row">
                <a href={importItemsAddress(id, { reason })} className="inline-flex min-h-11 items-center underline">
                  {t(`reasons.${reason}`)}
                </a>
              </th>
              <td>{wholeNumber(count, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
