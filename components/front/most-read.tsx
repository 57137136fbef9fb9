import { useLocale, useTranslations } from 'next-intl';
import { KindMark } from '#components/article/kind-mark';
import { postAddress } from '#i18n/addresses';
import type { ArticleCard } from '#newsroom/articles/article';

/** What was read most lately, by large figures. */
export function MostRead({ articles }: { articles: ArticleCard[] }) {
  const t = useTranslations('front');
  const language = useLocale();
  return (
    <section aria-labelledby="most-read">
      <h2 id="most-read" className="label front-label">
        {t('mostRead')} <small className="font-normal text-soft normal-case">{t('mostReadNote')}</small>
      </h2>
      <ol className="most-read">
        {articles.map((article) => (
          <li key={article.id}>
            <div>
              <KindMark article={article} />
              <h3 className="headline">
                <a href={postAddress(language, article.slug)}>{article.headline}</a>
              </h3>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
