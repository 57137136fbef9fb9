import { useLocale, useTranslations } from 'next-intl';
import { archiveAddress } from '#i18n/addresses';
import { dayInWords, monthInWords, weekdays } from '#i18n/dates';
import { type Day, type Calendar as Days, monthOf, weeksOf } from '#newsroom/articles/day';

/** A month as on a wall: days with stories lead to them, and the months go on wherever there are more. */
export function Calendar({ day, calendar: { days, earlier, later } }: { day: Day; calendar: Days }) {
  const t = useTranslations('archive');
  const language = useLocale();
  const month = monthOf(day);
  const step = (to: Day | null, name: string, rel: 'prev' | 'next') =>
    to && (
      <a
        href={archiveAddress(language, to)}
        rel={rel}
        title={monthInWords(monthOf(to), language)}
        className="quiet underline"
      >
        {name}
      </a>
    );
  return (
    <nav aria-label={t('calendar')} className="calendar no-print">
      <table>
        <caption className="headline">{monthInWords(month, language)}</caption>
        <thead>
          <tr>
            {weekdays(language).map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a month are what their order is.
            <tr key={row}>
              {week.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: and so are the days of a week.
                <td key={column}>
                  {cell && (
                    <CalendarDay
                      day={cell}
                      words={dayInWords(cell, language)}
                      hasStories={days.includes(cell)}
                      isShown={cell === day}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="flex justify-between">
        <span>{step(earlier, t('earlier'), 'prev')}</span>
        <span>{step(later, t('later'), 'next')}</span>
      </p>
    </nav>
  );
}

function CalendarDay({
  day,
  words,
  hasStories,
  isShown,
}: {
  day: Day;
  words: string;
  hasStories: boolean;
  isShown: boolean;
}) {
  const language = useLocale();
  const number = Number(day.slice(8));
  const current = isShown ? 'page' : undefined;
  if (!hasStories) return <span aria-current={current}>{number}</span>;
  return (
    <a href={archiveAddress(language, day)} aria-label={words} aria-current={current}>
      {number}
    </a>
  );
}
