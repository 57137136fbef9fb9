import { useLocale, useTranslations } from 'next-intl';
import { postAddress } from '#i18n/addresses';
import type { BreakingNews } from '#newsroom/breaking/find-breaking-news';

/**
 * Breaking news at the top of a page. It is there without any too: the reader's script asks now and then, and shows what
 * has come since the page was opened at its foot (enhance/breaking-bar.ts).
 */
export function BreakingBar({ news }: { news: Pick<BreakingNews, 'id' | 'slug' | 'text' | 'endsAt'> | null }) {
  const t = useTranslations('breaking');
  const language = useLocale();
  return (
    <breaking-bar
      data-language={language}
      data-news={news?.id}
      data-until={news?.endsAt.getTime()}
      data-label={t('label')}
      data-close={t('close')}
    >
      {news && (
        <aside className="breaking no-print" aria-label={t('label')}>
          <p className="page">
            <strong>{t('label')}</strong> <a href={postAddress(language, news.slug)}>{news.text}</a>
          </p>
        </aside>
      )}
    </breaking-bar>
  );
}
