import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TakenBack } from '#components/staff/wire/taken-back';
import { editAddress } from '#i18n/admin-addresses';
import { dateAndTime, wireTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import type { Dashboard } from '#newsroom/editing/list-dashboard';

/** What somebody who comes to the desk wants to know first. */
export function DashboardLists({
  news,
  takenBack,
  timeZone,
  now,
}: {
  news: Dashboard;
  /** Articles whose agency has taken back what they were made from. */
  takenBack: ReadonlyMap<number, 'withheld' | 'canceled'>;
  timeZone: string;
  now: Date;
}) {
  const t = useTranslations('dashboard');
  const language = useLocale();
  const time = (date: Date) => wireTime(date, now, language, timeZone);
  return (
    <div className="grid gap-8 desk:grid-cols-3">
      <List title={t('scheduled.title')} none={t('scheduled.none')}>
        {news.due.map(({ publishedAt, isLate, isPending, ...article }) => (
          <Line key={article.id} {...article}>
            <TakenBack status={takenBack.get(article.id)} />{' '}
            <time dateTime={publishedAt.toISOString()}>{dateAndTime(publishedAt, language, timeZone)}</time>
            {isLate && <strong className="state state-now ml-2">{t('scheduled.overdue')}</strong>}
            {isPending && <span className="ml-2">{t('scheduled.newerChanges')}</span>}
          </Line>
        ))}
      </List>
      <List title={t('review.title')} none={t('review.none')}>
        {news.inReview.map(({ byName, changedAt, ...article }) => (
          <Line key={article.id} {...article}>
            <TakenBack status={takenBack.get(article.id)} /> {byName} {time(changedAt)}
          </Line>
        ))}
      </List>
      <List title={t('drafts.title')} none={t('drafts.none')}>
        {news.own.map(({ note, changedAt, ...article }) => (
          <Line key={article.id} {...article}>
            <TakenBack status={takenBack.get(article.id)} /> {time(changedAt)}
            {note && <span className="message message-trouble mt-1 block">{note}</span>}
          </Line>
        ))}
      </List>
    </div>
  );
}

function List({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <section>
      <h2 className="newsroom-heading">{title}</h2>
      {children.length > 0 ? <ul className="mt-2">{children}</ul> : <p className="mt-2 text-soft">{none}</p>}
    </section>
  );
}

function Line({
  id,
  language,
  headline,
  children,
}: {
  id: number;
  language: Language;
  headline: string;
  children: ReactNode;
}) {
  const t = useTranslations('newsroom');
  return (
    <li className="border-b border-rule py-2">
      <a href={editAddress(id)} lang={language} className="font-serif font-semibold hover:underline">
        {headline || t('untitled')}
      </a>{' '}
      <span className="text-small text-soft">{languageOf(language).label}</span>
      <div className="text-small text-soft">{children}</div>
    </li>
  );
}
