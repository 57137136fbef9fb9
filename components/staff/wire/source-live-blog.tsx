import { useLocale, useTranslations } from 'next-intl';
import { languageOf } from '#i18n/languages';
import type { LiveBlogChoice } from '#newsroom/live/list-open-live-blogs';

/** Which live blog posts of a channel of Telegram become drafts of. */
export function SourceLiveBlog({ chosen, liveBlogs }: { chosen: number | null; liveBlogs: LiveBlogChoice[] }) {
  const t = useTranslations('sources');
  const untitled = useTranslations('newsroom')('untitled');
  const locale = useLocale();
  const byStory = Map.groupBy(liveBlogs, ({ storyId }) => storyId);
  return (
    <label className="field">
      <span>{t('liveBlog')}</span>
      <select name="liveStoryId" defaultValue={chosen ?? ''} className="input" aria-describedby="live-blog-hint">
        <option value="">{t('noLiveBlog')}</option>
        {[...byStory].map(([storyId, rows]) => {
          const shown = rows.find(({ language }) => language === locale) ?? rows[0];
          const languages = rows.map(({ language }) => languageOf(language).label).join(', ');
          const headline = `${shown?.headline || untitled} (${languages})`;
          return (
            <option key={storyId} value={storyId}>
              {rows.some(({ isOpen }) => isOpen) ? headline : t('liveBlogEnded', { headline })}
            </option>
          );
        })}
      </select>
      <span id="live-blog-hint" className="field-hint">
        {t('liveBlogHint')}
      </span>
    </label>
  );
}
