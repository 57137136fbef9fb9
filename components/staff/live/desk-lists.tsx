import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/staff/form-answer.ts';
import { DeskEntryView, type EntryContext } from '#components/staff/live/desk-entry';
import { OrderButtons } from '#components/staff/order-buttons';
import { clockTime } from '#i18n/dates';
import type { LiveDesk } from '#newsroom/live/list-desk';

/** The key events, drafts and entries of a live desk. */
export function DeskLists({
  desk: { keyEvents, drafts, olderDrafts, entries },
  context,
  olderAddress,
  moveAction,
}: {
  desk: LiveDesk;
  context: EntryContext;
  /** Null where there are no older ones. */
  olderAddress: string | null;
  moveAction: FormAction;
}) {
  const t = useTranslations('liveDesk');
  return (
    <>
      {keyEvents.length > 0 && (
        <section aria-labelledby="key-events" className="mt-6">
          <h2 id="key-events" className="newsroom-heading">
            {t('keyEvents')}
          </h2>
          <ol className="live-desk-keys">
            {keyEvents.map(({ id, name, shownAt }, index) => (
              <li key={id}>
                <time dateTime={shownAt.toISOString()}>{clockTime(shownAt, context.shownIn, context.timeZone)}</time>
                <a href={`#entry-${id}`}>{name}</a>
                {context.rights.publish && (
                  <OrderButtons
                    itemKey={String(id)}
                    name={name}
                    isFirst={index === 0}
                    isLast={index === keyEvents.length - 1}
                    action={moveAction}
                  />
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
      {drafts.length > 0 && (
        <section aria-labelledby="drafts" className="mt-6">
          <h2 id="drafts" className="newsroom-heading">
            {t('drafts')}
          </h2>
          <ol className="live-desk-entries">
            {drafts.map((entry) => (
              <DeskEntryView key={entry.id} entry={entry} context={context} />
            ))}
          </ol>
          {olderDrafts > 0 && <p className="message">{t('olderDrafts', { count: olderDrafts })}</p>}
        </section>
      )}
      <section aria-labelledby="entries" className="mt-6">
        <h2 id="entries" className="newsroom-heading">
          {t('entries')}
        </h2>
        {entries.length === 0 && <p>{t('noEntries')}</p>}
        <ol className="live-desk-entries">
          {entries.map((entry) => (
            <DeskEntryView key={entry.id} entry={entry} context={context} />
          ))}
        </ol>
        {olderAddress && (
          <p className="mt-4">
            <a href={olderAddress} className="quiet underline">
              {t('older')}
            </a>
          </p>
        )}
      </section>
    </>
  );
}
