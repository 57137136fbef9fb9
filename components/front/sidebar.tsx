import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AdPlace } from '#components/ads/ad-place';
import { FeedList } from '#components/front/feed-list';
import { LatestWire } from '#components/front/latest-wire';
import { MostRead } from '#components/front/most-read';
import { TopicList } from '#components/front/topic-list';
import type { Site } from '#components/site/site-page';
import type { Sidebar } from '#newsroom/fronts/find-sidebar';

/**
 * A list and what stands beside it: on a desk in the second column, on a phone after the list. The advertisement that
 * other pages have at their head stands at the list's end: what was asked for comes first.
 */
export function WithSidebar({
  sidebar: { mostRead, latest, topics },
  top,
  feeds,
  isEmpty = false,
  site,
  children,
}: {
  sidebar: Sidebar;
  /** What the sidebar begins with. */
  top?: ReactNode;
  /** Address of the list whose feeds are named; without it none are. */
  feeds?: string | undefined;
  /** Whether there is no list: then the latest news take its place. */
  isEmpty?: boolean;
  site: Site;
  children: ReactNode;
}) {
  const t = useTranslations('statusPage');
  const wire = latest.length > 0 && <LatestWire title={t('latest')} articles={latest} site={site} />;
  return (
    <div className="front-columns list-columns">
      <div className="min-w-0">
        {children}
        {isEmpty && <div className="mt-8">{wire}</div>}
        <AdPlace place="top" ads={site.settings.ads} />
      </div>
      <div className="front-side no-print">
        {top}
        {mostRead.length > 0 && <MostRead articles={mostRead} />}
        {!isEmpty && wire}
        {topics.length > 0 && <TopicList topics={topics} />}
        {feeds && <FeedList list={feeds} />}
        <AdPlace place="column" ads={site.settings.ads} />
      </div>
    </div>
  );
}
