import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ArticleList } from '#components/front/article-list';
import { MoreLink } from '#components/front/more-link';
import type { Site } from '#components/site/site-page';
import type { ArticleCard } from '#newsroom/articles/article';

/** A section, tag or author: name, description, what has been published, newest first. */
export function ListPage({
  kicker,
  title,
  description,
  notice,
  articles,
  more,
  newest,
  site,
}: {
  /** What the title is the name of. */
  kicker?: string;
  title: string;
  description?: string;
  notice?: ReactNode;
  articles: ArticleCard[];
  /** Address of the next page, or null on the last. */
  more: string | null;
  /** Address of the first page where this is a later one. */
  newest?: string | null;
  site: Site;
}) {
  const t = useTranslations('list');
  return (
    <>
      <header className="mt-4 border-b border-rule pb-4">
        {kicker && <p className="label">{kicker}</p>}
        <h1 className="headline text-large tablet:text-[2.25rem]">{title}</h1>
        {description && <p className="mt-1 text-soft">{description}</p>}
      </header>
      {notice}
      {newest && (
        <a href={newest} className="quiet mt-2 -ml-2 underline">
          {t('newer')}
        </a>
      )}
      <h2 className="unseen">{t('latest')}</h2>
      <div className="river mt-4">
        {articles.length > 0 ? <ArticleList id="list" articles={articles} site={site} /> : <p className="py-8">{t('empty')}</p>}
      </div>
      {more && (
        <div className="max-w-[41.25rem]">
          <MoreLink href={more} list="list" />
        </div>
      )}
    </>
  );
}
