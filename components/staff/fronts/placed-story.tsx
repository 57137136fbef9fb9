import { useLocale, useTranslations } from 'next-intl';
import { PaperTime } from '#components/staff/articles/paper-time.island';
import { StoryPicture } from '#components/staff/fronts/story-picture';
import { editAddress } from '#i18n/admin-addresses';
import { dateAndTime, fieldTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { Placed } from '#newsroom/fronts/placement';
import type { Picture } from '#newsroom/media/picture';

/** How a placement stands among those of its place: `behind` one that will end, `covered` by one that will not. */
export type Rank = Placed['standing'] | 'behind' | 'covered';

/** A story that somebody has put into a place: how it counts, and what can be done with it. */
export function PlacedStory({
  placed,
  rank,
  picture,
  language,
  timeZone,
}: {
  placed: Placed;
  rank: Rank;
  /** Where the page shows it with one. */
  picture?: Picture | null;
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('frontLayout');
  const p = useTranslations('editArticle.publication');
  const s = useTranslations('articleStatus');
  const own = useLocale();
  const { articleId: id, headline, from, until, state, isInTrash, isPending } = placed;
  const status =
    rank === 'due'
      ? t('pinned')
      : t(`status.${rank}`, {
          time: from ? dateAndTime(from, own, timeZone) : '',
          state: s(isInTrash ? 'removed' : state),
        });
  const step = (direction: 'up' | 'down', sign: string) => (
    <button
      type="submit"
      name="press"
      value={`${direction}.${id}`}
      className="button min-w-11 px-2"
      aria-label={t(direction === 'up' ? 'moveUp' : 'moveDown', { headline })}
    >
      {sign}
    </button>
  );
  const time = (name: 'from' | 'until', value: Date | null) => (
    <PaperTime
      name={`${name}.${id}`}
      label={t(`times.${name}`, { zone: timeZone })}
      value={value ? fieldTime(value, timeZone) : ''}
      timeZone={timeZone}
      own={p('localTime')}
    />
  );
  return (
    <div
      id={`story-${id}`}
      tabIndex={-1}
      className={rank === 'due' ? 'front-story front-story-placed' : 'front-story front-story-idle'}
    >
      <StoryPicture picture={picture} />
      <div className="grid min-w-0 flex-1 gap-2">
        <p className="[overflow-wrap:anywhere]">
          <a href={editAddress(id)} lang={language} className="font-serif font-semibold hover:underline">
            {headline}
          </a>{' '}
          <span className={rank === 'gone' || rank === 'over' ? 'state state-now' : 'state'}>{status}</span>{' '}
          {isPending && <span className="state state-now">{s('pending')}</span>}
        </p>
        <div className="flex flex-wrap gap-1">
          {placed.place !== 'kept_off' && step('up', '↑')}
          {placed.place !== 'kept_off' && step('down', '↓')}
          <button
            type="submit"
            name="press"
            value={`away.${id}`}
            className="button px-3"
            aria-label={t('removeNamed', { headline })}
          >
            {t('remove')}
          </button>
        </div>
        <details open={from !== null || until !== null}>
          <summary className="quiet -ml-2 underline">{t('times.open')}</summary>
          <fieldset className="grid min-w-0 gap-3 *:min-w-0 tablet:grid-cols-2">
            <legend className="unseen">{t('times.label', { headline })}</legend>
            {time('from', from)}
            {time('until', until)}
          </fieldset>
        </details>
      </div>
    </div>
  );
}
