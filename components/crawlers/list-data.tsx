import { useLocale } from 'next-intl';
import { FeedLinks } from '#components/crawlers/feed-links';
import { PageData } from '#components/crawlers/page-data';
import { frontAddress } from '#i18n/addresses';
import type { ArticleCard } from '#newsroom/articles/article';
import type { SiteSettings } from '#newsroom/settings/site-settings';
import { shareCropOf } from '#newsroom/syndication/share-picture';
import { listData, paperData, siteData, trailData } from '#newsroom/syndication/structured-data';

/**
 * What a front page or list tells machines: what it holds, its feeds, and as picture that of its first story that has
 * one.
 */
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
  const picture = articles.map(({ lead }) => shareCropOf(lead)).find(Boolean);
  return (
    <>
      {!isFront && hasFeeds && <FeedLinks title={`${name} – ${settings.name}`} list={address} />}
      {picture && (
        <>
          <meta property="og:image" content={origin + picture.path} />
          <meta property="og:image:type" content={picture.type} />
          <meta property="og:image:width" content={String(picture.width)} />
          <meta property="og:image:height" content={String(picture.height)} />
          <meta property="og:image:alt" content={picture.alt} />
        </>
      )}
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
