import { useLocale } from 'next-intl';
import { FeedLinks } from '#components/crawlers/feed-links';
import { PageData } from '#components/crawlers/page-data';
import { frontAddress } from '#i18n/addresses';
import type { ArticleCard } from '#newsroom/articles/article';
import type { SiteSettings } from '#newsroom/settings/site-settings';
import { listData, paperData, siteData, trailData } from '#newsroom/syndication/structured-data';

/** What a front page or list tells machines: what it holds, and its feeds. */
export function ListData({
  name,
  address,
  articles,
  settings,
  origin,
  hasFeeds = true,
}: {
  name: string;
  /** Of the list's first page. */
  address: string;
  articles: readonly ArticleCard[];
  settings: SiteSettings;
  origin: string;
  /** A day of the archive has none: nothing is added to it any more. */
  hasFeeds?: boolean;
}) {
  const language = useLocale();
  const place = { origin, language, settings };
  const isFront = address === frontAddress(language);
  return (
    <>
      {!isFront && hasFeeds && <FeedLinks title={`${name} – ${settings.name}`} list={address} />}
      <PageData
        things={[
          ...(isFront ? [paperData(place)] : [trailData(place, [{ name, address }])]),
          siteData(place),
          listData(place, name, address, articles),
        ]}
      />
    </>
  );
}
