import { useTranslations } from 'next-intl';
import { ArticleList } from '#components/front/article-list';
import { SearchForm } from '#components/site/search-form';
import type { Site } from '#components/site/site-page';
import type { ArticleCard } from '#newsroom/articles/article';

/** The question again, and what was found; `complete` is false where there may be more than is shown. */
export function SearchPage({ query, articles, complete, site }: { query: string; articles: ArticleCard[]; complete: boolean; site: Site }) {
  const t = useTranslations('search');
  return (
    <>
      <h1 className="headline mt-4 text-large">{t('title')}</h1>
      <div className="mt-4 max-w-[41.25rem]">
        <SearchForm query={query} />
      </div>
      <p role="status" className="mt-4 break-words">
        {query === '' ? t('ask') : t(complete ? 'results' : 'resultsMany', { query, count: articles.length })}
      </p>
      {query !== '' && articles.length === 0 && <p className="text-soft">{t('hint')}</p>}
      {articles.length > 0 && (
        <>
          <h2 className="unseen">{t('found')}</h2>
          <div className="river mt-4">
            <ArticleList articles={articles} site={site} />
          </div>
        </>
      )}
    </>
  );
}
