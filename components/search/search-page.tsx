import { useLocale, useTranslations } from 'next-intl';
import { ArticleItem } from '#components/front/article-list';
import { WithSidebar } from '#components/front/sidebar';
import { MarkedText } from '#components/search/marked-text';
import { SearchFilter } from '#components/search/search-filter';
import { SearchOrder } from '#components/search/search-order';
import { SearchPaging } from '#components/search/search-paging';
import { SearchForm } from '#components/site/search-form';
import type { Site } from '#components/site/site-page';
import { searchAddress } from '#i18n/addresses';
import type { Sidebar } from '#newsroom/fronts/find-sidebar';
import type { Matches, Search } from '#newsroom/search/match';

/** The question again, how it was understood, and what was found. */
export function SearchPage({
  question,
  search,
  found,
  sidebar,
  site,
}: {
  question: string;
  search: Search;
  found: Matches;
  sidebar: Sidebar;
  site: Site;
}) {
  const t = useTranslations('search');
  const language = useLocale();
  const { filter, order } = search;
  const { matches, total, more, understood, meant } = found;
  const narrowed = Object.keys(filter ?? {}).length > 0;
  /** The address of the same search with something changed. */
  const address = (changed: { q?: string; order?: string; page?: number }) =>
    searchAddress(language, { q: question, ...filter, ...(order === 'date' && { order }), ...changed });
  return (
    <WithSidebar sidebar={sidebar} isEmpty={matches.length === 0} site={site}>
      <h1 className="headline text-large tablet:text-[2.25rem]">{t('title')}</h1>
      <div className="mt-4">
        <SearchForm query={question}>
          <SearchFilter search={search} site={site} />
        </SearchForm>
      </div>
      <div role="status" className="mt-4 break-words">
        {question === '' && <p>{t('prompt')}</p>}
        {question !== '' && (
          <p>
            {understood !== null && `${t('results', { query: question, count: 0 })} `}
            {t(more ? 'resultsMany' : 'results', { query: understood ?? question, count: total })}
          </p>
        )}
      </div>
      {meant !== null && (
        <p className="mt-1">{t.rich('didYouMean', { question: meant, link: linkTo(address({ q: meant })) })}</p>
      )}
      {question !== '' && total === 0 && (
        <p className="mt-1 text-soft">
          {t('noResultsHint')}{' '}
          {narrowed && t.rich('noResultsFilterHint', { link: linkTo(searchAddress(language, { q: question })) })}
        </p>
      )}
      {matches.length > 0 && (
        <>
          <SearchOrder order={order} address={(order) => address({ order, page: 0 })} />
          <h2 className="unseen">{t('resultsHeading')}</h2>
          <div className="river matches mt-4">
            <ul className="article-list">
              {matches.map(({ article, headline, excerpt }) => (
                <ArticleItem
                  key={article.id}
                  article={article}
                  site={site}
                  headline={<MarkedText pieces={headline} />}
                  standfirst={<MarkedText pieces={excerpt} />}
                />
              ))}
            </ul>
          </div>
          <SearchPaging {...found} address={(page) => address({ page })} />
        </>
      )}
    </WithSidebar>
  );
}

function linkTo(href: string) {
  return (words: React.ReactNode) => (
    <a href={href} className="underline">
      {words}
    </a>
  );
}
