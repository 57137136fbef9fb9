import { useLocale, useTranslations } from 'next-intl';
import { ArticleList } from '#components/front/article-list';
import type { Site } from '#components/site/site-page';
import { postAddress } from '#i18n/addresses';
import type { ArticleCard } from '#newsroom/articles/article';

/** Below a story: what belongs to it, and the story that comes next. */
export function Onward({ related, next, site }: { related: ArticleCard[]; next: ArticleCard | null; site: Site }) {
  const t = useTranslations('article');
  const language = useLocale();
  return (
    <>
      {related.length > 0 && (
        <section aria-labelledby="related" className="mt-8 border-t-4 border-double border-soft pt-3">
          <h2 id="related" className="label">
            {t('related')}
          </h2>
          <div className="card-row mt-3">
            <ArticleList articles={related} site={site} />
          </div>
        </section>
      )}
      {next && (
        <section aria-labelledby="next" className="mt-8 border-t border-rule pt-3">
          <h2 id="next" className="label">
            {t('next')}
          </h2>
          <a
            href={postAddress(language, next.slug)}
            rel="next"
            className="headline block py-2 text-title hover:underline tablet:text-large"
          >
            {next.headline}
          </a>
          <p className="max-w-[41.25rem] text-soft">{next.standfirst}</p>
        </section>
      )}
    </>
  );
}
