import { permanentRedirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ArticlePage } from '#components/article/article-page';
import { Onward } from '#components/article/onward';
import { UntranslatedNote } from '#components/article/untranslated-note';
import { FeedLinks } from '#components/crawlers/feed-links';
import { PageData } from '#components/crawlers/page-data';
import { SiteColumn } from '#components/front/site-column';
import { EntryOriginNote } from '#components/live/entry-origin-note';
import { LiveBlogView } from '#components/live/live-blog';
import { SitePage } from '#components/site/site-page';
import assets from '#generated/assets.json' with { type: 'json' };
import { fragmentAddress, livePartAddress, postAddress } from '#i18n/addresses';
import { type LivePlace, writeLivePlace } from '#newsroom/articles/live-place';
import { liveBlogData } from '#newsroom/syndication/live-blog-data';
import { articleData, articleTrail } from '#newsroom/syndication/structured-data';
import { publicUrl } from '#platform/env';
import { readArticle, readSite } from '../../reads.ts';
import { FoundNothing } from './found-nothing.tsx';
import { languageChoices } from './languages.ts';
import { readLiveBlog, readOrigin, readSharePicture, readSurroundings } from './reads.ts';

const FIRST_PAGE: LivePlace = { order: 'newest' };

/** A story's page, or for a live blog one of its pages. */
export async function StoryPage({ slug, place = FIRST_PAGE }: { slug: string; place?: LivePlace }) {
  const language = await getLocale();
  const found = await readArticle(language, slug);
  if (found.kind === 'moved') permanentRedirect(livePartAddress(language, found.slug, writeLivePlace(place)));
  const site = await readSite(language);
  if (found.kind !== 'story') return <FoundNothing found={found} site={site} />;

  const { article } = found;
  const live = await readLiveBlog(article, place);
  if (!live && place !== FIRST_PAGE) return <FoundNothing found={{ kind: 'absent' }} site={site} />;
  const { views, pictures, column, related, next, audio } = await readSurroundings(article, site);
  const origin = await readOrigin(article);
  const languages = languageChoices(article);
  const at = { origin: publicUrl(), language, settings: site.settings };
  const shared = readSharePicture(article, site);
  const isFirst = writeLivePlace(place) === '';
  return (
    <SitePage site={site} languages={languages} section={article.section.key}>
      <PageData
        things={[
          live ? liveBlogData(at, article, live.blog, shared) : articleData(at, article, shared),
          articleTrail(at, article),
        ]}
      />
      {live && <FeedLinks title={article.headline} list={postAddress(language, article.slug)} />}
      <ArticlePage
        // Behind the first page the summary is not said again.
        article={isFirst ? article : { ...article, body: [], lead: null }}
        pictures={pictures}
        views={views}
        address={`${publicUrl()}${postAddress(language, article.slug)}`}
        timeZone={site.settings.timeZone}
        now={site.now}
        ads={site.settings.ads}
        hasLetters={site.letters.length > 0}
        hasNotifications={site.push !== null}
        audio={isFirst ? audio : null}
        untranslated={
          <UntranslatedNote languages={languages.filter(({ missing }) => missing).map((choice) => choice.language)} />
        }
        origin={origin && <EntryOriginNote origin={origin} />}
        live={
          live && (
            <LiveBlogView
              blog={live.blog}
              storyId={article.storyId}
              place={place}
              context={{ slug: article.slug, timeZone: site.settings.timeZone, pictures: live.pictures }}
              script={assets.liveScript}
            />
          )
        }
        column={
          site.hasSlots ? (
            <page-slot src={fragmentAddress(language, 'column')} />
          ) : (
            <SiteColumn column={column} site={site} />
          )
        }
        onward={<Onward related={related} next={next} site={site} />}
      />
    </SitePage>
  );
}
