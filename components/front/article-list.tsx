import { useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { KindMark } from '#components/article/kind-mark';
import { PictureFrame } from '#components/article/picture-frame';
import type { Site } from '#components/site/site-page';
import { postAddress } from '#i18n/addresses';
import { dateAndTime, listTime } from '#i18n/dates';
import type { ArticleCard } from '#newsroom/articles/article';

/**
 * Articles in order. One markup for every list: how much of an item is seen (picture, standfirst, label) is for the
 * class of the place it stands in (.wire, .card-row, .river in lists.css) to say, so that "load more" can bring items
 * from any page into any list.
 */
export function ArticleList({ articles, site, id }: { articles: ArticleCard[]; site: Site; id?: string }) {
  return (
    <ul id={id} className="article-list">
      {articles.map((article) => (
        <ArticleItem key={article.id} article={article} site={site} />
      ))}
    </ul>
  );
}

/**
 * One of them. A place that has more to tell of an article than it says itself gives other words for its headline and
 * standfirst.
 */
export function ArticleItem({
  article,
  site,
  headline = article.headline,
  standfirst = article.standfirst,
}: {
  article: ArticleCard;
  site: Site;
  headline?: ReactNode;
  standfirst?: ReactNode;
}) {
  const language = useLocale();
  const { timeZone } = site.settings;
  return (
    <li className="article-item">
      {article.lead && (
        <div className="item-picture">
          <PictureFrame
            picture={article.lead}
            crop="standard"
            sizes="(min-width: 62.5rem) 280px, (min-width: 48rem) 30vw, 7.5rem"
            decorative
          />
        </div>
      )}
      <div className="item-words">
        <p className="item-line text-small text-soft">
          <span className="item-section label">{article.section.name} </span>
          <time
            dateTime={article.publishedAt.toISOString()}
            title={dateAndTime(article.publishedAt, language, timeZone)}
          >
            {listTime(article.publishedAt, site.now, language, timeZone)}
          </time>{' '}
          <KindMark article={article} />
        </p>
        <h3 className="headline">
          <a href={postAddress(language, article.slug)} className="hover:underline">
            {headline}
          </a>
        </h3>
        <p className="item-standfirst text-soft">{standfirst}</p>
      </div>
    </li>
  );
}
