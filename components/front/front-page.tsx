import { useLocale, useTranslations } from 'next-intl';
import { PictureFrame } from '#components/article/picture-frame';
import { ArticleList } from '#components/front/article-list';
import type { Site } from '#components/site/site-page';
import { postAddress, sectionAddress } from '#i18n/addresses';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Section } from '#newsroom/topics/topic';

/** One lead, a few seconds, the flow, then a block for each section. */
export function FrontPage({
  lead,
  seconds,
  flow,
  blocks,
  site,
}: {
  lead: ArticleCard | null;
  seconds: ArticleCard[];
  flow: ArticleCard[];
  blocks: { section: Section; articles: ArticleCard[] }[];
  site: Site;
}) {
  const t = useTranslations('list');
  const language = useLocale();
  if (!lead) return <p className="py-16">{t('empty')}</p>;
  return (
    <>
      <h1 className="unseen">{site.masthead.name}</h1>
      <div className="mt-4 grid gap-x-8 gap-y-6 desk:grid-cols-[minmax(0,1fr)_18.75rem]">
        <div>
          <Lead article={lead} />
          <div className="card-row mt-6 border-t border-rule pt-4">
            <ArticleList articles={seconds} site={site} />
          </div>
        </div>
        <section aria-labelledby="latest" className="desk:border-l desk:border-rule desk:pl-6">
          <h2 id="latest" className="label border-t-4 border-accent pt-2">
            {t('latest')}
          </h2>
          <div className="wire mt-2">
            <ArticleList articles={flow} site={site} />
          </div>
        </section>
      </div>
      {blocks.map(({ section, articles }) => (
        <section key={section.key} aria-labelledby={`section-${section.key}`} className="mt-10 border-t-4 border-double border-soft pt-3">
          <h2 id={`section-${section.key}`} className="label">
            <a href={sectionAddress(language, section.key)} className="inline-flex min-h-11 items-center hover:underline">
              {section.name}
            </a>
          </h2>
          <div className="card-row mt-2">
            <ArticleList articles={articles} site={site} />
          </div>
        </section>
      ))}
    </>
  );
}

function Lead({ article }: { article: ArticleCard }) {
  const language = useLocale();
  return (
    <article>
      {article.lead && (
        <PictureFrame
          picture={article.lead}
          crop="wide"
          sizes="(min-width: 77.5rem) 876px, (min-width: 62.5rem) calc(100vw - 23rem), calc(100vw - 2rem)"
          lead
          decorative
        />
      )}
      <p className="label mt-3">{article.section.name}</p>
      <h2 className="headline text-[clamp(1.75rem,1.2rem+2.6vw,2.75rem)]">
        <a href={postAddress(language, article.slug)} className="hover:underline">
          {article.headline}
        </a>
      </h2>
      <p className="mt-2 max-w-[41.25rem] font-serif text-body text-soft">{article.standfirst}</p>
    </article>
  );
}
