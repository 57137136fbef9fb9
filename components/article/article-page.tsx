import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AdPlace } from '#components/ads/ad-place';
import { AgeNote } from '#components/article/age-note';
import { Byline } from '#components/article/byline';
import { Dateline } from '#components/article/dateline';
import { Figure } from '#components/article/figure';
import { KindMark } from '#components/article/kind-mark';
import { ShareLine } from '#components/article/share-line';
import { StoryAudio } from '#components/article/story-audio';
import { StoryBody } from '#components/article/story-body';
import { StoryNotes } from '#components/article/story-notes';
import { StoryTools } from '#components/article/story-tools';
import { TopicLinks } from '#components/article/topic-links';
import { Breadcrumbs } from '#components/site/breadcrumbs';
import { lettersAddress, sectionAddress } from '#i18n/addresses';
import type { Article } from '#newsroom/articles/article';
import type { StoryAudio as Audio } from '#newsroom/audio/find-audio';
import type { Picture } from '#newsroom/media/picture';
import type { HouseAds } from '#newsroom/settings/site-settings';

export function ArticlePage({
  article,
  pictures,
  views,
  address,
  timeZone,
  now,
  untranslated,
  live,
  origin,
  hasNotifications,
  audio = null,
  ads,
  hasLetters,
  column,
  onward,
}: {
  article: Article;
  pictures: ReadonlyMap<string, Picture>;
  views: number;
  /** Absolute, for sharing and for the printed sheet. */
  address: string;
  timeZone: string;
  now: Date;
  /** Says into which languages the story has not been translated, or nothing. */
  untranslated?: ReactNode;
  /** The entries of a live blog. */
  live?: ReactNode;
  /** Says from which live blog the story comes. */
  origin?: ReactNode;
  /** Whether readers can be notified of stories. */
  hasNotifications: boolean;
  /** The story as a machine has read it. */
  audio?: Audio | null;
  ads: HouseAds;
  /** Whether letters can be subscribed to. */
  hasLetters: boolean;
  column: ReactNode;
  onward: ReactNode;
}) {
  const t = useTranslations('article');
  const letters = useTranslations('letters');
  /** What open pages of a live blog replace when it is changed (enhance/live-updates.ts). */
  const livePart = (name: string) => (live ? { 'data-live-part': name } : {});
  return (
    <div className="gap-x-16 desk:grid desk:grid-cols-[minmax(0,1fr)_18.75rem]">
      <div className="min-w-0">
        <article>
          <Breadcrumbs
            trail={[{ name: article.section.name, href: sectionAddress(article.language, article.section.key) }]}
          />
          <KindMark article={article} besideSection />
          <h1 {...livePart('headline')} className="headline text-[clamp(1.875rem,1.2rem+2.6vw,2.75rem)]">
            {article.headline}
          </h1>
          <p
            {...livePart('standfirst')}
            className="mt-4 max-w-[41.25rem] font-serif text-[1.1875rem] leading-normal text-soft tablet:text-title"
          >
            {article.standfirst}
          </p>
          <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 border-y border-rule">
            <Dateline article={article} views={views} timeZone={timeZone} />
            <StoryTools address={address} hasNotifications={hasNotifications} />
          </div>
          <AgeNote publishedAt={article.publishedAt} now={now} />
          {untranslated}
          {audio && <StoryAudio audio={audio} />}
          {article.lead && (
            <div className="mt-5">
              <Figure
                picture={article.lead}
                crop="wide"
                sizes="(min-width: 77.5rem) 844px, (min-width: 62.5rem) calc(100vw - 26rem), calc(100vw - 2rem)"
                lead
              />
            </div>
          )}
          <div {...livePart('text')} className="story-text story-column mt-6 max-w-[41.25rem]">
            {origin}
            <StoryBody body={article.body} pictures={pictures} />
          </div>
          {live}
          <div {...livePart('notes')}>
            <StoryNotes notes={article.notes} timeZone={timeZone} />
          </div>
          <div className="story-column mt-6 max-w-[41.25rem]">
            <Byline authors={article.authors} source={article.source} />
            <TopicLinks label={t('tags')} tags={article.tags} />
            <ShareLine headline={article.headline} address={address} />
            {hasLetters && (
              <p className="no-print mt-2">
                <a href={lettersAddress(article.language)} className="inline-flex min-h-11 items-center underline">
                  {letters('offer')}
                </a>
              </p>
            )}
            <keep-story />
            <p className="print-only mt-6 border-t border-rule pt-2">{address}</p>
          </div>
        </article>
        <div className="max-w-[41.25rem]">
          <AdPlace place="story" ads={ads} />
        </div>
      </div>
      <div className="no-print mt-8 desk:mt-4 desk:border-l desk:border-rule desk:pl-6">
        {column}
        <AdPlace place="column" ads={ads} />
      </div>
      <div className="no-print col-span-2">{onward}</div>
    </div>
  );
}
