import { useLocale, useTranslations } from 'next-intl';
import { ArticleList } from '#components/front/article-list';
import { MoreLink } from '#components/front/more-link';
import type { Site } from '#components/site/site-page';
import { sectionAddress } from '#i18n/addresses';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Section } from '#newsroom/topics/topic';

/** A section's latest as a wire beside a story: times and headlines. `more` is where it goes on, for the address. */
export function SectionColumn({
  section,
  articles,
  more,
  site,
}: {
  section: Section;
  articles: ArticleCard[];
  more: string | null;
  site: Site;
}) {
  const t = useTranslations('list');
  const language = useLocale();
  return (
    <section aria-labelledby="column">
      <h2 id="column" className="label border-t-4 border-accent pt-2">
        <a href={sectionAddress(language, section.key)} className="hover:underline">
          {section.name}
        </a>
      </h2>
      <p className="text-small text-soft">{section.description}</p>
      <div className="wire mt-2">
        {articles.length > 0 ? <ArticleList id="wire" articles={articles} site={site} /> : <p>{t('empty')}</p>}
      </div>
      {more && <MoreLink href={sectionAddress(language, section.key, more)} list="wire" from="list" />}
    </section>
  );
}
