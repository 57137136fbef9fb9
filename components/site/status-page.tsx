import { useLocale, useTranslations } from 'next-intl';
import { ArticleList } from '#components/front/article-list';
import { WithSidebar } from '#components/front/sidebar';
import { SearchForm } from '#components/site/search-form';
import type { Site } from '#components/site/site-page';
import { frontAddress, postAddress } from '#i18n/addresses';
import { languageOf } from '#i18n/languages';
import type { ArticleCard, Translation } from '#newsroom/articles/article';
import type { Sidebar } from '#newsroom/fronts/find-sidebar';

/** What a reader sees instead of a page: what is so, and what can be done. */
export function StatusPage({
  status,
  notice = '',
  translations = [],
  latest,
  sidebar,
  site,
}: {
  status: 'notFound' | 'withdrawn' | 'otherLanguage';
  /** What the paper says of a withdrawal. */
  notice?: string;
  translations?: Translation[];
  latest: ArticleCard[];
  sidebar: Sidebar;
  site: Site;
}) {
  const t = useTranslations();
  const language = useLocale();
  return (
    <WithSidebar sidebar={sidebar} site={site}>
      <h1 className="headline text-large tablet:text-[2.25rem]">{t(`statusPage.${status}.title`)}</h1>
      <p className="mt-2 max-w-[41.25rem]">{t(`statusPage.${status}.text`)}</p>
      {notice && <p className="mt-4 max-w-[41.25rem] border-l-4 border-accent pl-4">{notice}</p>}
      {translations.length > 0 && (
        <ul className="mt-4">
          {translations.map((translation) => (
            <li key={translation.language} className="mt-2">
              <a
                href={postAddress(translation.language, translation.slug)}
                hrefLang={translation.language}
                lang={translation.language}
                className="inline-flex min-h-11 items-center font-semibold underline"
              >
                {languageOf(translation.language).readHere}
              </a>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-6 max-w-[41.25rem]">
        <SearchForm />
        <a href={frontAddress(language)} className="quiet mt-2 -ml-2 underline">
          {t('site.home')}
        </a>
      </div>
      {latest.length > 0 && (
        <section aria-labelledby="instead" className="mt-8">
          <h2 id="instead" className="label front-label">
            {t('statusPage.latest')}
          </h2>
          <div className="wire mt-2">
            <ArticleList articles={latest} site={site} />
          </div>
        </section>
      )}
    </WithSidebar>
  );
}
