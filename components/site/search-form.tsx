import { useLocale, useTranslations } from 'next-intl';
import { searchAddress } from '#i18n/addresses';

export function SearchForm({ query }: { query?: string | undefined }) {
  const t = useTranslations('search');
  const language = useLocale();
  return (
    <search>
      <form action={searchAddress(language)} className="flex border border-soft">
        <input
          type="search"
          name="q"
          required
          maxLength={200}
          defaultValue={query}
          aria-label={t('label')}
          placeholder={t('placeholder')}
          className="min-h-11 w-full min-w-0 bg-paper px-3 placeholder:text-soft desk:w-64"
        />
        <button type="submit" className="quiet border-l border-soft px-4">
          {t('submit')}
        </button>
      </form>
    </search>
  );
}
