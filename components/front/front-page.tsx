import { useTranslations } from 'next-intl';
import { AdPlace } from '#components/ads/ad-place';
import { LatestWire } from '#components/front/latest-wire';
import { MostRead } from '#components/front/most-read';
import { RegionBlock } from '#components/front/region-block';
import { rhythms, SectionBlock } from '#components/front/section-block';
import { Teaser } from '#components/front/teaser';
import type { Site } from '#components/site/site-page';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Front } from '#newsroom/fronts/front';

const LEAD_PICTURE = {
  crop: 'wide',
  sizes: '(min-width: 77.5rem) 640px, (min-width: 62.5rem) 50vw, calc(100vw - 2rem)',
} as const;
const SECOND_PICTURE = {
  crop: 'standard',
  sizes: '(min-width: 62.5rem) 210px, (min-width: 48rem) 30vw, 7.5rem',
} as const;

/**
 * One lead, a few seconds, the latest beside them; what is read and what happens in the region; then the sections, each
 * its own way.
 */
export function FrontPage({ front, site }: { front: Front<ArticleCard>; site: Site }) {
  const t = useTranslations('list');
  const { lead, seconds, latest, mostRead, region, blocks } = front;
  const heading = <h1 className="unseen">{site.settings.name}</h1>;
  if (!lead)
    return (
      <>
        {heading}
        <p className="py-16">{t('empty')}</p>
      </>
    );
  const sections = new Map(site.sections.map((section) => [section.key, section]));
  const regional = region && sections.get(region.section);
  const side = (
    <>
      {mostRead.length > 0 && <MostRead articles={mostRead} />}
      <AdPlace place="column" ads={site.settings.ads} />
    </>
  );
  return (
    <>
      {heading}
      <div className="front-columns">
        <div className="opening">
          <Teaser article={lead} site={site} picture={LEAD_PICTURE} standfirst label lead as="h2" />
          {seconds.length > 0 && (
            <div className="seconds">
              {seconds.map((article) => (
                <Teaser
                  key={article.id}
                  article={article}
                  site={site}
                  picture={SECOND_PICTURE}
                  label
                  standfirst
                  as="h2"
                />
              ))}
            </div>
          )}
        </div>
        <div className="front-side">
          {latest.length > 0 && <LatestWire articles={latest} site={site} />}
          {!regional && side}
        </div>
      </div>
      <AdPlace place="top" ads={site.settings.ads} />
      {regional && (
        <div className="front-columns">
          <RegionBlock section={regional} articles={region.articles} site={site} />
          <div className="front-side">{side}</div>
        </div>
      )}
      <div className="blocks">
        {rhythms(blocks).map(({ section, articles, rhythm }, index) => {
          const known = sections.get(section);
          return (
            known && (
              <SectionBlock key={section} section={known} articles={articles} rhythm={rhythm} site={site}>
                {index === 2 && <AdPlace place="front" ads={site.settings.ads} />}
              </SectionBlock>
            )
          );
        })}
      </div>
    </>
  );
}
