import { useLocale, useTranslations } from 'next-intl';
import { longDate } from '#i18n/dates';
import type { ArticleNote } from '#newsroom/articles/article';

/** What the paper has put right or added since, where the text ends. */
export function StoryNotes({ notes, timeZone }: { notes: ArticleNote[]; timeZone: string }) {
  const t = useTranslations('article.notes');
  const language = useLocale();
  if (notes.length === 0) return null;
  return (
    <aside aria-label={t('label')} className="mt-6 max-w-[41.25rem] border-l-4 border-accent pl-4">
      {notes.map(({ kind, text, at }) => (
        <p key={`${at.getTime()} ${text}`} className="mt-2 first:mt-0">
          <strong>
            {t(kind)}, <time dateTime={at.toISOString()}>{longDate(at, language, timeZone)}</time>
          </strong>
          <br />
          {text}
        </p>
      ))}
    </aside>
  );
}
