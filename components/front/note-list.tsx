import { useLocale, useTranslations } from 'next-intl';
import { postAddress } from '#i18n/addresses';
import { dateAndTime } from '#i18n/dates';
import type { ArticleNote } from '#newsroom/articles/article';

/** What the paper has put right or added, each under the headline of its story. */
export function NoteList({
  notes,
  more,
  timeZone,
}: {
  notes: (ArticleNote & { id: number; article: { slug: string; headline: string } })[];
  /** Address of the next page, or null on the last. */
  more: string | null;
  timeZone: string;
}) {
  const t = useTranslations();
  const language = useLocale();
  if (notes.length === 0) return <p className="py-8">{t('corrections.empty')}</p>;
  return (
    <div className="max-w-[41.25rem]">
      {notes.map(({ id, kind, text, at, article }) => (
        <section key={id} className="border-b border-rule py-4">
          <h2 className="headline text-[1.125rem]">
            <a href={postAddress(language, article.slug)} className="hover:underline">
              {article.headline}
            </a>
          </h2>
          <p className="mt-1 text-small text-soft">
            {t(`article.notes.${kind}`)}, <time dateTime={at.toISOString()}>{dateAndTime(at, language, timeZone)}</time>
          </p>
          <p className="mt-1">{text}</p>
        </section>
      ))}
      {more && (
        <a href={more} rel="next" className="quiet mt-3 -ml-2 underline">
          {t('list.loadMore')}
        </a>
      )}
    </div>
  );
}
