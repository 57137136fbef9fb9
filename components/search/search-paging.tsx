import { useTranslations } from 'next-intl';

/** The ways to the pages before and after this one; nothing where it is the only one. */
export function SearchPaging({
  page,
  pages,
  address,
}: {
  page: number;
  pages: number;
  address: (page: number) => string;
}) {
  const t = useTranslations('search');
  if (pages === 1) return null;
  const link = 'quiet border border-soft px-4 font-semibold text-ink';
  return (
    <nav aria-label={t('pagination')} className="mt-4 flex flex-wrap items-center justify-between gap-2">
      {page > 1 && (
        <a href={address(page > 2 ? page - 1 : 0)} rel="prev" className={link}>
          {t('previous')}
        </a>
      )}
      <span className="text-soft">{t('page', { page, pages })}</span>
      {page < pages && (
        <a href={address(page + 1)} rel="next" className={link}>
          {t('next')}
        </a>
      )}
    </nav>
  );
}
