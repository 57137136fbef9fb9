import { useLocale, useTranslations } from 'next-intl';
import { StatusLabel } from '#components/staff/articles/status-label';
import { TopicName } from '#components/staff/topics/topic-name';
import { TakenBack } from '#components/staff/wire/taken-back';
import { editAddress } from '#i18n/admin-addresses';
import { wireTime } from '#i18n/dates';
import { languageOf } from '#i18n/languages';
import { kindRecord, shownKind } from '#newsroom/articles/kinds';
import type { NewsroomRow } from '#newsroom/editing/newsroom-list';

/**
 * The desk's list: a line for each article, the last changed first. The boxes belong to the form that is called
 * `chosen`.
 */
export function ArticleTable({
  articles,
  takenBack,
  timeZone,
  now,
  form,
}: {
  articles: NewsroomRow[];
  /** Those whose agency has taken back what they were made from. */
  takenBack: ReadonlyMap<number, 'withheld' | 'canceled'>;
  timeZone: string;
  now: Date;
  form?: string;
}) {
  const t = useTranslations();
  const language = useLocale();
  return (
    <table className="newsroom-table article-table">
      <thead>
        <tr>
          {form && (
            <th scope="col" className="w-12">
              <span className="unseen">{t('articles.columns.select')}</span>
            </th>
          )}
          <th scope="col">{t('articles.columns.headline')}</th>
          <th scope="col">{t('articles.filter.language')}</th>
          <th scope="col">{t('articles.columns.status')}</th>
          <th scope="col">{t('articles.columns.section')}</th>
          <th scope="col">{t('articles.columns.createdBy')}</th>
          <th scope="col">{t('articles.columns.changed')}</th>
        </tr>
      </thead>
      <tbody>
        {articles.map((article) => (
          <tr key={article.id}>
            {form && (
              <td className="box">
                <label className="-m-2 inline-flex min-h-11 min-w-11 items-center justify-center">
                  <input type="checkbox" name="chosen" value={`${article.id}.${article.version}`} form={form} />
                  <span className="unseen">
                    {[t('articles.columns.select'), article.headline || t('newsroom.untitled')].join(': ')}
                  </span>
                </label>
              </td>
            )}
            <td className="wide">
              <a
                href={editAddress(article.id)}
                lang={article.language}
                className="font-serif text-[1.0625rem] font-semibold hover:underline"
              >
                {article.headline || t('newsroom.untitled')}
              </a>
            </td>
            <td className="text-small text-soft">{languageOf(article.language).label}</td>
            <td className="status">
              <StatusLabel article={article} /> <TakenBack status={takenBack.get(article.id)} />
            </td>
            <td className="section text-small">
              <TopicName name={article.section} nameIn={article.sectionIn} />
              {kindRecord(article.kind).isMarked && ` · ${t(`kinds.${shownKind(article.kind)}`)}`}
            </td>
            <td className="who text-small">{article.byName}</td>
            <td className="text-small whitespace-nowrap">
              <time dateTime={article.changedAt.toISOString()}>
                {wireTime(article.changedAt, now, language, timeZone)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
