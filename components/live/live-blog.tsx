import { useLocale, useTranslations } from 'next-intl';
import { type LiveContext, LiveEntryView } from '#components/live/live-entry';
import { LiveHeadView } from '#components/live/live-head';
import { liveChangesAddress, livePartAddress } from '#i18n/addresses';
import { dateAndTime } from '#i18n/dates';
import { type LivePlace, writeLivePlace } from '#newsroom/articles/live-place';
import { CHANGE_STEP } from '#newsroom/live/change-step';
import type { LiveBlog } from '#newsroom/live/find-live-blog';

/** A page of a live blog below its summary. While it goes on, the script has it follow (enhance/live-updates.ts). */
export function LiveBlogView({
  blog,
  storyId,
  place,
  context,
  script,
}: {
  blog: LiveBlog;
  storyId: number;
  place: LivePlace;
  context: LiveContext;
  /** Address of the script. */
  script: string;
}) {
  const t = useTranslations('live');
  const language = useLocale();
  const { slug, timeZone } = context;
  const { entries, more, closedAt } = blog;
  const isFirst = place.after === undefined;
  const isNewest = place.order === 'newest';
  const address = (to: LivePlace) => livePartAddress(language, slug, writeLivePlace(to));
  return (
    <div className="live-blog story-column mt-6 max-w-[41.25rem]">
      {closedAt ? (
        <p className="live-ended">{t('ended', { date: dateAndTime(closedAt, language, timeZone) })}</p>
      ) : (
        <>
          <live-updates
            className="no-print"
            data-address={liveChangesAddress(language, storyId)}
            data-change={blog.change}
            data-step={CHANGE_STEP}
            data-home={livePartAddress(language, slug, '')}
            data-takes={isNewest && isFirst ? 'top' : !isNewest && more === null ? 'end' : undefined}
            data-count={t('count', { count: '#' })}
            data-pause={t('pause')}
            data-resume={t('resume')}
            data-ended={t('hasEnded')}
            data-withdrawn={t('withdrawn')}
          >
            <p className="live-bar">
              <strong className="live-mark">{t('now')}</strong>
              <span role="status" />
              <a hidden data-show href={livePartAddress(language, slug, '')} className="button">
                {t('show')}
              </a>
              <button type="button" hidden className="quiet" data-pause aria-pressed="false">
                {t('pause')}
              </button>
              <a className="unscripted" href={livePartAddress(language, slug, '')}>
                {t('reload')}
              </a>
            </p>
          </live-updates>
          <script type="module" src={script} data-keep />
        </>
      )}
      {isFirst && <LiveHeadView head={blog} context={context} />}
      <section aria-labelledby="live-entries">
        <div className="live-order">
          <h2 id="live-entries" className="label">
            {t('updates')}
          </h2>
          <nav aria-label={t('order')} className="no-print">
            {(['newest', 'oldest'] as const).map((order) => (
              <a
                key={order}
                href={address({ order })}
                rel={order === 'newest' ? undefined : 'nofollow'}
                aria-current={order === place.order && isFirst ? 'page' : undefined}
              >
                {t(order === 'newest' ? 'newestFirst' : 'oldestFirst')}
              </a>
            ))}
          </nav>
        </div>
        <div id="live-stream">
          {entries.length === 0 && <p className="live-none">{t('empty')}</p>}
          {entries.map((entry) => (
            <LiveEntryView key={entry.id} entry={entry} context={context} />
          ))}
        </div>
        <nav className="live-paging no-print" aria-label={t('updates')}>
          {!isFirst && <a href={address({ order: place.order })}>{t('newest')}</a>}
          {more !== null && (
            <a rel="next" href={address({ order: place.order, after: more })}>
              {t(isNewest ? 'earlier' : 'later')}
            </a>
          )}
        </nav>
      </section>
    </div>
  );
}
