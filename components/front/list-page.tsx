import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ArticleList } from '#components/front/article-list';
import { MoreLink } from '#components/front/more-link';
import { WithSidebar } from '#components/front/sidebar';
import { Teaser } from '#components/front/teaser';
import type { Site } from '#components/site/site-page';
import { dateAndTime } from '#i18n/dates';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Sidebar } from '#newsroom/fronts/find-sidebar';

/** One page of a list, newest first. */
export type ListOfArticles = {
  articles: ArticleCard[];
  /** Address of the next page, or null on the last. */
  more: string | null;
  /** On a later page: the time that it goes on from, and the address of the first. */
  later: { before: Date; newest: string } | null;
};

const OPENING = {
  crop: 'wide',
  sizes: '(min-width: 77.5rem) 500px, (min-width: 62.5rem) 40vw, (min-width: 48rem) 55vw, calc(100vw - 2rem)',
} as const;

/** A section, tag, author or day: what it is, then what has been published, and what else there is beside it. */
export function ListPage({
  head,
  notice,
  list: { articles, more, later },
  opening = false,
  empty,
  sidebar,
  top,
  feeds,
  site,
}: {
  /** What stands at the top, with the page's h1. */
  head: ReactNode;
  notice?: ReactNode;
  list: ListOfArticles;
  /** Whether the first page opens with its first story large. */
  opening?: boolean;
  /** What is said where there is nothing, if there is more to say than that. */
  empty?: string;
  sidebar: Sidebar;
  /** What the sidebar begins with. */
  top?: ReactNode;
  /** Address of the list, where it has feeds. */
  feeds?: string;
  site: Site;
}) {
  const t = useTranslations('list');
  const language = useLocale();
  const [first, ...others] = articles;
  const large = (opening && !later && first) || null;
  return (
    <>
      <header className="mt-4 border-b border-rule pb-4">{head}</header>
      <WithSidebar sidebar={sidebar} top={top} feeds={feeds} isEmpty={articles.length === 0} site={site}>
        {notice}
        {later && (
          <p className="flex flex-wrap items-center gap-x-4 text-soft">
            {t('before', { date: dateAndTime(later.before, language, site.settings.timeZone) })}
            <a href={later.newest} className="quiet -ml-2 underline">
              {t('backToNewest')}
            </a>
          </p>
        )}
        <h2 className="unseen">{t('latest')}</h2>
        {large && (
          <div className="list-opening">
            <Teaser article={large} site={site} picture={OPENING} standfirst lead />
          </div>
        )}
        <div className="river">
          {articles.length > 0 ? (
            <ArticleList id="list" articles={large ? others : articles} site={site} />
          ) : (
            <p className="py-8">{empty ?? t('empty')}</p>
          )}
        </div>
        {more && (
          <div className="max-w-[41.25rem]">
            <MoreLink href={more} list="list" />
          </div>
        )}
      </WithSidebar>
    </>
  );
}
