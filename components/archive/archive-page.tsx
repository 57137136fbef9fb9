import { useLocale, useTranslations } from 'next-intl';
import { Calendar } from '#components/archive/calendar';
import { ListHead } from '#components/front/list-head';
import { type ListOfArticles, ListPage } from '#components/front/list-page';
import type { Site } from '#components/site/site-page';
import { archiveAddress } from '#i18n/addresses';
import { dayInWords } from '#i18n/dates';
import { type Day, type Calendar as Days, daysBeside } from '#newsroom/articles/day';
import type { Sidebar } from '#newsroom/fronts/find-sidebar';

/** What appeared on a day, and the calendar to walk from day to day. */
export function ArchivePage({
  day,
  calendar,
  list,
  sidebar,
  site,
}: {
  day: Day;
  calendar: Days;
  list: ListOfArticles;
  sidebar: Sidebar;
  site: Site;
}) {
  const t = useTranslations('archive');
  const language = useLocale();
  return (
    <ListPage
      head={<ListHead kicker={t('title')} title={dayInWords(day, language)} />}
      notice={<DaySteps {...daysBeside(day, calendar)} />}
      list={list}
      empty={t('empty')}
      sidebar={sidebar}
      top={<Calendar day={day} calendar={calendar} />}
      site={site}
    />
  );
}

/** The nearest days before and after, over the end of the month too. */
function DaySteps({ prev, next }: { prev: Day | null; next: Day | null }) {
  const language = useLocale();
  const step = (to: Day | null, rel: 'prev' | 'next') =>
    to && (
      <a href={archiveAddress(language, to)} rel={rel} className="quiet underline">
        {dayInWords(to, language)}
      </a>
    );
  return (
    <p className="no-print -mx-2 flex flex-wrap justify-between">
      <span>{step(prev, 'prev')}</span>
      <span>{step(next, 'next')}</span>
    </p>
  );
}
