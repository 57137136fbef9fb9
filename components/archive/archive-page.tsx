import { useLocale, useTranslations } from 'next-intl';
import { Calendar } from '#components/archive/calendar';
import { ListHead } from '#components/front/list-head';
import { type ListOfArticles, ListPage } from '#components/front/list-page';
import type { Site } from '#components/site/site-page';
import { archiveAddress } from '#i18n/addresses';
import { dayInWords } from '#i18n/dates';
import { type Day, type Calendar as Days, daysBeside } from '#newsroom/articles/day';

/** What appeared on a day, and the calendar to walk from day to day. */
export function ArchivePage({
  day,
  calendar,
  list,
  site,
}: {
  day: Day;
  calendar: Days;
  list: ListOfArticles;
  site: Site;
}) {
  const t = useTranslations('archive');
  const language = useLocale();
  return (
    <div className="archive">
      <div className="min-w-0">
        <ListPage
          head={<ListHead kicker={t('title')} title={dayInWords(day, language)} />}
          notice={<DaySteps {...daysBeside(day, calendar)} />}
          list={list}
          empty={t('empty')}
          site={site}
        />
      </div>
      <Calendar day={day} calendar={calendar} />
    </div>
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
