'use client';
import { useTranslations } from 'next-intl';
import type { Answer } from '#components/staff/staff-form.island';
import { revisionsAddress } from '#i18n/admin-addresses';
import { fieldTime } from '#i18n/dates';
import type { WorkingCopy } from '#newsroom/editing/working-copy';
import { ArticleForm } from './article-form.island.tsx';
import { useArticleScreen } from './article-screen.island.tsx';

export type Published = Pick<WorkingCopy, 'state' | 'publishedVersion' | 'publishedAt'> & {
  /** When it was or will be published, in words; null where it is neither. */
  time: string | null;
  /** Until when nobody may publish it, in words. */
  embargo: string | null;
  timeZone: string;
  /** Language that the article is written in, in words. */
  language: string;
};

/** Which text readers have or will have and when, and whether what is written here is that text. Always in sight. */
export function PublicationStatus({
  published,
  scheduleAction,
}: {
  published: Published;
  /** For those who may schedule. */
  scheduleAction: ((previous: Answer | null, form: FormData) => Promise<Answer>) | null;
}) {
  const t = useTranslations('saving.publication');
  const { articleId, autosave, state } = useArticleScreen();
  const { publishedAt, time, embargo, timeZone } = published;
  // A save here may have made it newer than when the page was drawn.
  const publishedVersion = Math.max(published.publishedVersion, state.publishedVersion);
  const isOther = autosave.isDirty || state.version !== publishedVersion;
  const other =
    isOther && (published.state === 'scheduled' || published.state === 'published') ? published.state : null;
  const isScheduled = other === 'scheduled' && publishedAt !== null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
      <p className={other ? 'font-semibold text-accent' : 'text-soft'}>
        {published.language} ·{' '}
        {other ? t(`other.${other}`, { time: time ?? '' }) : t(`same.${published.state}`, { time: time ?? '' })}
        {embargo && ` ${t('embargo', { time: embargo })}`}
      </p>
      {other && publishedVersion > 0 && (
        <a href={revisionsAddress(articleId, publishedVersion)} className="underline" target="_blank" rel="noreferrer">
          {t('compare')}
        </a>
      )}
      {isScheduled && scheduleAction && (
        <ArticleForm action={scheduleAction} label={t('update')}>
          <input type="hidden" name="seen" value={publishedAt.toISOString()} />
          <input type="hidden" name="at" value={fieldTime(publishedAt, timeZone)} />
          <button type="submit" className="button">
            {t('update')}
          </button>
        </ArticleForm>
      )}
      {isScheduled && !scheduleAction && <p>{t('askEditor')}</p>}
    </div>
  );
}
