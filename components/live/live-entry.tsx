import { useLocale, useTranslations } from 'next-intl';
import { StoryBody } from '#components/article/story-body';
import { authorAddress, livePartAddress, postAddress } from '#i18n/addresses';
import { dateAndTime } from '#i18n/dates';
import type { LiveEntry } from '#newsroom/live/entry';
import type { Picture } from '#newsroom/media/picture';

/** What all entries of a page are drawn with. */
export type LiveContext = { slug: string; timeZone: string; pictures: ReadonlyMap<string, Picture> };

/** An entry of a live blog. `isCopy` for one that stands above the others and is among them too. */
export function LiveEntryView({
  entry,
  context: { slug, timeZone, pictures },
  isCopy = false,
}: {
  entry: LiveEntry;
  context: LiveContext;
  isCopy?: boolean;
}) {
  const t = useTranslations('live');
  const language = useLocale();
  const { id, title, body, shownAt, revisedAt, isKey, author, ownStory } = entry;
  return (
    <article
      id={isCopy ? undefined : `entry-${id}`}
      className="live-entry"
      data-entry={isCopy ? undefined : id}
      data-at={isCopy ? undefined : shownAt.getTime()}
      data-key={isKey ? '' : undefined}
    >
      <p className="live-time">
        <a href={livePartAddress(language, slug, id)}>
          <span className="unseen">{t('permalink')} </span>
          <time dateTime={shownAt.toISOString()}>{dateAndTime(shownAt, language, timeZone)}</time>
        </a>
        {isKey && <span className="live-key">{t('keyEvent')}</span>}
      </p>
      {title && <h3 className="headline live-title">{title}</h3>}
      <div className="story-text">
        <StoryBody body={body} pictures={pictures} />
      </div>
      {(author || revisedAt) && (
        <p className="live-by">
          {author && (
            <a rel="author" href={authorAddress(language, author.key)}>
              {author.name}
            </a>
          )}
          {revisedAt && <span>{t('edited', { date: dateAndTime(revisedAt, language, timeZone) })}</span>}
        </p>
      )}
      {ownStory && (
        <p className="live-more">
          {t('readMore')}: <a href={postAddress(language, ownStory.slug)}>{ownStory.headline}</a>
        </p>
      )}
    </article>
  );
}
