import { useLocale } from 'next-intl';
import { Teaser } from '#components/front/teaser';
import type { Site } from '#components/site/site-page';
import { sectionAddress } from '#i18n/addresses';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Section } from '#newsroom/topics/topic';

const OPENING = {
  crop: 'wide',
  sizes: '(min-width: 77.5rem) 470px, (min-width: 62.5rem) 38vw, calc(100vw - 2rem)',
} as const;

/** The region, which is what the paper is about: one story large, the others by headline in two columns. */
export function RegionBlock({
  section,
  articles: [opening, ...others],
  site,
}: {
  section: Section;
  articles: ArticleCard[];
  site: Site;
}) {
  const language = useLocale();
  if (!opening) return null;
  return (
    <section aria-labelledby="region-block" className="min-w-0">
      <h2 id="region-block" className="label front-label">
        <a href={sectionAddress(language, section.key)}>{section.name}</a>
      </h2>
      <p className="text-small text-soft">{section.description}</p>
      <div className="region-block">
        <Teaser article={opening} site={site} picture={OPENING} standfirst />
        {others.length > 0 && (
          <div className="region-others">
            {others.map((article) => (
              <Teaser key={article.id} article={article} site={site} />
            ))}
          </div>
        )}
      </div>
    </section>
  );
}
