import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { dateAndTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import type { FoundWireItem } from '#newsroom/wire/find-wire-item';

/** What is known of an item besides its text. */
export function WireFacts({
  item,
  now,
  language,
  timeZone,
}: {
  item: FoundWireItem;
  now: Date;
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('wire');
  const time = (at: Date) => <time dateTime={at.toISOString()}>{dateAndTime(at, language, timeZone)}</time>;
  const facts: [string, ReactNode][] = [
    [t('agency'), item.agency],
    [t('filter.language'), languageOf(item.language).name],
    [t('credit'), item.credit],
    [t('received'), time(item.receivedAt)],
    [t('published'), item.publishedAt && time(item.publishedAt)],
    [t('note'), item.note],
    [
      t('link'),
      item.link && (
        <a href={item.link} rel="noreferrer" className="underline [overflow-wrap:anywhere]">
          {item.link}
        </a>
      ),
    ],
  ];
  return (
    <section className="grid gap-2">
      {item.embargoUntil && item.embargoUntil > now && (
        <p className="message message-trouble">
          {t('embargo', { time: dateAndTime(item.embargoUntil, language, timeZone) })}
        </p>
      )}
      <dl className="grid gap-2 text-small">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt className="text-soft">{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
