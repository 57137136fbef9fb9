import { useLocale, useTranslations } from 'next-intl';
import { Calendar } from '#components/archive/calendar';
import { ListHead } from '#components/front/list-head';
import { type ListOfArticles, ListPage } from '#components/front/list-page';
import type { Site } from '#components/site/site-page';
import { dayInWords } from '#i18n/dates';
import type { Day } from '#newsroom/articles/day';
import type { Calendar as Days } from '#newsroom/articles/list-days';

/** What appeared on a day, and the calendar to walk from day to day. */
export function ArchivePage({ day, calendar, list, site }: { day: Day; calendar: Days; list: ListOfArticles; site: Site }) {
  const t = useTranslations('archive');
  const language = useLocale();
  return (
    <div className="archive">
      <div className="min-w-0">
        <ListPage head={<ListHead kicker={t('title')} title={dayInWords(day, language)} />} list={list} empty={t('empty')} site={site} />
      </div>
      <Calendar day={day} calendar={calendar} />
    </div>
  );
}
