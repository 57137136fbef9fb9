import { useTranslations } from 'next-intl';
import { wireItemAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { EntryItem } from '#newsroom/wire/list-entry-items';

/** The item of the wire that an entry was made from, and what its agency has said since. */
export function EntryOrigin({
  item: { itemId, agency, status, embargoUntil, hasNewVersion },
  now,
  language,
  timeZone,
}: {
  item: EntryItem;
  now: Date;
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('wire');
  return (
    <>
      {status !== 'usable' && <p className="message message-trouble">{t(`live.${status}`, { agency })}</p>}
      <p className="text-small text-soft">
        <a href={wireItemAddress(itemId)} className="underline">
          {t('onArticle.from', { agency })}
        </a>{' '}
        {status === 'usable' && hasNewVersion && <span className="state">{t('onArticle.newVersion', { agency })}</span>}{' '}
        {embargoUntil && embargoUntil > now && (
          <span className="state state-now">
            {t('embargo', { time: dateAndTime(embargoUntil, language, timeZone) })}
          </span>
        )}
      </p>
    </>
  );
}
