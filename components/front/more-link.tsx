import { useTranslations } from 'next-intl';

/** The way to a list's next page: a link, and with the script a way to bring the page here. */
export function MoreLink({ href, list, from }: { href: string; list: string; from?: string }) {
  const t = useTranslations('list');
  return (
    <load-more data-list={list} data-from={from} data-loading={t('loading')} data-failed={t('loadFailed')}>
      <a href={href} rel="next" className="quiet mt-3 w-full border border-soft font-semibold text-ink">
        {t('loadMore')}
      </a>
    </load-more>
  );
}
