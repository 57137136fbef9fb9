import { useLocale } from 'next-intl';
import { KindMark } from '#components/article/kind-mark';
import { PictureFrame } from '#components/article/picture-frame';
import type { Site } from '#components/site/site-page';
import { postAddress } from '#i18n/addresses';
import { dateAndTime, listTime } from '#i18n/dates';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Crop } from '#newsroom/media/picture';

/** A story on a front: its headline, and as much more as its place in the order has room for. */
export function Teaser({
  article,
  site,
  picture,
  standfirst = false,
  label = false,
  lead = false,
  as: Heading = 'h3',
}: {
  article: ArticleCard;
  site: Site;
  /** How large its picture is drawn; without it none is. */
  picture?: { crop: Crop; sizes: string } | undefined;
  standfirst?: boolean;
  /** Whether it says which section it is from. */
  label?: boolean;
  /** Whether it is what the page opens with. */
  lead?: boolean;
  as?: 'h2' | 'h3';
}) {
  const language = useLocale();
  const { timeZone } = site.settings;
  const shown = picture && article.lead;
  return (
    <article className={lead ? 'teaser teaser-lead' : 'teaser'}>
      {shown && (
        <div className="teaser-picture">
          <PictureFrame picture={shown} {...picture} lead={lead} decorative />
        </div>
      )}
      <div className="teaser-words">
        {label && <p className="label">{article.section.name}</p>}
        <KindMark article={article} besideSection />
        <Heading className="headline">
          <a href={postAddress(language, article.slug)}>{article.headline}</a>
        </Heading>
        {standfirst && <p className="teaser-standfirst">{article.standfirst}</p>}
        <time dateTime={article.publishedAt.toISOString()} title={dateAndTime(article.publishedAt, language, timeZone)}>
          {listTime(article.publishedAt, site.now, language, timeZone)}
        </time>
      </div>
    </article>
  );
}
