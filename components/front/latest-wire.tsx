import { useLocale, useTranslations } from 'next-intl';
import { KindMark } from '#components/article/kind-mark';
import type { Site } from '#components/site/site-page';
import { archiveAddress, postAddress } from '#i18n/addresses';
import { dateAndTime, wireTime } from '#i18n/dates';
import type { ArticleCard } from '#newsroom/articles/article';

/** The latest as they came in: times in a narrow column, headlines beside them. */
export function LatestWire({ title, articles, site }: { title?: string; articles: ArticleCard[]; site: Site }) {
  const t = useTranslations();
  const language = useLocale();
  const { timeZone } = site.settings;
  return (
    <section aria-labelledby="latest">
      <h2 id="latest" className="label front-label">
        {title ?? t('list.latest')}
      </h2>
      <ol className="latest">
        {articles.map((article) => (
          <li key={article.id}>
            <time
              dateTime={article.publishedAt.toISOString()}
              title={dateAndTime(article.publishedAt, language, timeZone)}
            >
              {wireTime(article.publishedAt, site.now, language, timeZone)}
            </time>
            <div>
              <KindMark article={article} />
              <h3 className="headline">
                <a href={postAddress(language, article.slug)}>{article.headline}</a>
              </h3>
            </div>
          </li>
        ))}
      </ol>
      <a href={archiveAddress(language)} className="quiet -ml-2 text-small underline">
        {t('site.archive')}
      </a>
    </section>
  );
}
