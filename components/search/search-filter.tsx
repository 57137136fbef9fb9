import { useTranslations } from 'next-intl';
import type { Site } from '#components/site/site-page';
import type { Search } from '#newsroom/search/match';

/** Fields that narrow a search, folded away until they are wanted. */
export function SearchFilter({ search: { filter = {}, order }, site }: { search: Search; site: Site }) {
  const t = useTranslations('search');
  const field = 'mt-1 block min-h-11 w-full border border-soft bg-paper px-2';
  return (
    <details open={Object.keys(filter).length > 0}>
      <summary className="quiet -ml-2 underline">{t('filters')}</summary>
      <div className="grid grid-cols-2 items-end gap-3 tablet:grid-cols-[2fr_1fr_1fr_auto]">
        <label className="col-span-2 text-small text-soft tablet:col-span-1">
          {t('section')}
          <select name="section" defaultValue={filter.section ?? ''} className={`${field} text-note text-ink`}>
            <option value="">{t('allSections')}</option>
            {site.sections.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {(['from', 'to'] as const).map((name) => (
          <label key={name} className="text-small text-soft">
            {t(name)}
            <input type="date" name={name} defaultValue={filter[name]} className={`${field} text-note text-ink`} />
          </label>
        ))}
        <button type="submit" className="quiet col-span-2 border border-soft px-4 tablet:col-span-1">
          {t('apply')}
        </button>
      </div>
      {order === 'date' && <input type="hidden" name="order" value="date" />}
    </details>
  );
}
