import { useLocale, useTranslations } from 'next-intl';
import { dateAndTime } from '#i18n/dates';
import type { Placed } from '#newsroom/fronts/placement';

/** Says of each story that has a position and that readers do not have why, and what becomes of its position. */
export function UnpublishedStories({ placed, timeZone }: { placed: readonly Placed[]; timeZone: string }) {
  const t = useTranslations();
  const language = useLocale();
  return placed
    .filter(({ standing }) => standing === 'gone')
    .map(({ articleId, headline, state, isInTrash, publishedAt }) => (
      <p key={articleId} role="status" className="message message-trouble mb-4">
        {state === 'scheduled' && publishedAt
          ? t('frontLayout.scheduled', { headline, time: dateAndTime(publishedAt, language, timeZone) })
          : t('frontLayout.unpublished', { headline, state: t(`articleStatus.${isInTrash ? 'removed' : state}`) })}
      </p>
    ));
}
