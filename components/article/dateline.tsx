import { useLocale, useTranslations } from 'next-intl';
import { dateAndTime } from '#i18n/dates';
import { wholeNumber } from '#i18n/numbers';
import type { Article } from '#newsroom/articles/article';

/** When it appeared, when it was last changed for the reader, how often it was read. */
export function Dateline({ article, views, timeZone }: { article: Article; views: number; timeZone: string }) {
  const t = useTranslations('article');
  const language = useLocale();
  const { publishedAt, revisedAt } = article;
  const updated = revisedAt && revisedAt > publishedAt ? revisedAt : null;
  return (
    <p className="flex flex-wrap gap-x-4 py-2 text-small text-soft">
      <time dateTime={publishedAt.toISOString()}>
        <span className="unseen">{t('published')} </span>
        {dateAndTime(publishedAt, language, timeZone)}
      </time>
      {updated && (
        <time dateTime={updated.toISOString()}>{t('updated', { date: dateAndTime(updated, language, timeZone) })}</time>
      )}
      <span>
        {t.rich('views', {
          count: () => <view-count data-article={article.id}>{wholeNumber(views, language)}</view-count>,
        })}
      </span>
    </p>
  );
}
