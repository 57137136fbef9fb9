import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { searchAddress } from '#i18n/addresses';

/**
 * A field for a question, and what may narrow the search for it. With the script it suggests how the question may go
 * on.
 */
export function SearchForm({ query, children }: { query?: string | undefined; children?: ReactNode }) {
  const t = useTranslations('search');
  const language = useLocale();
  return (
    <search>
      <form action={searchAddress(language)}>
        <search-suggest
          data-language={language}
          data-label={t('suggestions')}
          className="relative flex border border-soft"
        >
          <input
            type="search"
            name="q"
            required
            maxLength={200}
            defaultValue={query}
            autoComplete="off"
            aria-label={t('label')}
            placeholder={t('placeholder')}
            className="min-h-11 min-w-0 flex-1 bg-paper px-3 placeholder:text-soft"
          />
          <button type="submit" className="quiet border-l border-soft px-4">
            {t('submit')}
          </button>
        </search-suggest>
        {children}
      </form>
    </search>
  );
}
