import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/staff/form-answer.ts';
import { DismissVersion } from '#components/staff/wire/dismiss-version';
import { entryComparisonAddress, wireItemAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { EntryItem } from '#newsroom/wire/list-entry-items';

/** The item of the wire that an entry was made from, and what its agency has said since. */
export function EntryOrigin({
  entryId,
  name,
  item,
  dismissAction,
  now,
  language,
  timeZone,
}: {
  entryId: number;
  name: string;
  item: EntryItem;
  dismissAction: FormAction;
  now: Date;
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('wire');
  const { itemId, agency, status, embargoUntil, hasNewVersion } = item;
  return (
    <>
      {status !== 'usable' && <p className="message message-trouble">{t(`live.${status}`, { agency })}</p>}
      <p className="text-small text-soft">
        <a href={wireItemAddress(itemId)} className="underline">
          {t('onArticle.from', { agency })}
        </a>{' '}
        {embargoUntil && embargoUntil > now && (
          <span className="state state-now">
            {t('embargo', { time: dateAndTime(embargoUntil, language, timeZone) })}
          </span>
        )}
      </p>
      {status === 'usable' && hasNewVersion && (
        <div className="message my-2">
          <p>
            {t('onArticle.newVersion', { agency })}{' '}
            <a href={entryComparisonAddress(itemId, entryId)} className="underline">
              {t('onArticle.compare')}
            </a>
          </p>
          <DismissVersion of={{ entry: entryId }} name={name} item={item} action={dismissAction} />
        </div>
      )}
    </>
  );
}
