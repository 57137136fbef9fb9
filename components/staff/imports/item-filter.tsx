import { useTranslations } from 'next-intl';
import { importItemsAddress } from '#i18n/admin-addresses';
import { IMPORT_REASONS, type ImportReason } from '#newsroom/transfer/run/import-reasons';
import { type ItemOutcome, OUTCOMES } from '#newsroom/transfer/run/item-outcome';

/** Which items of an import are listed. */
export function ItemFilter({
  id,
  outcome,
  reason,
  reasons,
}: {
  id: number;
  outcome: ItemOutcome | undefined;
  reason: ImportReason | undefined;
  /** How many items have each. */
  reasons: Record<string, number>;
}) {
  const t = useTranslations('import');
  return (
    <search>
      <form action={importItemsAddress(id)} className="mb-4 flex flex-wrap items-end gap-2">
        <label className="field">
          <span>{t('items.outcome')}</span>
          <select name="outcome" className="input" defaultValue={outcome ?? ''}>
            <option value="">{t('items.any')}</option>
            {OUTCOMES.map((one) => (
              <option key={one} value={one}>
                {t(`items.outcomes.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field min-w-0 max-w-full">
          <span>{t('items.reason')}</span>
          <select name="reason" className="input" defaultValue={reason ?? ''}>
            <option value="">{t('items.any')}</option>
            {IMPORT_REASONS.filter((one) => reasons[one] || one === reason).map((one) => (
              <option key={one} value={one}>
                {t(`reasons.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button">
          {t('items.filter')}
        </button>
      </form>
    </search>
  );
}
